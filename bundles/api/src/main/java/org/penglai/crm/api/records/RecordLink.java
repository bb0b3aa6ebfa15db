package org.penglai.crm.api.records;

import java.util.Objects;

/**
 * One of several records, of any type, that a field of kind links leads to.
 *
 * @param type plural REST name
 * @param id the record's id
 */
public record RecordLink(String type, long id) {
    public RecordLink {
        Objects.requireNonNull(type, "type");
    }
}
