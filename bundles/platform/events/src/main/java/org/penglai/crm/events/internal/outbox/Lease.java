package org.penglai.crm.events.internal.outbox;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** A lease of this node: renewed in good time, and not believed in longer than it lasts. Safe for any thread. */
final class Lease {
    private static final long RENEW_BEFORE = Leases.LEASE.toNanos() / 2;
    /** While another node has it. */
    private static final long ASK_EVERY = TimeUnit.SECONDS.toNanos(1);

    private final Leases leases;
    private final String name;
    private final LongSupplier beginning;
    private boolean held;
    private boolean asked;
    private boolean known;
    private long askedAt;

    Lease(Leases leases, String name, LongSupplier beginning) {
        this.leases = leases;
        this.name = name;
        this.beginning = beginning;
    }

    /** Whether it is ours, at least for half its duration. */
    synchronized boolean take() {
        long now = System.nanoTime();
        if (asked && now - askedAt < (held ? RENEW_BEFORE : ASK_EVERY)) {
            return held;
        }
        held = false;
        asked = true;
        askedAt = now;
        held = leases.claim(name, beginning);
        known = true;
        return held;
    }

    /** Whether the reader has its place in the table, whoever holds the lease. */
    synchronized boolean isKnown() {
        return known;
    }

    /** Somebody has taken it over. */
    synchronized void lost() {
        held = false;
    }

    synchronized void release() {
        if (held) {
            held = false;
            asked = false;
            leases.release(name);
        }
    }
}
