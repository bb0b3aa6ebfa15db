package org.penglai.crm.events.spi;

/**
 * From where the running thread was asked to do what it does; every audit row it writes says so. Set by who takes
 * requests in, for as long as the request is being handled on this thread.
 *
 * @param address of the client, {@code console} for commands, at most 64 characters; null for work of the platform itself
 * @param traceId id of the request, as answers and logs name it, at most 64 characters; null if there is none
 */
public record Origin(String address, String traceId) {
    public static final Origin NONE = new Origin(null, null);
    public static final Origin CONSOLE = new Origin("console", null);
    private static final int LONGEST = 64;
    private static final ThreadLocal<Origin> CURRENT = new ThreadLocal<>();

    public Origin {
        address = cut(address);
        traceId = cut(traceId);
    }

    /** Of the calling thread; never null. */
    public static Origin current() {
        Origin current = CURRENT.get();
        return current == null ? NONE : current;
    }

    /** From here until the returned scope is closed, which must happen on the same thread. */
    public Scope enter() {
        Origin before = CURRENT.get();
        CURRENT.set(this);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    private static String cut(String text) {
        return text == null || text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** Ends an origin. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
