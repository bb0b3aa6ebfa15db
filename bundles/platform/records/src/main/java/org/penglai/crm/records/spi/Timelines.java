package org.penglai.crm.records.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/** What happened to a record and around it, the newest first, by the caller's rights. Safe for any thread. */
@ProviderType
public interface Timelines {
    /** Kind of the entry that tells of the record's creation. */
    String CREATED = "created";
    /** Kind of entries that tell of changes of the record itself. */
    String CHANGE = "change";

    /**
     * One page.
     *
     * @throws org.penglai.crm.api.error.NotFound if the record does not exist, is deleted or out of sight
     * @throws org.penglai.crm.api.error.Malformed if the cursor cannot be read
     */
    Page read(Caller caller, String type, long id, Request request);

    /** The kinds of entries that timelines of the type may have, with their names for people. */
    List<Kind> kinds(Caller caller, StoredType type);

    /**
     * @param limit most entries, 1 to 200
     * @param cursor opaque, empty for the first page
     * @param kinds empty for all
     */
    record Request(int limit, String cursor, Set<String> kinds) {}

    /** @param nextCursor null on the last page */
    record Page(List<Item> items, String nextCursor) {}

    record Kind(String kind, Localized label) {}

    /** @param title null for a user who is no longer there */
    record Person(long id, String title) {}

    /**
     * @param id unique among all entries
     * @param by null if nobody is known
     * @param type type of the record that the entry leads to
     * @param text may be null
     * @param changes of fields; null unless the entry tells of such
     */
    record Item(
            long id,
            String kind,
            Instant at,
            Person by,
            String type,
            long recordId,
            Localized title,
            String text,
            List<FieldChange> changes,
            Map<String, Object> data) {}

    /**
     * @param before in JSON form, as stored in audit
     * @param beforeText for people, in the caller's language; null for no value
     */
    record FieldChange(
            String field, Localized label, Object before, Object after, String beforeText, String afterText) {}
}
