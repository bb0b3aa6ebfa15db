package org.penglai.crm.persistence.spi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Brings a schema up to date before the bundle with its scripts starts, so that the exchange of a module is short and a
 * failing script stops nobody. Safe for any thread.
 */
@ProviderType
public interface Migrations {
    /**
     * Runs what is pending. Scripts are expand-only, so the version that runs goes on with what they made.
     *
     * @param schema name of the schema
     * @param bundle who brings them, for the log
     * @param scripts text by file name, e.g. {@code V1__tables.sql}; all that the bundle has
     * @throws org.penglai.crm.api.error.Invalid if a script failed; what it did is rolled back
     * @throws org.penglai.crm.api.error.Unavailable if the database is away
     */
    void advance(String schema, String bundle, Map<String, String> scripts);

    /**
     * Drops the tables and views that the scripts make, the tables of custom fields beside them, and the note that the
     * scripts have run: the next bundle with this schema begins anew. All of it or nothing; what is not there is no
     * failure.
     *
     * @param schema name of the schema
     * @param scripts as for {@link #advance}, those of several versions included
     * @throws org.penglai.crm.api.error.Conflict if a bundle with this schema still runs
     * @throws org.penglai.crm.api.error.Unavailable if the database is away or somebody still uses a table
     */
    void drop(String schema, Collection<String> scripts);

    /** Tables that the scripts have made and that are there, those of custom fields beside them included; small letters. */
    List<String> tables(Collection<String> scripts);
}
