package org.penglai.crm.api.records;

/**
 * Which records, in which order.
 *
 * @param filter RSQL, empty for all
 * @param sort as in the {@code sort} parameter, empty for the newest first
 * @param limit 1 to 1,000
 */
public record RecordQuery(String filter, String sort, int limit) {
    public RecordQuery {
        if (limit < 1 || limit > 1_000) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    /** The first 200 records that match. */
    public static RecordQuery where(String filter) {
        return new RecordQuery(filter, "", 200);
    }
}
