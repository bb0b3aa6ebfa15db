package org.penglai.crm.search.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** What of a type gets into the index, and what is read again when that changes. */
class SearchedFieldsTest {
    private static final Localized LABEL = Localized.of("字段", "Field");

    @Test
    void shortTextsOfAdministratorsFieldsAreSearchedWithoutBeingDeclared() {
        StoredType type = type(
                field("name", FieldKind.TEXT),
                field("remark", FieldKind.TEXT),
                field("custom.brand", FieldKind.TEXT),
                field("custom.story", FieldKind.LONG_TEXT),
                field("custom.size", FieldKind.INTEGER),
                field("custom.contact", FieldKind.PHONE));

        assertThat(SearchedFields.of(type))
                .extracting(StoredField::name)
                .containsExactly("custom.brand", "custom.contact");
    }

    @Test
    void afterFieldsWereAddedOnlyRecordsWithValuesInThemAreReadAgain() {
        StoredType before = type(field("name", FieldKind.TEXT));
        StoredType after = type(
                field("name", FieldKind.TEXT), field("custom.a", FieldKind.TEXT), field("custom.b", FieldKind.TEXT));

        assertThat(SearchedFields.changedSince(after, SearchedFields.signature(before)))
                .isEqualTo("(custom.a=null=false,custom.b=null=false)");
        assertThat(SearchedFields.changedSince(before, SearchedFields.signature(after)))
                .as("what was taken away must go from the index")
                .isEmpty();
        assertThat(SearchedFields.changedSince(after, null)).as("never read").isEmpty();
    }

    private static StoredType type(StoredField... fields) {
        Map<String, StoredField> byName = new LinkedHashMap<>();
        for (StoredField field : fields) {
            byName.put(field.name(), field);
        }
        return new StoredType(
                "firms", "test", "1.0.0", "firms", "t_firm", LABEL, LABEL, "name", null, null, null, byName, List.of(),
                List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of());
    }

    private static StoredField field(String name, FieldKind kind) {
        return new StoredField(
                name, kind, name, null, name, LABEL, null, 100, 0, 0, false, false, false, false, List.of(), null,
                List.of(), null, null, List.of());
    }
}
