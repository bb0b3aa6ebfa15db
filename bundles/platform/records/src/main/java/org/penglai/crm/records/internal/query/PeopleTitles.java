package org.penglai.crm.records.internal.query;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.JournalListener;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.internal.types.StoredSystemFields;

/**
 * What users and departments are called: every record names some, and they hardly ever change. A change on this node
 * counts from its commit on, one on another node after at most a second. Bounded. Safe for any thread.
 */
@Component(service = {PeopleTitles.class, JournalListener.class})
public final class PeopleTitles implements JournalListener {
    private static final Set<String> TYPES = Set.of(StoredSystemFields.USERS, StoredSystemFields.DEPARTMENTS);
    private static final long KEEP_NANOS = 1_000_000_000L;
    private static final int MOST = 10_000;

    private final LongSupplier nanoTime;
    private final Map<String, Map<Long, Known>> known = new ConcurrentHashMap<>();
    private long generation;

    @Activate
    public PeopleTitles() {
        this(System::nanoTime);
    }

    PeopleTitles(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    static boolean remembers(String type) {
        return TYPES.contains(type);
    }

    /** A title for each id that has one; those that are not known are looked up. */
    Map<Long, String> find(String type, Set<Long> ids, Function<Collection<Long>, Map<Long, String>> lookUp) {
        Map<Long, Known> ofType = known.computeIfAbsent(type, name -> new ConcurrentHashMap<>());
        long now = nanoTime.getAsLong();
        Map<Long, String> titles = new HashMap<>();
        Set<Long> open = new HashSet<>();
        for (Long id : ids) {
            Known title = ofType.get(id);
            if (title == null || now - title.at() > KEEP_NANOS) {
                open.add(id);
            } else if (title.text() != null) {
                titles.put(id, title.text());
            }
        }
        if (!open.isEmpty()) {
            long before = generation();
            Map<Long, String> found = lookUp.apply(open);
            titles.putAll(found);
            keep(ofType, open, found, now, before);
        }
        return titles;
    }

    private synchronized long generation() {
        return generation;
    }

    /** What was read while something changed may be what has changed, so it is not kept then. */
    private synchronized void keep(
            Map<Long, Known> ofType, Set<Long> asked, Map<Long, String> found, long now, long before) {
        if (generation != before) {
            return;
        }
        if (ofType.size() + asked.size() > MOST) {
            ofType.clear();
        }
        asked.forEach(id -> ofType.put(id, new Known(found.get(id), now)));
    }

    /** Forgets what a transaction is about to change, as soon as it is committed. */
    @Override
    public void appended(Transaction transaction, List<Journal.Entry> entries) {
        if (entries.stream().anyMatch(entry -> TYPES.contains(entry.type()))) {
            transaction.afterCommit(this::forget);
        }
    }

    private synchronized void forget() {
        generation++;
        known.values().forEach(Map::clear);
    }

    /** @param text null if there is no such record */
    private record Known(String text, long at) {}
}
