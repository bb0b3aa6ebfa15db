package org.penglai.crm.records.spi;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/**
 * Records of a whole type that may be the same, as a job of kind {@link #JOB} has found them. A caller sees groups of
 * which he sees two records at least, and of those only the records that he sees. Safe for any thread.
 */
@ProviderType
public interface DuplicateGroups {
    /** Kind of the job that searches a type anew. */
    String JOB = "duplicates";
    /** Its parameter: name of the type. */
    String TYPE = "type";

    /**
     * Groups, those that are most alike first.
     *
     * @param after {@link Page#next} of the page before; empty for the first page
     * @throws org.penglai.crm.api.error.NotFound if the type is unknown or is not checked for duplicates
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not read the type
     */
    Page list(Caller caller, String type, String after, int limit);

    /**
     * Remembers that no two of the records are the same.
     *
     * @throws org.penglai.crm.api.error.NotFound if one of them is not there or out of sight
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not change records of the type
     */
    void distinct(Caller caller, String type, Set<Long> records);

    /**
     * @param next null on the last page
     * @param searchedAt when the type was searched last; null for never
     */
    record Page(List<Group> groups, String next, Instant searchedAt) {}

    /** @param score 1 to 100 */
    record Group(long id, int score, List<Member> members) {}

    /**
     * @param owner name of its owner; null if it has none
     * @param reasons what is alike in another one of the group
     */
    record Member(long id, String title, String owner, Instant updatedAt, Localized reasons) {}
}
