package org.penglai.crm.events.internal.outbox;

import java.time.Duration;

/** How long to wait after so many failures in a row: a second, doubled, at most five minutes. */
final class Backoff {
    private static final Duration MOST = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 9;

    private Backoff() {}

    static Duration after(int failures) {
        Duration wait = Duration.ofSeconds(1L << Math.min(failures - 1, DOUBLINGS));
        return wait.compareTo(MOST) > 0 ? MOST : wait;
    }
}
