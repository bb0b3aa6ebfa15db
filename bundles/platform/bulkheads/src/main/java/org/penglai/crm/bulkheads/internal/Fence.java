package org.penglai.crm.bulkheads.internal;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Closes after so many timeouts or failures in a row and opens again for one call at a time, later and later, until one
 * goes well. Safe for any thread.
 */
final class Fence {
    private static final int LONGEST = 10;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final LongSupplier nanos;
    private int timeouts;
    private int failures;
    private int closings;
    private boolean closed;
    private boolean trying;
    private long until;

    /** @param nanos the time, as of {@link System#nanoTime} */
    Fence(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * Whether a call may begin.
     *
     * @param hanging whether a call that nobody waits for still runs: then a trial would only make one more of them
     */
    synchronized boolean admits(boolean hanging) {
        if (!closed) {
            return true;
        }
        if (trying || hanging || nanos.getAsLong() - until < 0) {
            return false;
        }
        trying = true;
        return true;
    }

    /** The call was admitted, but did not begin. */
    synchronized void notBegun() {
        trying = false;
    }

    synchronized void wentWell() {
        timeouts = 0;
        failures = 0;
        closings = 0;
        closed = false;
        trying = false;
    }

    /** @return whether this closed it */
    synchronized boolean tookTooLong(Limits limits) {
        timeouts++;
        return closeIf(timeouts >= limits.timeouts(), limits);
    }

    /** @return whether this closed it */
    synchronized boolean failed(Limits limits) {
        failures++;
        return closeIf(failures >= limits.failures(), limits);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** When it is worth trying again; at least a second. */
    synchronized Duration retryAfter() {
        long left = closed ? until - nanos.getAsLong() : 0;
        return left < SECOND.toNanos() ? SECOND : Duration.ofNanos(left);
    }

    private boolean closeIf(boolean enough, Limits limits) {
        boolean again = closed && trying;
        trying = false;
        if (closed ? !again : !enough) {
            return false;
        }
        Duration fence = limits.fence().multipliedBy(Math.min(1L << Math.min(closings, LONGEST), LONGEST));
        closings++;
        until = nanos.getAsLong() + fence.toNanos();
        closed = true;
        return true;
    }
}
