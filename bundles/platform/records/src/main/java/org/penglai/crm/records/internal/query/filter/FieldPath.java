package org.penglai.crm.records.internal.query.filter;

import java.util.List;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * A field of a type or of a record that it refers to, directly or over others.
 *
 * @param references names of the reference fields that lead there; empty for the type's own field
 * @param type the type that has the field
 * @param field the field itself; null for the initials of the title
 * @param text as the client wrote it
 * @param masked whether the caller sees but a part of its values
 */
public record FieldPath(List<String> references, StoredType type, StoredField field, String text, boolean masked) {
    /** Name of the field that stands for the initials of the title. */
    public static final String INITIALS = "initials";

    public FieldPath {
        references = List.copyOf(references);
    }

    /** Whether this is the pseudo field that every type has. */
    public boolean isInitials() {
        return field == null;
    }
}
