package org.penglai.crm.persistence.spi;

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
}
