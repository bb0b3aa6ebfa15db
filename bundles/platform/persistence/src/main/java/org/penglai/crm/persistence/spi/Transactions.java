package org.penglai.crm.persistence.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One transaction for every unit: inside {@link #run} all persistence units, jOOQ, audit and outbox work on the same
 * physical connection. Commits once at the end or not at all. Safe for any thread.
 */
@ProviderType
public interface Transactions {
    /**
     * Runs the work and commits. Joins the transaction of the calling thread if there is one. A deadlock, lock time-out
     * or serialization failure is retried as a whole, so the work must be repeatable; a transaction that outlives its
     * time limit is rolled back and its thread interrupted (20 s, PID org.penglai.crm.persistence).
     *
     * <p>A failure that leaves the work rolls everything back and reaches the caller as it is;
     * {@link javax.persistence.OptimisticLockException} is never repeated. A failure that somebody swallows on the way
     * (a statement, a flush, an inner run) dooms the transaction all the same: it is thrown at the end in place of a
     * commit. Only after {@link Transaction#rollbackOnly()} does a run return normally without having committed.
     *
     * <p>Take permits of {@link Gates} before, never inside.
     *
     * @throws org.penglai.crm.api.error.Unavailable if the database is away, keeps refusing, or the time limit was hit
     */
    <T> T run(Work<T> work);

    /** What is done inside. */
    @FunctionalInterface
    interface Work<T> {
        T in(Transaction transaction);
    }
}
