package org.penglai.crm.exchange.internal.imports;

import java.util.List;

/**
 * What identifies a record in a file.
 *
 * @param fields names
 * @param values one a field, none null
 */
public record RecordKey(List<String> fields, List<Object> values) {

    /** The field that is named when the key is taken. */
    String lastField() {
        return fields.get(fields.size() - 1);
    }
}
