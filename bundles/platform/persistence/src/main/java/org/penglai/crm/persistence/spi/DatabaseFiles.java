package org.penglai.crm.persistence.spi;

import java.util.Collection;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/** What lies below the tables. Safe for any thread. */
@ProviderType
public interface DatabaseFiles {
    /** Names of all tables of the database, in lower case. */
    Set<String> tables();

    /**
     * Sees to it that rows that were deleted or overwritten are gone from the tables' files, too, and from the log of the
     * embedded database. Locks each table for a moment. With PostgreSQL rows are vacuumed; what its files and its
     * write-ahead log hold until they are overwritten is in the hands of its administrator.
     *
     * @param tables names, in any case; those that are not there are passed over
     * @return tables that could not be had, because somebody works in them; try these again
     */
    Set<String> scrub(Collection<String> tables);
}
