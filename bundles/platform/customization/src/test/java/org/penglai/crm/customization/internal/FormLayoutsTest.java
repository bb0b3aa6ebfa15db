package org.penglai.crm.customization.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.customization.internal.Office.map;
import static org.penglai.crm.customization.internal.Office.refusal;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SectionDefinition;
import org.penglai.crm.customization.internal.layout.FormLayoutsType;
import org.penglai.crm.persistence.testing.TestDatabase;

class FormLayoutsTest {
    private static final String ARRANGED =
            """
            {"sections": [
              {"id": "reach", "label": {"zh-CN": "联系", "en": "Reach"}, "fields": ["phone", "name"]},
              {"id": "basic", "label": {"zh-CN": "其他", "en": "Other"}, "fields": ["industry"]}],
             "hidden": ["status"]}
            """;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void fieldsAreGroupedAsAnAdministratorArrangedThem(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        assertThat(sections(office)).containsExactly("基本信息: name industry status");

        RecordSnapshot layout = layout(office, ARRANGED);

        assertThat(sections(office)).containsExactly("联系: phone name", "其他: industry");
        assertThat(office.firm("status", "shut").text("status"))
                .as("what the form leaves out is there all the same")
                .isEqualTo("shut");
        office.delete(layout);
        assertThat(sections(office)).containsExactly("基本信息: name industry status");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aFieldThatComesLaterStandsWhereItBelongs(TestDatabase.Kind kind) {
        Office office = Office.on(kind);
        layout(
                office,
                """
                {"sections": [{"id": "one", "label": {"zh-CN": "全部", "en": "All"}, "fields": ["name"]}]}
                """);
        office.field("region", "text");

        assertThat(sections(office)).containsExactly("全部: name", "基本信息: industry status", "自定义字段: custom.region");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aLayoutThatDoesNotFitIsRefused(TestDatabase.Kind kind) {
        Office office = Office.on(kind);

        assertThat(refusal(() -> layout(office, "nothing"))).containsExactly("sections invalid");
        assertThat(refusal(() -> layout(office, "{\"sections\": []}"))).containsExactly("sections invalid");
        assertThat(refusal(() -> layout(office, one("\"name\", \"colour\"", ""))))
                .containsExactly("sections unknownField");
        assertThat(refusal(() -> layout(office, one("\"phone\", \"phone\"", ""))))
                .containsExactly("sections twice");
        assertThat(refusal(() -> layout(office, one("\"phone\"", "\"phone\"")))).containsExactly("sections twice");
        assertThat(refusal(() -> layout(office, one("\"phone\"", "\"name\"")))).containsExactly("sections required");
        assertThat(refusal(() -> layout(office, one("\"phone\"", "").replace("全部", " "))))
                .containsExactly("sections badSection");
        assertThat(sections(office)).containsExactly("基本信息: name industry status");
    }

    private static String one(String fields, String hidden) {
        return "{\"sections\": [{\"id\": \"one\", \"label\": {\"zh-CN\": \"全部\", \"en\": \"All\"}, \"fields\": ["
                + fields + "]}], \"hidden\": [" + hidden + "]}";
    }

    private static RecordSnapshot layout(Office office, String sections) {
        return office.create(FormLayoutsType.TYPE, map("type", Firm.TYPE, "sections", sections));
    }

    private static List<String> sections(Office office) {
        return office.types.get(Firm.TYPE).sections().stream()
                .map(FormLayoutsTest::shown)
                .toList();
    }

    private static String shown(SectionDefinition section) {
        return section.label().zh() + ": " + String.join(" ", section.fields());
    }
}
