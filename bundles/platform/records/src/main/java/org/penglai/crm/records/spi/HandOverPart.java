package org.penglai.crm.records.spi;

import org.jooq.DSLContext;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.Localized;

/**
 * What hangs on a person in a table of a platform bundle and is handed over when he leaves: memberships of teams, for
 * instance. Register as an OSGi service. Called inside the transaction; must not leave the process.
 */
@ConsumerType
public interface HandOverPart {
    /** Unique and lasting. */
    String id();

    /** What it is, for people, many. */
    Localized label();

    /** How many a {@link #move} would move. */
    int count(DSLContext sql, long user);

    /**
     * Moves all of it; what the receiver has already goes.
     *
     * @param to null to remove it
     * @return as {@link #count} said
     */
    int move(DSLContext sql, long user, Long to);
}
