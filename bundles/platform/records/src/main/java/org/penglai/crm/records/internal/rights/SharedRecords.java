package org.penglai.crm.records.internal.rights;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.Database;

/**
 * What is shared with users. Most share nothing or little, so it is kept for a second, and few records are listed
 * in a query, which then finds them and the user's own by their indexes. Bounded. Safe for any thread.
 */
@Component(service = SharedRecords.class)
public final class SharedRecords {
    private static final Duration KEEP = Duration.ofSeconds(1);
    private static final int USERS_AT_MOST = 5_000;
    private static final int LISTED_AT_MOST = 500;

    private final Database database;
    private final Clock clock;
    private final Map<Long, Kept> kept = new LinkedHashMap<>();
    private long generation;

    /** @param migrated only there when the tables are */
    @Activate
    public SharedRecords(
            @Reference Database database,
            @Reference(target = "(osgi.jndi.service.name=crm-records)") DataSource migrated) {
        this(database, migrated, Clock.systemUTC());
    }

    /** Without a container. */
    public SharedRecords(Database database, DataSource migrated, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What is shared with the user of a type; empty if nothing is. */
    Optional<RowRule.Branch> of(long userId, String type, boolean writableOnly) {
        Map<String, Map<Long, Boolean>> all = of(userId);
        if (all == null) {
            return Optional.of(new RowRule.Shared(userId, writableOnly));
        }
        Set<Long> ids = all.getOrDefault(type, Map.of()).entrySet().stream()
                .filter(entry -> !writableOnly || entry.getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        return ids.isEmpty() ? Optional.empty() : Optional.of(new RowRule.Listed(ids));
    }

    /** Forgets what is known of a user. */
    public synchronized void forget(long userId) {
        generation++;
        kept.remove(userId);
    }

    /** By type and record, whether it may be changed; null if there are too many to be listed. */
    private Map<String, Map<Long, Boolean>> of(long userId) {
        Instant now = clock.instant();
        long before;
        synchronized (this) {
            Kept known = kept.get(userId);
            if (known != null && known.until().isAfter(now)) {
                return known.byType();
            }
            before = generation;
        }
        Map<String, Map<Long, Boolean>> read = read(userId);
        synchronized (this) {
            if (generation == before) {
                if (kept.size() >= USERS_AT_MOST) {
                    kept.clear();
                }
                kept.put(userId, new Kept(read, now.plus(KEEP)));
            }
        }
        return read;
    }

    private Map<String, Map<Long, Boolean>> read(long userId) {
        Map<String, Map<Long, Boolean>> byType = new HashMap<>();
        int rows = database.read(sql -> sql.select(TeamTable.TYPE, TeamTable.RECORD, TeamTable.WRITABLE)
                .from(TeamTable.TABLE)
                .where(TeamTable.USER.eq(userId))
                .limit(LISTED_AT_MOST + 1)
                .fetch(row -> byType.computeIfAbsent(row.value1(), type -> new HashMap<>())
                        .put(row.value2(), row.value3()))
                .size());
        return rows > LISTED_AT_MOST ? null : byType;
    }

    private record Kept(Map<String, Map<Long, Boolean>> byType, Instant until) {}
}
