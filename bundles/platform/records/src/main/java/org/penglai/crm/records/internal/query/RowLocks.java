package org.penglai.crm.records.internal.query;

import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectConditionStep;

/**
 * Locks the rows that a statement reads until the transaction ends. Derby lets go of a row as soon as it has read the
 * next one, unless the statement is told to be stable (isolation RS).
 */
public final class RowLocks {
    private static final String DERBY_STABLE = "with rs";

    private RowLocks() {}

    /** Keeps others from changing or deleting the rows; reading them stays possible. */
    public static <R extends Record> Select<R> shared(SelectConditionStep<R> select, SQLDialect dialect) {
        return isDerby(dialect) ? select.option(DERBY_STABLE) : select.forShare();
    }

    /** For rows that this transaction is going to change; those that no longer match when the lock is had are left out. */
    public static <R extends Record> Select<R> exclusive(SelectConditionStep<R> select, SQLDialect dialect) {
        return isDerby(dialect) ? select.forUpdate().option(DERBY_STABLE) : select.forUpdate();
    }

    private static boolean isDerby(SQLDialect dialect) {
        return dialect.family() == SQLDialect.DERBY;
    }
}
