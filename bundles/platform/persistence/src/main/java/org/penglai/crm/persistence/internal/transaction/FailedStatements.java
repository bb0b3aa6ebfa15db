package org.penglai.crm.persistence.internal.transaction;

import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;

/** A statement that failed dooms the transaction: Derby would commit the rest, PostgreSQL would not. */
final class FailedStatements implements ExecuteListener {
    private static final long serialVersionUID = 1L;

    private final transient RunningTransaction transaction;

    FailedStatements(RunningTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public void exception(ExecuteContext context) {
        transaction.rollbackOnly(context.exception() != null ? context.exception() : context.sqlException());
    }
}
