package org.penglai.crm.records.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.records.internal.value.Fields.strict;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.Regions.Region;
import org.penglai.crm.records.spi.StoredField;

class NationalRegionsTest {
    private static final StoredField REGION = Fields.of(FieldKind.REGION, 6, 0, 0);
    private final NationalRegions regions = new NationalRegions();

    @ParameterizedTest
    @CsvSource({
        "370600, 370600",
        "烟台, 370600",
        "蓬莱, 370614",
        "龙口, 370681",
        "莱州, 370683",
        "招远, 370685",
        "栖霞, 370686",
        "海阳, 370687",
        "威海, 371000",
        "青岛, 370200",
        "济南, 370100",
        "潍坊, 370700",
        "大连, 210200",
        "天津, 120000",
        "上海, 310000",
        "苏州, 320500",
        "宁波, 330200",
        "栖霞市, 370686",
        "栖霞区, 320113",
        "南京栖霞, 320113",
        "南京市栖霞区, 320113",
        "江苏省南京市栖霞区, 320113",
        "山东省烟台市, 370600",
        "山东 烟台 莱山区, 370613",
        "山东省/烟台市/莱州市, 370683",
        "山东烟台, 370600",
        "吉林, 220000",
        "吉林市, 220200",
        "朝阳, 211300",
        "北京朝阳, 110105",
        "北京市市辖区朝阳区, 110105",
        "内蒙古, 150000",
        "广西, 450000",
        "新疆维吾尔自治区, 650000",
        "恩施, 422800",
        "延边, 222400",
        "双江, 530925",
        "鄂温克族自治旗, 150724",
        "浦东, 310115",
        "单县, 371722",
        "和平县, 441624",
        "河南省直辖县级行政区划济源市, 419001",
        "110100, 110000",
        "429000, 420000",
        "香港, 810000",
        "台湾省, 710000"
    })
    void isFoundByCodeNameOrPath(String written, String code) {
        assertThat(regions.resolve(written)).map(Region::code).contains(code);
        assertThat(strict(REGION, written)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"鼓楼区", "通州区", "城关"})
    void aNameOfSeveralIsAmbiguous(String written) {
        assertThat(regions.resolve(written)).isEmpty();
        assertThat(strict(REGION, written)).isEqualTo("?ambiguousRegion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"大唐", "999999", "山东苏州", "烟", "山东省南京市", "烟台市市", "-"})
    void otherNamesAreUnknown(String written) {
        assertThat(strict(REGION, written)).isEqualTo("?unknownRegion");
    }

    @Test
    void theFormInWhichItIsReadIsTakenBack() {
        assertThat(strict(REGION, Map.of("code", "370600", "title", "山东省烟台市"))).isEqualTo("370600");
        assertThat(strict(REGION, 370600)).isEqualTo("?wrongType");
    }

    @Test
    void everyDivisionIsFoundByItsFullPath() {
        assertThat(regions.list()).hasSizeGreaterThan(3_200);
        for (Region region : regions.list()) {
            StringBuilder path = new StringBuilder();
            for (Region up = region;
                    up != null;
                    up = up.parent() == null ? null : regions.find(up.parent()).orElseThrow()) {
                path.insert(0, up.name());
            }
            assertThat(regions.resolve(path.toString())).as(path.toString()).contains(region);
        }
    }

    @Test
    void provincesComeFirst() {
        assertThat(regions.list().subList(0, 34)).allMatch(region -> region.parent() == null);
        assertThat(regions.list().subList(34, regions.list().size())).noneMatch(region -> region.parent() == null);
    }
}
