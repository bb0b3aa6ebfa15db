package org.penglai.crm.persistence.spi;

import java.util.List;
import javax.persistence.EntityManager;
import org.jooq.DSLContext;
import org.osgi.annotation.versioning.ProviderType;

/** The running transaction. Belongs to one thread and ends with {@link Transactions#run}. */
@ProviderType
public interface Transaction {
    /**
     * The entity manager of a unit, opened on first use and flushed by the kernel before jOOQ reads and before commit.
     *
     * <p>It has a transaction of its own that only looks like one; do not commit or close it.
     *
     * @throws org.penglai.crm.api.error.Unavailable if the unit is not there; a gate that is being closed does not
     *     matter to a write that is inside
     */
    EntityManager em(String unit);

    /**
     * Queries on the transaction's connection. Pending entity changes are flushed by this call, not again when the
     * result is used: keep the result for a loop, and call {@link #flush()} or this method anew after changing entities.
     * An UPDATE is not seen by entities that are already loaded and must raise their version itself.
     */
    DSLContext sql();

    /**
     * Inserts rows on the transaction's connection; pending entity changes are flushed before.
     *
     * @param rows a value for each column of the insert; none does nothing
     */
    default void insert(CompiledInsert insert, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            insert.run(sql(), rows);
        }
    }

    /** Sends pending entity changes of all units to the database. */
    void flush();

    /** Whatever happens from here on, nothing will be committed; the run still returns its result, as for a rehearsal. */
    void rollbackOnly();

    /**
     * Runs after the commit of the outermost run, on the same thread and outside the transaction; never after a
     * rollback. Its failure is logged and changes nothing.
     */
    void afterCommit(Runnable action);
}
