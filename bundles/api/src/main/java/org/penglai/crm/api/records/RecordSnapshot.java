package org.penglai.crm.api.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A record at one moment, free of any connection to the database. Values have the Java types of {@link FieldKind};
 * a field without a value is null.
 *
 * @param type plural REST name
 * @param id the record's id; one that is being created already has the id that it will get, so that follow-ups can refer
 *     to it
 * @param version 0 for a record that does not exist yet
 * @param values by field name, own and system fields
 */
public record RecordSnapshot(String type, long id, long version, Map<String, Object> values) {
    public RecordSnapshot {
        Objects.requireNonNull(type, "type");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** The value as the given class; null when there is none. */
    public <T> T get(String field, Class<T> as) {
        return as.cast(values.get(field));
    }

    /** The value of a text-like field; null when there is none. */
    public String text(String field) {
        return get(field, String.class);
    }

    /** The id that a reference holds; null when it is empty. */
    public Long reference(String field) {
        return get(field, Long.class);
    }

    /** The value of a whole number; the given one when there is none. */
    public long integer(String field, long otherwise) {
        Long value = get(field, Long.class);
        return value == null ? otherwise : value;
    }
}
