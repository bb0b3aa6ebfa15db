package org.penglai.crm.records.internal.write;

import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectConditionStep;

/** Keeps others from changing or deleting the rows read until the transaction ends; reading them stays possible. */
final class SharedLock {
    private SharedLock() {}

    static <R extends Record> Select<R> on(SelectConditionStep<R> select, SQLDialect dialect) {
        // Derby holds read locks to the end of the transaction in isolation RS, PostgreSQL by FOR SHARE.
        return dialect.family() == SQLDialect.DERBY ? select.option("with rs") : select.forShare();
    }
}
