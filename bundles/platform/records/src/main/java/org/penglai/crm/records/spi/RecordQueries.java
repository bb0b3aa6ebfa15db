package org.penglai.crm.records.spi;

import java.io.OutputStream;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** The query engine: from list parameters to streamed JSON, by the caller's rights, without entities. Safe for any thread. */
@ProviderType
public interface RecordQueries {
    /** Writes {@code {"items":[...],"nextCursor":...,"total":...,"totalIsEstimate":...}} in UTF-8; leaves the stream open. */
    void list(Caller caller, ListRequest request, OutputStream out);

    /**
     * One record as JSON in UTF-8.
     *
     * @throws org.penglai.crm.api.error.NotFound if it does not exist, is deleted or out of sight
     */
    JsonRecord read(Caller caller, String type, long id);

    /** Writes {@code {"items":[{group..., measure...}]}}. */
    void aggregate(Caller caller, AggregateRequest request, OutputStream out);

    /**
     * @param type plural REST name
     * @param filter RSQL, empty for all
     * @param q text of the search box, empty for none
     * @param sort {@code name,-createdAt}; empty for the newest first
     * @param fields names of the fields wanted, empty for all
     * @param limit 1 to 200
     * @param cursor opaque, empty for the first page
     * @param count how exact the total must be
     */
    record ListRequest(
            String type,
            String filter,
            String q,
            String sort,
            List<String> fields,
            int limit,
            String cursor,
            Count count) {}

    /** How exact the total must be. */
    enum Count {
        NONE,
        ESTIMATE,
        EXACT
    }

    /**
     * @param q search text as for lists, empty for none
     * @param group field names
     * @param measures {@code count}, {@code sum:amount}, {@code min:}, {@code max:}, {@code avg:}
     */
    record AggregateRequest(String type, String filter, String q, List<String> group, List<String> measures) {}

    /**
     * @param version of the record
     * @param etag version and a hash of the view, in quotes
     * @param body JSON in UTF-8
     */
    record JsonRecord(long id, long version, String etag, byte[] body) {}
}
