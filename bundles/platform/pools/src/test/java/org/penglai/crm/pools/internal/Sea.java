package org.penglai.crm.pools.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.penglai.crm.api.calendar.WorkingDays;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.pools.FirstPool;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.ListenedJournal;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.write.KernelOnClock;
import org.penglai.crm.records.internal.write.KernelWrites;
import org.penglai.crm.records.internal.write.RecordsService;
import org.penglai.crm.records.spi.StoredType;

/** The kernel with a poolable type, people, activities and pools on a fresh database, wired without a container, on a clock that is moved. */
final class Sea implements AutoCloseable {
    /** A Monday morning in China. */
    static final Instant START = Instant.parse("2030-03-04T01:00:00Z");

    private static final Map<TestDatabase.Kind, Sea> OPEN = new EnumMap<>(TestDatabase.Kind.class);
    private static final List<String> TABLES = List.of(
            "t_lead",
            "t_visit",
            "t_member",
            "t_group",
            "t_role",
            "crm_pool",
            "crm_pool_transfer_rule",
            "crm_pool_past_owner",
            "crm_pool_quota",
            "crm_pool_warning",
            "crm_pool_pass",
            "crm_first_pool",
            "crm_record_link",
            "crm_recycle");

    final MovedClock clock = new MovedClock(START);
    final List<Notice> notices = new CopyOnWriteArrayList<>();
    final TestDatabase database;
    final Records records;
    final KernelWrites writes;
    final PoolDirectory pools;
    PoolSweep sweep;
    private final TypeRegistry types;

    /** A sea without anything in it. Opening a database takes seconds, so there is one for each kind of database. */
    static synchronized Sea on(TestDatabase.Kind kind) {
        Sea sea = OPEN.computeIfAbsent(kind, Sea::new);
        sea.database.transactions().run(transaction -> {
            TABLES.forEach(name ->
                    transaction.sql().deleteFrom(table(unquotedName(name))).execute());
            return null;
        });
        sea.clock.set(START);
        sea.notices.clear();
        sea.pools.forget();
        sea.sweep = sea.sweep();
        return sea;
    }

    private Sea(TestDatabase.Kind kind) {
        database = kind.migrated("events", "records", "pools", "leads");
        types = new TypeRegistry(database.database(), database.transactions(), database.gates(), database.dataSource());
        types.start();
        SnapshotReader reader = new SnapshotReader(new QueryPlanner(types, database.database()), database.database());
        pools = new PoolDirectory(reader, plainWeeks());
        pools.wonStatuses = List.of(Lead.won());
        types.contributionCame(new PoolContribution(pools));
        types.overlayCame(new PooledTypes());
        add("pools", new PoolsType().definition(), Pool.class, TransferRule.class);
        types.add(TransferRulesType.TYPE, new TransferRulesType().definition(), 1, "1.0.0");
        add("leads", Lead.definition(), Lead.class, Visit.class, Person.class, Department.class, Role.class);
        types.add(Department.TYPE, Department.definition(), 1, "1.0.0");
        types.add(Role.TYPE, Role.definition(), 1, "1.0.0");
        types.add(Visit.TYPE, Visit.definition(), 1, "1.0.0");
        types.add(Person.TYPE, Person.definition(), 1, "1.0.0");
        FollowUps followUps = new FollowUps(clock);
        followUps.records = reader;
        followUps.types = types;
        followUps.pools = pools;
        writes = KernelOnClock.writes(
                database,
                types,
                reader,
                ListenedJournal.on(database, followUps),
                List.of(new ClaimGuard(pools, database.dataSource()), new PastOwners(pools, database.dataSource())),
                clock);
        records = new RecordsService(reader, writes, types, database.gates());
    }

    private void add(String unit, RecordDefinition definition, Class<?>... entities) {
        database.unit(unit, entities);
        types.unitCame(unit, unit);
        types.add(definition.type(), definition, 1, "1.0.0");
        if (types.registered(definition.type()).isEmpty()) {
            throw new IllegalStateException(types.problems(definition.module()).toString());
        }
    }

    /** As on one node. */
    PoolSweep sweep() {
        PoolSweep node = new PoolSweep(
                types, records, pools, database.database(), database.transactions(), database.dataSource());
        node.notices = notices::addAll;
        return node;
    }

