package org.penglai.crm.bulkheads.spi;

import java.time.Duration;

/** The code was not run, or nobody waits for it any longer. What it threw itself is no case of this. */
public final class Fenced extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final transient Duration retryAfter;

    /**
     * @param reason why
     * @param retryAfter when it makes sense to try again; at least a second
     */
    public Fenced(String message, Reason reason, Duration retryAfter) {
        super(message);
        this.reason = reason;
        this.retryAfter = retryAfter;
    }

    public Reason reason() {
        return reason;
    }

    /** When it makes sense to try again; at least a second. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** Why nobody has an answer. */
    public enum Reason {
        /** It took too long and was told to end. */
        TIMEOUT,
        /** All threads of this part are taken; the code was not begun. */
        BUSY,
        /** It hung or failed again and again and is left alone for a while; the code was not begun. */
        OPEN
    }
}
