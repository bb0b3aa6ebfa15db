package org.penglai.crm.records.internal.duplicates;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.TooMany;

/**
 * How often people ask for duplicates: far more often than anybody types is somebody trying out what records hold. For
 * this node. Safe for any thread.
 */
final class Questions {
    /** Enough for a form that asks at each field, all day long. */
    static final int AT_MOST = 300;

    static final Duration WITHIN = Duration.ofMinutes(10);
    private static final int USERS_AT_MOST = 10_000;

    private final Clock clock;
    private final Map<Long, Deque<Instant>> asked = new LinkedHashMap<>();

    Questions(Clock clock) {
        this.clock = clock;
    }

    /** @throws TooMany if the user has asked too often of late; then this question does not count */
    synchronized void count(long user) {
        Instant now = clock.instant();
        if (asked.size() > USERS_AT_MOST) {
            asked.values().removeIf(times -> !times.getLast().plus(WITHIN).isAfter(now));
        }
        Deque<Instant> times = asked.computeIfAbsent(user, id -> new ArrayDeque<>());
        while (!times.isEmpty() && !times.getFirst().plus(WITHIN).isAfter(now)) {
            times.removeFirst();
        }
        if (times.size() >= AT_MOST) {
            throw new TooMany(
                    "rateLimited",
                    Localized.of("查重过于频繁，请稍后再试。", "You have asked for duplicates too often; try again later."),
                    Duration.between(now, times.getFirst().plus(WITHIN)));
        }
        times.addLast(now);
    }
}
