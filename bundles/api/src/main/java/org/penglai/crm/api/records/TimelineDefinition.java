package org.penglai.crm.api.records;

import java.util.Objects;

/**
 * Says that the type's records appear in the timelines of the records they point to.
 *
 * @param kind what such an entry is called, e.g. {@code activity}; lowerCamelCase
 * @param field reference or links field that leads to the record whose timeline it is
 * @param atField field of kind instant that says when it happened
 * @param textField text field that the entry shows below the title, null for none
 */
public record TimelineDefinition(String kind, String field, String atField, String textField) {
    public TimelineDefinition {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(atField, "atField");
    }
}
