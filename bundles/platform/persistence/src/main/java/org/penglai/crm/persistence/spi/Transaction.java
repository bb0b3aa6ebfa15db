package org.penglai.crm.persistence.spi;

import javax.persistence.EntityManager;
import org.jooq.DSLContext;
import org.osgi.annotation.versioning.ProviderType;

/** The running transaction. Belongs to one thread and ends with {@link Transactions#run}. */
@ProviderType
public interface Transaction {
    /**
     * The entity manager of a unit, opened on first use and flushed by the kernel before jOOQ reads and before commit.
     *
     * @throws org.penglai.crm.api.error.Unavailable if the unit's gate is closed
     */
    EntityManager em(String unit);

    /** Queries on the transaction's connection; pending entity changes are flushed first. */
    DSLContext sql();

    /** Sends pending entity changes of all units to the database. */
    void flush();

    /** Whatever happens from here on, nothing will be committed. */
    void rollbackOnly();

    /** Runs after the commit, outside the transaction; never runs after a rollback. */
    void afterCommit(Runnable action);
}
