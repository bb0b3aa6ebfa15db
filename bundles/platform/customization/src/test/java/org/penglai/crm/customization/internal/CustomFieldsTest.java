package org.penglai.crm.customization.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.customization.internal.Office.refusal;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.types.TypeRegistry;

class CustomFieldsTest {

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aFieldIsThereForEverybodyWhenItsCreatorGetsTheAnswer(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        TypeRegistry otherNode = office.otherNode();
        assertThat(otherNode.list()).extracting("name").contains("firms");

        RecordSnapshot field = office.field("salesRegion", "picklist", "required", true);
        office.option("custom.salesRegion", "north", "北方");

        assertThat(office.read(field).values())
                .containsEntry("status", "active")
                .containsEntry("columnName", "c_sales_region");
        assertThat(office.customFields()).containsExactly("custom.salesRegion");
        assertThat(office.types.get(Firm.TYPE).sections())
                .extracting("id")
                .as("the form has a group for them")
                .containsExactly("basic", "custom");
        assertThat(office.told).contains(LiveUpdate.toAll("types"));
        otherNode.refresh();
        assertThat(otherNode.get(Firm.TYPE).field("custom.salesRegion")).isPresent();

        RecordSnapshot firm = office.firm("custom", Map.of("salesRegion", "north"));
        assertThat(office.read(firm).values()).containsEntry("custom.salesRegion", "north");
        assertThat(office.records.list(office.admin, Firm.TYPE, new RecordQuery("custom.salesRegion==北方", "", 10)))
                .hasSize(1);
        assertThat(refusal(office::firm)).containsExactly("custom.salesRegion required");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatMakesNoSenseIsRefused(TestDatabase.Kind kind) {
        Office office = Office.on(kind);

        assertThat(refusal(() -> office.field("Region", "text"))).containsExactly("name badName");
        assertThat(refusal(() -> office.field("industry", "text"))).containsExactly("name nameTaken");
        assertThat(refusal(() -> office.field("a", "links"))).contains("kind unknownOption");
        assertThat(refusal(() -> office.field("a", "text", "scale", 2))).containsExactly("scale outOfRange");
        assertThat(refusal(() -> office.field("a", "text", "maxLength", 5000))).containsExactly("maxLength outOfRange");
        assertThat(refusal(() -> office.field("a", "reference"))).containsExactly("target badTarget");
        assertThat(refusal(() -> office.field("a", "reference", "target", "ghosts")))
                .containsExactly("target badTarget");
        RecordSnapshot field = office.field("note", "text");
        assertThat(refusal(() -> office.field("note", "text"))).containsExactly("type duplicate", "name duplicate");
        assertThat(refusal(() -> office.update(field, "kind", "integer"))).containsExactly("kind readOnly");
        assertThat(refusal(() -> office.delete(field))).containsExactly("retireFirst");
        assertThat(refusal(() -> office.records.apply(
                        Office.caller("*:*"),
                        List.of(new org.penglai.crm.api.records.RecordChange.Update(
                                field.type(), field.id(), null, Map.of("labelEn", "x"))))))
                .as("it takes the right to the settings")
                .containsExactly("forbidden");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRetiredFieldIsHiddenWithItsValuesKept(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        RecordSnapshot field = office.field("note", "text");
        RecordSnapshot firm = office.firm("custom", Map.of("note", "先电话联系"));

        office.act(field, "retire");

        assertThat(office.customFields()).isEmpty();
        assertThat(refusal(() -> office.update(firm, "custom", Map.of("note", "x"))))
                .containsExactly("custom.note unknownField");
        assertThat(office.read(firm).values()).doesNotContainKey("custom.note");

        office.act(field, "reactivate");

        assertThat(office.read(firm).values()).containsEntry("custom.note", "先电话联系");
        assertThat(refusal(() -> office.act(field, "purge"))).containsExactly("status wrongStatus");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aFieldThatIsDeletedForGoodTakesItsValuesAlong(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        RecordSnapshot field = office.field("code", "text");
        RecordSnapshot firm = office.firm("custom", Map.of("code", "A1"));
        office.act(field, "retire");
        office.act(field, "purge");

        office.work.run(java.time.Instant.now());
        assertThat(office.isThere(field))
                .as("other nodes may know it for a moment")
                .isTrue();
        office.later();
        assertThat(office.isThere(field)).isFalse();

        office.field("code", "integer");
        assertThat(office.read(firm).values()).containsEntry("custom.code", null);
        office.update(firm, "custom", Map.of("code", 5));
        assertThat(office.read(firm).values()).containsEntry("custom.code", 5L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatWasCutOffIsDoneByTheNextRound(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        office.prompt = false;
        RecordSnapshot field = office.field("late", "date", "indexed", true);
        assertThat(office.read(field).values()).containsEntry("status", "preparing");
        assertThat(office.customFields()).isEmpty();

        office.later();
        office.later();

        assertThat(office.customFields()).containsExactly("custom.late");
    }
}
