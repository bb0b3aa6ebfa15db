package org.penglai.crm.exchange.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnMappingTest {

    @ParameterizedTest
    @ValueSource(strings = {"firmNo", "FIRMNO", "编号", "No.", "no", "代码", " 编 号 ", "编号*", "编号（必填）", "ＮＯ", "firm_no"})
    void aTitleIsAFieldNameALabelInEitherLanguageOrAnAliasHoweverItIsTyped(String title) {
        assertThat(ColumnMapping.propose(SampleTypes.FIRMS, List.of(title)).byTitle())
                .isEqualTo(Map.of(title, "firmNo"));
    }

    @Test
    void theFirstOfTwoColumnsCountsAndTheRestIsNotMapped() {
        ColumnMapping mapping = ColumnMapping.propose(SampleTypes.FIRMS, List.of("名称", "名称", "公司", "", "什么", "级别"));
        assertThat(mapping.byTitle()).isEqualTo(Map.of("名称", "name", "级别", "level"));
        assertThat(mapping.fields()).containsOnlyKeys(0, 5);
        assertThat(mapping.unmapped()).containsExactly("名称", "公司", "什么");
    }

    @Test
    void fieldsThatClientsCannotSetAreNotImported() {
        assertThat(ColumnMapping.propose(SampleTypes.FIRMS, List.of("状态")).byTitle())
                .isEmpty();
    }
}
