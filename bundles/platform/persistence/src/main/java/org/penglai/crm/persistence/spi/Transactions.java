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
     * time limit is rolled back.
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
