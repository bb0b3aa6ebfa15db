package org.penglai.crm.customization.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.customization.internal.Office.refusal;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;

class PicklistOptionsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsOfModulesAreExtendedRenamedAndReordered(TestDatabase.Kind kind) {
        Office office = Office.on(kind);

        office.option("industry", "pharma", "医药", "position", 5);
        office.option("industry", "it", "软件与信息", "position", 7);

        assertThat(office.codes("industry")).containsExactly("pharma", "it", "food");
        assertThat(office.types
                        .get(Firm.TYPE)
                        .field("industry")
                        .orElseThrow()
                        .option("it")
                        .orElseThrow()
                        .label()
                        .zh())
                .isEqualTo("软件与信息");
        assertThat(office.firm("industry", "pharma").text("industry")).isEqualTo("pharma");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRetiredOptionStaysWhereItIsAndIsChosenNoMore(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        RecordSnapshot firm = office.firm("industry", "food");

        office.option("industry", "food", "食品加工", "retired", true);

        assertThat(office.codes("industry")).containsExactly("food retired", "it");
        assertThat(office.update(firm, "industry", "food", "name", "远山食品").text("name"))
                .isEqualTo("远山食品");
        assertThat(refusal(() -> office.firm("industry", "food"))).containsExactly("industry retiredOption");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aUsedOptionIsNeverDeleted(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        RecordSnapshot used = office.option("industry", "pharma", "医药");
        RecordSnapshot unused = office.option("industry", "trade", "贸易");
        office.firm("industry", "pharma");

        assertThat(refusal(() -> office.delete(used))).containsExactly("code inUse");
        office.delete(unused);

        assertThat(office.codes("industry")).containsExactly("food", "it", "pharma");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void systemCodesAreOnlyCalledOtherwise(TestDatabase.Kind kind) {
        Office office = Office.on(kind);

        office.option("status", "open", "营业");

        assertThat(office.types
                        .get(Firm.TYPE)
                        .field("status")
                        .orElseThrow()
                        .option("open")
                        .orElseThrow()
                        .label()
                        .zh())
                .isEqualTo("营业");
        assertThat(refusal(() -> office.option("status", "new", "新"))).containsExactly("code systemCode");
        assertThat(refusal(() -> office.option("status", "shut", "关", "retired", true)))
                .containsExactly("retired systemCode");
        assertThat(refusal(() -> office.option("name", "x", "x"))).containsExactly("field unknownField");
        assertThat(refusal(() -> office.option("industry", "食品", "x"))).containsExactly("code badCode");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void fieldsWithSeveralOptionsKeepThemInOrder(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        office.field("interests", "choices");
        office.option("custom.interests", "golf", "高尔夫");
        RecordSnapshot tea = office.option("custom.interests", "tea", "茶");

        RecordSnapshot firm = office.firm("custom", Map.of("interests", List.of("tea", "golf")));
        office.update(tea, "retired", true);

        assertThat(office.read(firm).values()).containsEntry("custom.interests", List.of("tea", "golf"));
        assertThat(refusal(() -> office.firm("custom", Map.of("interests", List.of("tea")))))
                .containsExactly("custom.interests retiredOption");
        office.update(firm, "custom", Map.of("interests", List.of("tea")));
        assertThat(office.read(firm).values()).containsEntry("custom.interests", List.of("tea"));
    }
}
