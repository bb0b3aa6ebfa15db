package org.penglai.crm.persistence.internal.transaction;

import java.time.Duration;
import org.penglai.crm.persistence.internal.PersistenceConfiguration;
import org.penglai.crm.persistence.internal.database.Queries;

/**
 * How long a transaction may take and how stubborn it is.
 *
 * @param time from begin to commit
 * @param lockWait for a single lock on PostgreSQL
 * @param repetitions after a deadlock or lock time-out
 * @param queries that keep to the time
 */
public record TransactionLimits(Duration time, Duration lockWait, int repetitions, Queries queries) {
    public TransactionLimits(Duration time, Duration lockWait, int repetitions) {
        this(time, lockWait, repetitions, new Queries(time));
    }

    static TransactionLimits of(PersistenceConfiguration configuration) {
        return new TransactionLimits(
                Duration.ofSeconds(Math.max(1, configuration.transactionSeconds())),
                Duration.ofSeconds(Math.max(1, configuration.lockWaitSeconds())),
                Math.max(0, configuration.repetitions()));
    }
}
