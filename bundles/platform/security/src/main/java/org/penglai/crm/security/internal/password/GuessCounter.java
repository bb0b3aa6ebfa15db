package org.penglai.crm.security.internal.password;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures by a key (name or address) and says how long the key has to wait: after so many failures in fifteen
 * minutes a minute, after each further one twice as long, at most an hour. Bounded: the key that failed longest ago is
 * forgotten first. Safe for any thread.
 */
public final class GuessCounter {
    private static final Duration WITHIN = Duration.ofMinutes(15);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final Clock clock;
    private final int failuresAtMost;
    private final int keysAtMost;
    private final Map<String, Failures> failures = new LinkedHashMap<>();

    /** @param failuresAtMost the one that makes the key wait */
    public GuessCounter(Clock clock, int failuresAtMost, int keysAtMost) {
        this.clock = clock;
        this.failuresAtMost = failuresAtMost;
        this.keysAtMost = keysAtMost;
    }

    /** How long until the next try; zero if it may be made now. */
    public synchronized Duration waiting(String key) {
        Failures known = failures.get(key);
        Instant now = clock.instant();
        return known == null || !known.blockedUntil.isAfter(now)
                ? Duration.ZERO
                : Duration.between(now, known.blockedUntil);
    }

    /** One more failure. */
    public synchronized void failed(String key) {
        Failures known = failures.remove(key);
        if (known == null) {
            known = new Failures();
        }
        failures.put(key, known);
        if (failures.size() > keysAtMost) {
            failures.remove(failures.keySet().iterator().next());
        }
        known.add(clock.instant());
    }

    public synchronized void succeeded(String key) {
        failures.remove(key);
    }

    synchronized int size() {
        return failures.size();
    }

    /** Failures of one key; guarded by the counter's lock. */
    private final class Failures {
        private final Deque<Instant> latest = new ArrayDeque<>(failuresAtMost);
        private Instant blockedUntil = Instant.MIN;
        private Duration wait = Duration.ZERO;

        void add(Instant now) {
            if (!latest.isEmpty()
                    && latest.getLast().plus(LONGEST_WAIT.multipliedBy(2)).isBefore(now)) {
                wait = Duration.ZERO;
            }
            latest.removeIf(at -> at.plus(WITHIN).isBefore(now));
            latest.addLast(now);
            if (latest.size() < failuresAtMost) {
                return;
            }
            while (latest.size() > failuresAtMost) {
                latest.removeFirst();
            }
            Duration longer = wait.isZero() ? FIRST_WAIT : wait.multipliedBy(2);
            wait = longer.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : longer;
            blockedUntil = now.plus(wait);
        }
    }
}
