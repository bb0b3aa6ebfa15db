package org.penglai.crm.rest.internal.parking;

import java.util.Set;
import javax.servlet.AsyncContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that was put aside. */
final class Parked {
    private static final Logger LOG = LoggerFactory.getLogger(Parked.class);

    final String type;
    /** Units whose gates it waits for; empty while booting. */
    final Set<String> units;
    /** Whether it waits for its type to become known rather than for a gate. */
    final boolean booting;

    long deadlineNanos;
    private AsyncContext context;

    Parked(String type, Set<String> units, boolean booting) {
        this.type = type;
        this.units = units;
        this.booting = booting;
    }

    void starts(AsyncContext started, long deadline) {
        context = started;
        deadlineNanos = deadline;
    }

    void dispatch() {
        try {
            context.dispatch();
        } catch (IllegalStateException e) {
            LOG.debug("a waiting request ended by itself", e);
        }
    }
}
