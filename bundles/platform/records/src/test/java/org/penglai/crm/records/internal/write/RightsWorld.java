package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.internal.TableAuditTrail;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.QueryAccess;
import org.penglai.crm.records.internal.query.QueryEngine;
import org.penglai.crm.records.internal.query.StoredTeams;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.TeamTable;
import org.penglai.crm.records.internal.timeline.RecordTimelines;
import org.penglai.crm.records.spi.RecordQueries.AggregateRequest;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.security.spi.UserRights;

/**
 * A {@link RightsModel} in the database, with every way to it. What is made is the same for the same seed; more of it by
 * {@code -Dpenglai.rights.rounds=}, another by {@code -Dpenglai.rights.seed=}.
 */
final class RightsWorld {
    static final int ROUNDS = Integer.getInteger("penglai.rights.rounds", 1);
    static final long SEED = Long.getLong("penglai.rights.seed", 20261122);

    private static final int PARTIES = 16;
    private static final int BOOKINGS = 16;
    private static final int INVOICES = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    final World world;
    final RightsModel model;
    final QueryEngine engine;
    final QueryAccess access;
    final RecordTimelines timelines;
    final StoredTeams teams;
    final List<Long> deleted = new ArrayList<>();
    private final Random random;

    /** Does something in each of the firms of a test. */
    static void each(TestDatabase.Kind kind, Consumer<RightsWorld> test) {
        for (int round = 0; round < ROUNDS; round++) {
            try (World world = World.on(kind)) {
                test.accept(new RightsWorld(world, SEED + round, 1_000L * (round + 1)));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(
                        "with -Dpenglai.rights.rounds=1 -Dpenglai.rights.seed=" + (SEED + round), failure);
            }
        }
    }

    private RightsWorld(World world, long seed, long base) {
        this.world = world;
        this.random = new Random(seed);
        // The tests of this bundle share the database and what is remembered of its users.
        this.model = new RightsModel(random, base + (seed % 1_000) * 1_000_000);
        FieldRights fields = new FieldRights(user -> world.rights.of(user));
        engine = new QueryEngine(world.planner, world.database.database());
        access = new QueryAccess(world.planner, fields, user -> world.rights.of(user), world.database.database());
        timelines = new RecordTimelines(
                world.planner,
                world.types,
                world.database.database(),
                new TableAuditTrail(world.database.dataSource()),
                Bulkheads.alone(Duration.ofSeconds(20)));
        teams = new StoredTeams(
                world.types,
                world.planner,
                access,
                world.shared,
                world.database.database(),
                world.database.transactions(),
                new TableJournal(world.database.transactions(), world.database.ids(), world.database.dataSource()),
                world.database.dataSource());
        fill();
        world.rights = model;
        world.grants = model;
    }

