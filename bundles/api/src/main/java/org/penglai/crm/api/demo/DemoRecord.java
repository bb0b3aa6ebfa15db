package org.penglai.crm.api.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One sample record. The platform adds its tag and an external id of the system {@value Demo#SYSTEM} with the key.
 *
 * @param type plural REST name
 * @param key unique within the type for ever, at most 200 characters; by it the record is known as loaded
 * @param values as in {@link org.penglai.crm.api.records.RecordChange.Create}, without references to other sample
 *     records; tags may be among them
 * @param references names of reference fields and the key of the sample record that each refers to, which may be a
 *     record of another module; of a links field each record as {@code type:key}, with commas between them
 */
public record DemoRecord(String type, String key, Map<String, Object> values, Map<String, String> references) {
    public DemoRecord {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(key, "key");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        references = Collections.unmodifiableMap(new LinkedHashMap<>(references));
    }
}
