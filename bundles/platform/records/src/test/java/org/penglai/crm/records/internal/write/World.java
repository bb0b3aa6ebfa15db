package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.RowRights;
import org.penglai.crm.records.internal.rights.SharedRecords;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.spi.RowGrants;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.UserRights;

/**
 * The kernel with two capabilities, wired without a container. Opening a database takes seconds, so there is one world for
 * each kind of database; {@link #on} empties it. What the capabilities' rules do is set by each specification.
 */
final class World implements AutoCloseable {
    static final Duration RULE_LIMIT = Duration.ofSeconds(2);

    private static final Map<TestDatabase.Kind, World> OPEN = new EnumMap<>(TestDatabase.Kind.class);
    static final List<String> TABLES = List.of(
            "t_party",
            "t_booking",
            "t_invoice",
            "crm_audit",
            "crm_outbox",
            "crm_record_tag",
            "crm_external_id",
            "crm_record_link",
            "crm_record_choice",
            "crm_bulk",
            "crm_bulk_failure",
            "crm_undo",
            "crm_undo_batch",
            "crm_idempotency",
            "crm_recycle",
            "crm_merge",
            "crm_merged",
            "crm_merge_move",
            "crm_duplicate_key",
            "crm_duplicate_group",
            "crm_duplicate_distinct",
            "crm_duplicate_search",
            "crm_record_team");

    final TestDatabase database;
    final FaultyTransactions transactions;
    final TypeRegistry types;
    final KernelWrites writes;
    final SnapshotReader reader;
    final QueryPlanner planner;
    final SharedRecords shared;
    volatile DataRights rights = UserRights::unlimited;
    volatile RowGrants grants = (caller, type, operation) -> List.of();
    final Caller staff = caller(7, "*:*");
    final TestClock clock = new TestClock();
    volatile RecordHook partyRule;
    volatile RecordHook bookingRule;
    volatile ActionDefinition.Handler promotion;
    private final AtomicLong numbers = new AtomicLong();

    private World(TestDatabase.Kind kind) {
        database = kind.migrated("events", "records", "parties", "bookings");
        transactions = new FaultyTransactions(database.transactions());
        database.unit("parties", Party.class, Employee.class);
        database.unit("bookings", Booking.class, Invoice.class);
        types = new TypeRegistry(database.database(), database.transactions(), database.gates(), database.dataSource());
        types.start();
        shared = new SharedRecords(database.database(), database.dataSource(), clock);
        DataRights current = user -> rights.of(user);
        planner = new QueryPlanner(
                types,
                database.database(),
                new RowRights(types, current, shared)
                        .with((caller, type, operation) -> grants.of(caller, type, operation)),
                new FieldRights(current));
        reader = new SnapshotReader(planner, database.database());
        writes = new KernelWrites(
                types,
                new FieldValues(new NationalRegions()),
                new TitleKeys(),
                reader.forRules(),
                planner,
                database.database(),
                transactions,
                database.ids(),
                new TableJournal(database.transactions(), database.ids(), database.dataSource()),
                Bulkheads.alone(RULE_LIMIT),
                clock);
    }

    /** A world without records, with numbering and without rules. */
    static synchronized World on(TestDatabase.Kind kind) {
        World world = OPEN.computeIfAbsent(kind, World::new);
        world.reset();
        return world;
    }

    /** A world of its own, for a specification that brings further types; the caller closes its database. */
    static World alone(TestDatabase.Kind kind) {
        World world = new World(kind);
        world.reset();
        return world;
    }

    private void reset() {
        database.transactions().run(transaction -> {
            TABLES.forEach(name ->
                    transaction.sql().deleteFrom(table(unquotedName(name))).execute());
            return null;
        });
        clock.reset();
        transactions.failAt(0);
        numbers.set(0);
        writes.numbers = (type, pattern, column, now, count) -> {
            List<String> next = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                next.add(String.format("P%05d", numbers.incrementAndGet()));
            }
            return next;
        };
        writes.notices = null;
        rights = UserRights::unlimited;
        grants = (caller, type, operation) -> List.of();
        writes.guards = List.of();
        partyRule = input -> Outcome.none();
        bookingRule = input -> Outcome.none();
        promotion = input -> Outcome.none();
        register();
    }

    void register() {
        add(
                "parties",
                Party.definition()
                        .hook(input -> partyRule.apply(input))
                        .action(new ActionDefinition(
                                "promote",
                                Localized.of("提升", "Promote"),
                                Party.promotion(),
                                input -> promotion.run(input)))
                        .build());
        add(
                "bookings",
                Booking.definition().hook(input -> bookingRule.apply(input)).build());
        add("bookings", Invoice.definition().build());
    }

    private void add(String unit, RecordDefinition definition) {
        types.unitCame(unit, unit);
        types.add(definition.type(), definition, 1, "1.0.0");
        if (types.registered(definition.type()).isEmpty()) {
            throw new IllegalStateException(String.join("; ", types.problems(definition.module())));
        }
    }

    static Caller caller(long id, String... permissions) {
        return new Caller(
                id, "user" + id, "User " + id, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"), Set.of(permissions));
    }

    RecordSnapshot create(String type, Map<String, Object> values) {
        return apply(new RecordChange.Create(type, values)).get(0);
    }

    List<RecordSnapshot> apply(RecordChange... changes) {
        return writes.apply(staff, List.of(changes));
    }

    RecordSnapshot update(RecordSnapshot record, Map<String, Object> values) {
        return apply(new RecordChange.Update(record.type(), record.id(), record.version(), values))
                .get(0);
    }

    void delete(RecordSnapshot record) {
        apply(new RecordChange.Delete(record.type(), record.id(), null));
    }

    /** As committed; null if it is deleted or was never there. */
    RecordSnapshot read(String type, long id) {
        return database.database().read(sql -> new SnapshotLoader()
                .load(sql, types.get(type), List.of(id), SnapshotLoader.Mode.LIVE)
                .get(id));
    }

    int rows(String table) {
        return database.database().read(sql -> sql.fetchCount(table(unquotedName(table))));
    }

    /** Audit as "type operation version changes", oldest first. */
    List<String> audit() {
        return database.database().read(sql -> sql.select(
                        field(unquotedName("type"), String.class),
                        field(unquotedName("operation"), String.class),
                        field(unquotedName("record_version"), Long.class),
                        field(unquotedName("changes"), String.class))
                .from(table(unquotedName("crm_audit")))
                .orderBy(field(unquotedName("id")))
                .fetch(row -> row.value1() + " " + row.value2() + " " + row.value3() + " " + row.value4()));
    }

    /** The next specification goes on with it. */
    @Override
    public void close() {}
}
