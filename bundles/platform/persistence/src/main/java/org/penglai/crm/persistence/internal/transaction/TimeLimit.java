package org.penglai.crm.persistence.internal.transaction;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts a thread that stays in its transaction for too long, and never once it has left. */
final class TimeLimit implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final Future<?> alarm;
    private boolean left;
    private boolean expired;

    TimeLimit(ScheduledExecutorService watchdog, Duration limit) {
        alarm = watchdog.schedule(this::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized void expire() {
        if (!left) {
            expired = true;
            thread.interrupt();
        }
    }

    synchronized boolean expired() {
        return expired;
    }

    /**
     * The thread leaves; an interrupt that came from here is taken back.
     *
     * @return whether it left in time
     */
    synchronized boolean leave() {
        if (!left) {
            left = true;
            alarm.cancel(false);
            if (expired) {
                Thread.interrupted();
            }
        }
        return !expired;
    }

    @Override
    public void close() {
        leave();
    }
}
