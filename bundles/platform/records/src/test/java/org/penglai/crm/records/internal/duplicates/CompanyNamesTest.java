package org.penglai.crm.records.internal.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.SpokenChinese;

class CompanyNamesTest {
    private final CompanyNames names = new CompanyNames(new NationalRegions(), new SpokenChinese());

    @ParameterizedTest
    @CsvSource({
        "云启科技有限公司, 云启科技",
        "上海云启科技有限公司, 云启科技",
        "上海市云启科技股份有限公司, 云启科技",
        "云启科技（上海）有限公司, 云启科技",
        "雲啟科技（集團）有限公司, 云启科技",
        "ＡＢＣ科技有限责任公司, abc科技",
        "'ACME Co., Ltd.', acme",
        "Acme Holdings Inc, acme",
        "中国石油, 石油",
        "北京公司, 北京",
        "公司, 公司",
        "张三, 张三",
        "*** , ''",
    })
    void leavesWhatTellsAFirmFromOthers(String name, String core) {
        assertThat(names.core(name)).isEqualTo(core);
    }

    @Test
    void namesThatSoundTheSameHaveOneSound() {
        assertThat(names.sound("云启科技")).isEqualTo("yunqikeji").isEqualTo(names.sound("运起科技"));
        assertThat(names.sound("abc科技")).isEqualTo("abckeji");
    }
}
