package org.penglai.crm.search.internal;

import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.ToldJournal;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxReader;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.IndexedLists;
import org.penglai.crm.records.internal.query.QueryAccess;
import org.penglai.crm.records.internal.query.QueryEngine;
import org.penglai.crm.records.internal.query.QueryPlanner;
import org.penglai.crm.records.internal.query.SnapshotReader;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.RowRights;
import org.penglai.crm.records.internal.rights.SharedRecords;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.FieldValues;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.SpokenChinese;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.internal.write.KernelWrites;
import org.penglai.crm.records.internal.write.RecordsService;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.search.internal.index.LiveIndex;
import org.penglai.crm.search.internal.query.IndexedSearch;
import org.penglai.crm.search.internal.query.IndexedTexts;
import org.penglai.crm.search.spi.Search.Hit;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.DataScope;
import org.penglai.crm.security.spi.RoleRights;
import org.penglai.crm.security.spi.UserRights;

/** Firms in a database and an index beside it, fed by hand with what was committed. */
final class Firms implements OutboxReader {
    private static final Map<TestDatabase.Kind, Firms> OPEN = new EnumMap<>(TestDatabase.Kind.class);

    /** Sees and makes firms of his own. */
    static final Caller SELLER = caller(50, "firms:read", "firms:create");

    private static final DataRights RIGHTS = user -> user == SELLER.userId()
            ? new UserRights(
                    user,
                    false,
                    List.of(new RoleRights(
                            "seller", "seller", SELLER.permissions(), Map.of("firms:read", DataScope.OWN), Map.of())),
                    Map.of(DataScope.OWN, Set.of(user)))
            : UserRights.unlimited(user);

    final Caller staff = caller(7, "*:*");
    final TestDatabase database;
    final Records records;
    final List<OutboxEvent> events = new CopyOnWriteArrayList<>();
    private final TypeRegistry types;
    private final Journal journal;
    private final QueryPlanner planner;
    final RecordQueries engine;
    private final Access access;
    RecordQueries queries;
    LiveIndex index;
    IndexedSearch search;
    private long handled;

    /** Without firms and without an index. */
    static synchronized Firms on(TestDatabase.Kind kind) {
        Firms firms = OPEN.computeIfAbsent(kind, Firms::new);
        firms.database.transactions().run(transaction -> {
            transaction.sql().deleteFrom(table(unquotedName("t_firm"))).execute();
            return null;
        });
        firms.events.clear();
        firms.handled = 0;
        firms.queries = firms.engine;
        return firms;
    }

    private Firms(TestDatabase.Kind kind) {
        database = kind.migrated("events", "records", "firms");
        types = new TypeRegistry(database.database(), database.transactions(), database.gates(), database.dataSource());
        types.start();
        SharedRecords shared = new SharedRecords(database.database(), database.dataSource(), Clock.systemUTC());
        planner = new QueryPlanner(
                types, database.database(), new RowRights(types, RIGHTS, shared), new FieldRights(RIGHTS));
        SnapshotReader reader = new SnapshotReader(planner, database.database());
        engine = new QueryEngine(planner, database.database());
        access = new QueryAccess(planner, new FieldRights(RIGHTS), RIGHTS, database.database());
        database.unit("firms", Firm.class);
        types.unitCame("firms", "firms");
        types.add(Firm.TYPE, Firm.definition(), 1, "1.0.0");
        if (types.registered(Firm.TYPE).isEmpty()) {
            throw new IllegalStateException(types.problems("test").toString());
        }
        journal = ToldJournal.on(database, (transaction, entries) -> transaction.afterCommit(() -> commit(entries)));
        KernelWrites writes = new KernelWrites(
                types,
                new FieldValues(new NationalRegions()),
                new TitleKeys(),
                reader,
                database.database(),
                database.transactions(),
                database.ids(),
                journal,
                database.dataSource());
        records = new RecordsService(reader, writes, types, database.gates());
    }

