package org.penglai.crm.api.records;

import java.util.Objects;

/**
 * Key of a record in another system.
 *
 * @param system name of the other system, unique together with key within a type
 * @param key the key there
 */
public record ExternalId(String system, String key) {
    public ExternalId {
        Objects.requireNonNull(system, "system");
        Objects.requireNonNull(key, "key");
    }
}