    private void fill() {
        world.rights = UserRights::unlimited;
        model.openPool = party(0, 0);
        model.narrowPool = party(0, 0);
        for (int i = 0; i < PARTIES; i++) {
            int place = random.nextInt(6);
            long pool = place == 0 ? model.openPool : place == 1 ? model.narrowPool : 0;
            party(pool == 0 || random.nextInt(4) == 0 ? model.anybody() : 0, pool);
        }
        List<Long> parties = List.copyOf(model.parties.keySet());
        for (int i = 0; i < BOOKINGS; i++) {
            long about = random.nextInt(3) == 0 ? parties.get(random.nextInt(parties.size())) : 0;
            part("bookings", random.nextInt(4) == 0 ? 0 : parties.get(random.nextInt(parties.size())), about);
        }
        for (int i = 0; i < INVOICES; i++) {
            part("invoices", parties.get(random.nextInt(parties.size())), 0);
        }
        for (long user : model.people()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                share(parties.get(random.nextInt(parties.size())), user, random.nextBoolean());
            }
        }
        for (int i = 0; i < 3; i++) {
            long id = party(model.anybody(), 0);
            deleted.add(id);
            model.gone.put(id, model.parties.remove(id));
            world.writes.apply(Caller.system(), List.of(new RecordChange.Delete("parties", id, null)));
        }
    }

    private long party(long owner, long pool) {
        int number = model.parties.size() + model.gone.size();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", "单位" + number);
        values.put("phone", "+86138" + (10_000_000 + random.nextInt(80_000_000)));
        values.put("nickname", "密语" + number);
        values.put("employees", 1_000L + number);
        values.put("kind", random.nextBoolean() ? "company" : "person");
        Map<String, Object> sent = new LinkedHashMap<>(values);
        if (pool != 0) {
            sent.put("parent", Ids.format(pool));
        }
        long id = create("parties", owner, sent);
        model.parties.put(id, new RightsModel.Row(id, owner, pool, 0, values));
        return id;
    }

    private void part(String type, long party, long about) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("subject", type + model.rows(type).size());
        Map<String, Object> sent = new LinkedHashMap<>(values);
        if (party != 0) {
            sent.put("party", Ids.format(party));
        }
        if (about != 0) {
            sent.put("related", List.of(new RecordLink("parties", about)));
        }
        long owner = model.anybody();
        long id = create(type, owner, sent);
        model.rows(type).put(id, new RightsModel.Row(id, owner, party, about, values));
    }

    private long create(String type, long owner, Map<String, Object> values) {
        Caller caller = owner == 0
                ? Caller.system()
                : new Caller(owner, "u", "U", Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of("*"));
        return world.writes
                .apply(caller, List.of(new RecordChange.Create(type, values)))
                .get(0)
                .id();
    }

    private void share(long party, long user, boolean writable) {
        world.database.transactions().run(transaction -> {
            transaction
                    .sql()
                    .deleteFrom(TeamTable.TABLE)
                    .where(TeamTable.RECORD.eq(party))
                    .and(TeamTable.USER.eq(user))
                    .execute();
            return transaction
                    .sql()
                    .insertInto(TeamTable.TABLE)
                    .set(TeamTable.TYPE, "parties")
                    .set(TeamTable.RECORD, party)
                    .set(TeamTable.USER, user)
                    .set(TeamTable.WRITABLE, writable)
                    .set(TeamTable.CREATED_AT, LocalDateTime.of(2026, 1, 1, 0, 0))
                    .set(TeamTable.CREATED_BY, 0L)
                    .execute();
        });
        model.share(party, user, writable);
    }

    StoredType type(String name) {
        return world.types.get(name);
    }

    /** The items of all pages. */
    List<JsonNode> list(Caller caller, String type, String filter, String q, String sort, int page, String... fields) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        do {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            engine.list(caller, new ListRequest(type, filter, q, sort, List.of(fields), page, cursor, Count.NONE), out);
            JsonNode answer = json(out.toByteArray());
            answer.get("items").forEach(items::add);
            cursor = answer.get("nextCursor").asText("");
            if (answer.get("nextCursor").isNull()) {
                cursor = "";
            }
        } while (!cursor.isEmpty());
        return items;
    }

    long total(Caller caller, String type, Count count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.list(caller, new ListRequest(type, "", "", "id", List.of(), 1, "", count), out);
        return json(out.toByteArray()).get("total").longValue();
    }

    JsonNode aggregate(Caller caller, String type, String filter, List<String> group, String... measures) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.aggregate(caller, new AggregateRequest(type, filter, "", group, List.of(measures)), out);
        return json(out.toByteArray()).get("items");
    }

    static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Long> ids(List<JsonNode> items) {
        return items.stream().map(item -> Ids.parse(item.get("id").textValue())).toList();
    }

    /** All rows of all tables that a write could leave a trace in. */
    Map<String, Integer> checksum() {
        Map<String, Integer> sums = new HashMap<>();
        World.TABLES.forEach(name -> sums.put(
                name, world.database.database().read(sql -> sql.selectFrom(table(unquotedName(name))).fetch().stream()
                        .mapToInt(row -> Stream.of(row.intoArray())
                                .map(String::valueOf)
                                .toList()
                                .hashCode())
                        .sum())));
        return sums;
    }
}