    private synchronized void commit(List<Journal.Entry> entries) {
        for (Journal.Entry entry : entries) {
            events.add(new OutboxEvent(
                    events.size() + 1,
                    Instant.now(),
                    entry.type(),
                    entry.recordId(),
                    entry.recordVersion(),
                    entry.operation(),
                    entry.userId(),
                    entry.changes()));
        }
    }

    /** The node starts. */
    Firms start(Path data) {
        try {
            index = new LiveIndex(this, types, records, new SpokenChinese(), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RecordQueries now = queries;
        search = new IndexedSearch(types, access, now, index, new SpokenChinese(), database.transactions(), journal);
        handled = index.begin(first(), last());
        return this;
    }

    /** As the platform does after every commit. */
    Firms feed() {
        List<OutboxEvent> batch = read(handled, 1_000);
        if (!batch.isEmpty()) {
            index.handle(batch);
            handled = batch.get(batch.size() - 1).position();
        }
        return this;
    }

    /** Until the index that was begun answers. */
    Firms built(long builds) throws InterruptedException {
        while (index.status().builds() < builds) {
            Thread.sleep(20);
        }
        return this;
    }

    void stop() throws IOException {
        index.close();
    }

    RecordSnapshot add(String name, Object... values) {
        Map<String, Object> all = new java.util.HashMap<>(Map.of("name", name));
        for (int at = 0; at < values.length; at += 2) {
            all.put((String) values[at], values[at + 1]);
        }
        return records.apply(staff, List.of(new RecordChange.Create(Firm.TYPE, all)))
                .get(0);
    }

    /** A firm of the seller's. */
    void addOwn(String name) {
        records.apply(SELLER, List.of(new RecordChange.Create(Firm.TYPE, Map.of("name", name))));
    }

    /** 企业0, 企业1, ... */
    void addMany(int count) {
        for (int from = 0; from < count; from += 400) {
            List<RecordChange> firms = new ArrayList<>();
            for (int at = from; at < Math.min(count, from + 400); at++) {
                firms.add(new RecordChange.Create(Firm.TYPE, Map.of("name", "企业" + at)));
            }
            records.apply(staff, firms);
        }
    }

    void rename(RecordSnapshot firm, String name) {
        records.apply(staff, List.of(new RecordChange.Update(Firm.TYPE, firm.id(), null, Map.of("name", name))));
    }

    void delete(RecordSnapshot firm) {
        records.apply(staff, List.of(new RecordChange.Delete(Firm.TYPE, firm.id(), null)));
    }

    /** Titles. */
    List<String> find(String words) {
        return hits(staff, words).stream().map(Hit::title).toList();
    }

    List<Hit> hits(Caller caller, String words) {
        return search.find(caller, words, List.of(), 20);
    }

    /** Whether lists ask the index. */
    void indexedLists(boolean on) {
        IndexedLists.ask(planner, on ? texts(Clock.systemUTC()) : null);
    }

    IndexedTexts texts(Clock clock) {
        return new IndexedTexts(index, types, this, new SpokenChinese(), clock);
    }

    /** Titles of a list in the order of names, for somebody who sees all or for one who sees his own. */
    List<String> listed(boolean own, String filter, String box) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        engine.list(
                own ? SELLER : staff,
                new RecordQueries.ListRequest(Firm.TYPE, filter, box, "name", List.of("name"), 50, "", Count.NONE),
                page);
        try {
            return new ObjectMapper().readTree(page.toByteArray()).findValuesAsText("name");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Caller caller(long id, String... permissions) {
        return new Caller(
                id,
                "user" + id,
                "User " + id,
                Locale.SIMPLIFIED_CHINESE,
                ZoneId.of("Asia/Shanghai"),
                Set.of(permissions));
    }

    @Override
    public long last() {
        return events.size();
    }

    @Override
    public long first() {
        return 1;
    }

    @Override
    public synchronized List<OutboxEvent> read(long after, int limit) {
        List<OutboxEvent> found = new ArrayList<>();
        for (int at = (int) after; at < events.size() && found.size() < limit; at++) {
            found.add(events.get(at));
        }
        return found;
    }
}
