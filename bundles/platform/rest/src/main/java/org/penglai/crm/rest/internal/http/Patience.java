package org.penglai.crm.rest.internal.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.penglai.crm.rest.internal.problem.Refusal;

/**
 * How long a body is waited for: at first a while, then as long as it keeps coming at some rate. Counts only the time
 * spent waiting for the sender, since a request may be parked and a body may be worked on while it is read. For one body
 * and one thread.
 */
final class Patience {
    private final long grace;
    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private long waited;
    private long began;
    private long received;

    /**
     * @param grace how long any sender is waited for
     * @param bytesPerSecond what must have come on average after that; 0 for any rate
     */
    Patience(Duration grace, long bytesPerSecond, LongSupplier nanos) {
        this.grace = grace.toNanos();
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
    }

    void waiting() {
        began = nanos.getAsLong();
    }

    /** @throws Refusal if it came too slowly for too long */
    void received(int bytes) {
        waited += nanos.getAsLong() - began;
        received += Math.max(bytes, 0);
        boolean ended = bytes < 0;
        if (!ended && waited > grace && received < TimeUnit.NANOSECONDS.toMillis(waited) * bytesPerSecond / 1_000) {
            throw Refusal.tooSlow();
        }
    }
}
