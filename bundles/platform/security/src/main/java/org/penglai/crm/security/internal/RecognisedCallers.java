package org.penglai.crm.security.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the database said of a session or token, for a second. So a request costs no query, and a change made on
 * another node or through the record kernel is seen after at most {@link #KEEP}. Bounded. Safe for any thread.
 */
public final class RecognisedCallers<V> {
    /** The longest that an answer is used. */
    public static final Duration KEEP = Duration.ofSeconds(1);

    private static final int ENTRIES_AT_MOST = 10_000;

    private final Clock clock;
    private final Function<V, Long> user;
    private final Map<String, Entry<V>> entries = new LinkedHashMap<>();
    private long generation;

    /** @param user tells the user's id of a value */
    public RecognisedCallers(Clock clock, Function<V, Long> user) {
        this.clock = clock;
        this.user = user;
    }

    /** The kept answer, or what the lookup says; nothing is kept of an empty answer. */
    public Optional<V> get(String key, Supplier<Optional<V>> lookup) {
        long before;
        synchronized (this) {
            Entry<V> entry = entries.get(key);
            if (entry != null && entry.until().isAfter(clock.instant())) {
                return Optional.of(entry.value());
            }
            before = generation;
        }
        Instant until = clock.instant().plus(KEEP);
        Optional<V> found = lookup.get();
        found.ifPresent(value -> put(key, new Entry<>(value, until), before));
        return found;
    }

    /** Forgets one answer at once, also one that is just being looked up. */
    public synchronized void drop(String key) {
        generation++;
        entries.remove(key);
    }

    /** Forgets all of a user; of everybody for 0. */
    public synchronized void dropUser(long userId) {
        generation++;
        entries.values().removeIf(entry -> userId == 0 || user.apply(entry.value()) == userId);
    }

    /** A drop since the lookup began may have meant this very answer, so it is not kept then. */
    private synchronized void put(String key, Entry<V> entry, long before) {
        if (generation != before) {
            return;
        }
        entries.remove(key);
        entries.put(key, entry);
        Iterator<Entry<V>> oldest = entries.values().iterator();
        while (entries.size() > ENTRIES_AT_MOST) {
            oldest.next();
            oldest.remove();
        }
    }

    private record Entry<V>(V value, Instant until) {}
}
