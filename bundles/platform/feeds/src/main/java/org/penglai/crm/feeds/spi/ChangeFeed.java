package org.penglai.crm.feeds.spi;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** The changes a caller may know of, by position. Safe for any thread. */
@ProviderType
public interface ChangeFeed {
    /**
     * Changes after a position, in order: of types the caller may read, of records he sees now. Of deleted records nobody
     * can say any more who saw them: their ids are told to all who may read the type.
     *
     * @param types empty for all
     * @param limit 1 to 1,000
     * @throws org.penglai.crm.api.error.Invalid if changes after that position were cleared away: read everything anew
     */
    Page read(Caller caller, long after, Set<String> types, int limit);

    /**
     * @param next where to go on; not only behind the last item, since what the caller may not see counts, too
     * @param last position of the newest change there is
     */
    record Page(List<Change> items, long next, long last) {}

    /** @param fields names of the fields that were set or changed, of those the caller sees; none for deletions */
    record Change(
            long position,
            Instant at,
            String type,
            long id,
            long version,
            String operation,
            long userId,
            List<String> fields) {}
}
