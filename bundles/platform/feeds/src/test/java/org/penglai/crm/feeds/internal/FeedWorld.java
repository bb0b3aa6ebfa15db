package org.penglai.crm.feeds.internal;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;
import org.penglai.crm.feeds.internal.change.VisibleChanges;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Letters on a database, a clock to turn, and records of which some are out of sight. */
public final class FeedWorld implements AutoCloseable {
    public static final Caller ANNA =
            new Caller(7, "anna", "Anna", Locale.ENGLISH, ZoneId.of("UTC"), Set.of("customers:read"));
    public static final long OUT_OF_SIGHT = 13;

    private final TestDatabase database;
    public final MovedClock clock = new MovedClock();
    public final Letters letters;

    public FeedWorld(TestDatabase.Kind kind) {
        database = kind.migrated("feeds");
        letters = new Letters(database.database(), database.transactions(), database.ids(), clock);
    }

    /** Changes as records of ids other than {@link #OUT_OF_SIGHT} show them. */
    public static VisibleChanges changes(List<OutboxEvent> events) {
        return new VisibleChanges(reader(events), records(), types(), access());
    }

    private static Types types() {
        return (Types) Proxy.newProxyInstance(
                Types.class.getClassLoader(),
                new Class<?>[] {Types.class},
                (proxy, method, arguments) -> Optional.of(type((String) arguments[0])));
    }

    private static Access access() {
        return (Access) Proxy.newProxyInstance(
                Access.class.getClassLoader(),
                new Class<?>[] {Access.class},
                (proxy, method, arguments) -> ((Collection<?>) arguments[3])
                        .stream().filter(id -> !id.equals(OUT_OF_SIGHT)).collect(Collectors.toSet()));
    }

    private static StoredType type(String name) {
        return new StoredType(
                name,
                "crm-customers",
                "1.0.0",
                "customers",
                "crm_customer",
                Localized.of("客户", "Customer"),
                Localized.of("客户", "Customers"),
                "name",
                null,
                null,
                null,
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of());
    }

    private static OutboxReader reader(List<OutboxEvent> events) {
        return new OutboxReader() {
            @Override
            public long last() {
                return events.isEmpty() ? 0 : events.get(events.size() - 1).position();
            }

            @Override
            public long first() {
                return events.isEmpty() ? 1 : events.get(0).position();
            }

            @Override
            public List<OutboxEvent> read(long after, int limit) {
                return events.stream()
                        .filter(event -> event.position() > after)
                        .limit(limit)
                        .toList();
            }
        };
    }

    private static Records records() {
        return (Records) Proxy.newProxyInstance(
                Records.class.getClassLoader(),
                new Class<?>[] {Records.class},
                (proxy, method, arguments) -> found((String) arguments[1], (RecordQuery) arguments[2]));
    }

    private static List<RecordSnapshot> found(String type, RecordQuery query) {
        String ids = query.filter().substring("id=in=(".length(), query.filter().length() - 1);
        return java.util.Arrays.stream(ids.split(","))
                .map(Ids::parse)
                .filter(id -> id != OUT_OF_SIGHT)
                .map(id -> new RecordSnapshot(type, id, 1, Map.of("name", "甲")))
                .toList();
    }

    public static List<OutboxEvent> events(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(position -> event(position, "customers", 100 + position, "updated"))
                .toList();
    }

    public static OutboxEvent event(long position, String type, long id, String operation) {
        return new OutboxEvent(
                position, Instant.EPOCH, type, id, 2, operation, 7, "{\"name\":[\"甲\",\"乙\"],\"salary\":[1,2]}");
    }

    @Override
    public void close() {
        database.close();
    }
}
