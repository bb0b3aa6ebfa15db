package org.penglai.crm.records.internal.write;

import java.util.concurrent.atomic.AtomicInteger;
import javax.persistence.EntityManager;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListener;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;

/** Transactions in which a step can be made to fail: each statement of jOOQ and each flush is one. */
final class FaultyTransactions implements Transactions {
    private final Transactions transactions;
    /** Steps until the fault; none below zero. */
    private final AtomicInteger remaining = new AtomicInteger(-1);

    FaultyTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** @param step 1 for the first one; 0 for never */
    void failAt(int step) {
        remaining.set(step == 0 ? -1 : step);
    }

    /** Whether the fault has happened. */
    boolean hasFailed() {
        return remaining.get() == 0;
    }

    private void step() {
        if (remaining.get() > 0 && remaining.decrementAndGet() == 0) {
            throw new IllegalStateException("torn");
        }
    }

    @Override
    public <T> T run(Work<T> work) {
        return transactions.run(transaction -> work.in(new Torn(transaction)));
    }

    private final class Torn implements Transaction {
        private final Transaction transaction;

        Torn(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public EntityManager em(String unit) {
            return transaction.em(unit);
        }

        @Override
        public DSLContext sql() {
            Configuration configuration = transaction.sql().configuration();
            return DSL.using(configuration.deriveAppending(new Steps()));
        }

        @Override
        public void flush() {
            step();
            transaction.flush();
        }

        @Override
        public void rollbackOnly() {
            transaction.rollbackOnly();
        }

        @Override
        public void afterCommit(Runnable action) {
            transaction.afterCommit(action);
        }
    }

    private final class Steps extends DefaultExecuteListener {
        private static final long serialVersionUID = 1L;

        @Override
        public void executeStart(ExecuteContext context) {
            step();
        }
    }
}
