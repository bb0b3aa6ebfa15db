package org.penglai.crm.rest.internal.parking;

import java.util.Set;
import javax.servlet.AsyncContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request that was put aside. */
final class Parked {
    private static final Logger LOG = LoggerFactory.getLogger(Parked.class);

    final String type;
    /** Units whose gates it must pass; empty while booting. */
    final Set<String> units;

    final Reason reason;

    long deadlineNanos;
    private AsyncContext context;

    Parked(String type, Set<String> units, Reason reason) {
        this.type = type;
        this.units = units;
        this.reason = reason;
    }

    /** What a request waits for. */
    enum Reason {
        /** The type is not known yet. */
        BOOTING,
        /** A unit is closed. */
        GATE,
        /** The unit is open, but the capability has not brought the type back yet. */
        CODE
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
