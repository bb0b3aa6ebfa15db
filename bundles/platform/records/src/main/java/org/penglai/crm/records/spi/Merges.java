package org.penglai.crm.records.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/**
 * Makes one record of several that are the same, and takes that back. Each is one transaction: all of it or nothing. Safe
 * for any thread; the gates must have been entered.
 */
@ProviderType
public interface Merges {
    /**
     * Keeps one record; whatever led to the others leads to it afterwards, and they go into the recycle bin. Tags and keys
     * in other systems of all stay.
     *
     * @param expectedVersion of the kept record; null for whatever it is
     * @param others one to ten
     * @param from for fields whose value is to come from one of the others: that one's id, by field name
     * @throws org.penglai.crm.api.error.NotFound if one of them is not there or out of sight
     * @throws org.penglai.crm.api.error.Conflict if the type is not merged
     */
    Merged merge(
            Caller caller, String type, long kept, Long expectedVersion, List<Long> others, Map<String, Long> from);

    /**
     * Takes a merge back. What somebody changed since stays as it is and is listed.
     *
     * @throws org.penglai.crm.api.error.NotFound if the record knows of no such merge
     * @throws org.penglai.crm.api.error.Conflict if it was taken back before, or a key is taken by now
     */
    Undone undo(Caller caller, String type, long kept, long merge);

    /**
     * What a merge would lead to the kept record, without changing anything.
     *
     * @throws org.penglai.crm.api.error.NotFound if one of them is not there or out of sight
     * @throws org.penglai.crm.api.error.Conflict if the type is not merged
     */
    Preview preview(Caller caller, String type, long kept, List<Long> others);

    /**
     * Merges into the record that can still be taken back, the latest first, at most 50; none for somebody who could not
     * take them back.
     *
     * @throws org.penglai.crm.api.error.NotFound if the record is not there or out of sight
     */
    List<Past> merges(Caller caller, String type, long kept);

    /** Where the record went; empty if it was not merged into another. */
    OptionalLong mergedInto(String type, long id);

    /**
     * @param id by which it can be taken back
     * @param version of the kept record
     * @param moved references, links and whatever else now leads to it
     */
    record Merged(long id, long version, int moved) {}

    /** @param left what was not taken back, because somebody changed it since */
    record Undone(long version, int moved, List<Left> left) {}

    /** A field that stays as it is. */
    record Left(String type, long id, String field) {}

    /**
     * @param moving by type, the most first
     * @param hidden how many more there are of types that the caller may not read
     */
    record Preview(List<Moving> moving, int hidden) {}

    /** @param label the type for people, many */
    record Moving(String type, Localized label, int count) {}

    /**
     * @param by id of the user
     * @param records that went into the kept one
     */
    record Past(long id, Instant at, long by, List<Gone> records) {}

    /** A record that went into another one, as it was called. */
    record Gone(long id, String title) {}
}