    void sweepNow() {
        try {
            sweep.run(clock.instant());
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }

    /** A round of a node that has just started. */
    void firstPools(FirstPool... pools) {
        FirstPools node = new FirstPools(types, records, database.transactions(), database.dataSource());
        node.pools = List.of(pools);
        node.run(clock.instant());
    }

    /** Names of the pools that there are. */
    List<String> poolNames() {
        return allPools().stream().map(pool -> pool.text("name")).toList();
    }

    RecordSnapshot poolNamed(String name) {
        return allPools().stream()
                .filter(pool -> name.equals(pool.text("name")))
                .findFirst()
                .orElseThrow();
    }

    private List<RecordSnapshot> allPools() {
        return records.list(Caller.system(), PoolsType.TYPE, new RecordQuery("", "id", 100));
    }

    void delete(RecordSnapshot record) {
        records.apply(Caller.system(), List.of(new RecordChange.Delete(record.type(), record.id(), record.version())));
    }

    /** The minute of transfer rules. */
    void transferNow() {
        TransferSweep node = new TransferSweep(types, records, pools, database.dataSource());
        node.notices = notices::addAll;
        try {
            node.run(clock.instant());
        } catch (InterruptedException nobodyDoes) {
            throw new IllegalStateException(nobodyDoes);
        }
    }

    /** A rule of the pool, with what is given as name, value, name, value... */
    RecordSnapshot rule(RecordSnapshot pool, String filter, Object... more) {
        Map<String, Object> values = new HashMap<>(Map.of("name", "规则", "pool", pool.id()));
        if (!filter.isEmpty()) {
            values.put("filter", filter);
        }
        for (int at = 0; at < more.length; at += 2) {
            values.put((String) more[at], more[at + 1]);
        }
        return create(Caller.system(), TransferRulesType.TYPE, values);
    }

    /** A pool without any limit, but for those given as name, value, name, value... */
    StoredType type(String name) {
        return types.get(name);
    }

    RecordSnapshot pool(String name, Object... rules) {
        Map<String, Object> values = new HashMap<>(Map.of("name", name, "type", Lead.TYPE, "warnDays", 0));
        for (int at = 0; at < rules.length; at += 2) {
            values.put((String) rules[at], rules[at + 1]);
        }
        return create(Caller.system(), PoolsType.TYPE, values);
    }

    /** A pool for records of a type that is not installed any more. */
    RecordSnapshot poolOfOthers(String name) {
        RecordSnapshot pool = pool(name);
        database.transactions().run(transaction -> transaction
                .sql()
                .update(table("crm_pool"))
                .set(field(unquotedName("type"), String.class), "customers")
                .where(field(unquotedName("id"), Long.class).eq(pool.id()))
                .execute());
        return pool;
    }

    long person(String name) {
        return create(Caller.system(), Person.TYPE, Map.of("name", name)).id();
    }

    /** A record that lies in the pool. */
    RecordSnapshot pooled(String name, RecordSnapshot pool) {
        return create(seller(1), Lead.TYPE, Map.of("name", name, "pool", pool.id()));
    }

    /** A record made by hand. */
    RecordSnapshot owned(String name, long owner) {
        return create(seller(owner), Lead.TYPE, Map.of("name", name));
    }

    RecordSnapshot create(Caller caller, String type, Map<String, Object> values) {
        return records.apply(caller, List.of(new RecordChange.Create(type, values)))
                .get(0);
    }

    RecordSnapshot update(Caller caller, RecordSnapshot record, String field, Object value) {
        Map<String, Object> values = new HashMap<>();
        values.put(field, value);
        return records.apply(caller, List.of(new RecordChange.Update(record.type(), record.id(), null, values)))
                .get(0);
    }

    void visit(RecordSnapshot lead, boolean counts) {
        create(
                seller(1),
                Visit.TYPE,
                Map.of(
                        "subject",
                        "拜访",
                        "related",
                        List.of(new RecordLink(lead.type(), lead.id())),
                        "occurredAt",
                        clock.instant(),
                        "countsAsFollowUp",
                        counts));
    }

    RecordSnapshot claim(long user, RecordSnapshot lead) {
        return writes.act(seller(user), Lead.TYPE, lead.id(), PoolActions.CLAIM, null, Map.of());
    }

    /** claimed, or the code of what was said. */
    String tryClaim(long user, RecordSnapshot lead) {
        try {
            claim(user, lead);
            return "claimed";
        } catch (CrmException refused) {
            return refused.code();
        }
    }

    RecordSnapshot giveBack(long user, RecordSnapshot lead) {
        return writes.act(seller(user), Lead.TYPE, lead.id(), PoolActions.RETURN, null, Map.of());
    }

    RecordSnapshot read(RecordSnapshot record) {
        return records.find(Caller.system(), record.type(), record.id()).orElseThrow();
    }

    Long owner(RecordSnapshot record) {
        return read(record).reference("owner");
    }

    Long poolOf(RecordSnapshot record) {
        return read(record).reference("pool");
    }

    /** Titles in My day and whether they are overdue. */
    List<String> inbox(long user) {
        return new SoonReclaimed(types, records)
                .sections(seller(user), clock.instant().plusSeconds(1)).stream()
                        .flatMap(section -> section.items().stream())
                        .map(item -> item.title() + " " + item.overdue())
                        .toList();
    }

    List<String> told() {
        List<String> told = new ArrayList<>();
        notices.forEach(
                notice -> told.add(notice.recipients() + " " + notice.title().zh()));
        return told;
    }

    /** Sells, may not assign. */
    static Caller seller(long id) {
        return caller(
                id,
                "leads:read",
                "leads:create",
                "leads:update",
                "leads:delete",
                "leads:claim",
                "leads:return",
                "visits:create",
                "visits:read");
    }

    /** May assign where the pool does not say who else. */
    static Caller assigner(long id) {
        return caller(id, "leads:read", "leads:update", "leads:assign", "leads:return");
    }

    static Caller manager(long id) {
        return caller(id, "*:*");
    }

    private static Caller caller(long id, String... permissions) {
        return new Caller(
                id,
                "user" + id,
                "User " + id,
                Locale.SIMPLIFIED_CHINESE,
                ZoneId.of("Asia/Shanghai"),
                Set.of(permissions));
    }

    private static WorkingDays plainWeeks() {
        return new WorkingDays() {
            @Override
            public ZoneId zone() {
                return ZoneId.of("Asia/Shanghai");
            }

            @Override
            public boolean isWorkingDay(LocalDate day) {
                return day.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue();
            }

            @Override
            public LocalDate plus(LocalDate day, int workingDays) {
                LocalDate current = day;
                for (int left = workingDays; left > 0; left--) {
                    do {
                        current = current.plusDays(1);
                    } while (!isWorkingDay(current));
                }
                return current;
            }

            @Override
            public int between(LocalDate from, LocalDate to) {
                return (int) from.plusDays(1)
                        .datesUntil(to.plusDays(1))
                        .filter(this::isWorkingDay)
                        .count();
            }
        };
    }

    /** The next specification goes on with it. */
    @Override
    public void close() {}
}
