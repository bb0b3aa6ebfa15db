package org.penglai.crm.api.jobs;

import java.time.Duration;
import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Work that comes round again and again: reminders, sweeps, clean-ups. Register an implementation as an OSGi service; the
 * platform runs it on its own threads, on one node at a time, for as long as the service is there.
 *
 * <p>A round that was cut off by a crash is done again elsewhere once its lease has ended (2 minutes), so a round must be
 * repeatable. What takes longer than a minute or has an owner belongs in a job, which the round may submit.
 */
@ConsumerType
public interface PeriodicWork {
    /** Unique name, e.g. {@code pools.sweep}; at most 80 characters. */
    String name();

    /** From the beginning of one round to that of the next; at least a second. A late round is not made up for. */
    Duration every();

    /**
     * Does one round.
     *
     * @param now the time of the round
     * @throws InterruptedException when the service or the platform is going
     */
    void run(Instant now) throws InterruptedException;
}
