package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.unquotedName;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.internal.query.filter.FilterValues;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.RowRights;
import org.penglai.crm.records.internal.rights.SharedRecords;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.internal.value.NationalRegions;
import org.penglai.crm.records.internal.value.TitleKeys;
import org.penglai.crm.records.spi.RecordQueries;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.records.spi.RowGrants;
import org.penglai.crm.security.spi.DataRights;
import org.penglai.crm.security.spi.UserRights;

/** Firms, people and users on a fresh database, with everything that reads them. */
public final class FirmDatabase implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-06-15T04:00:00Z");
    static final TitleKeys KEYS = new TitleKeys();
    static final long ME = 77;
    static final Caller CALLER = caller("*");

    public final TestDatabase database;
    final TypeRegistry types;
    public final QueryPlanner planner;
    final QueryEngine engine;
    final SnapshotReader snapshots;
    private final ObjectMapper mapper = new ObjectMapper();

    public FirmDatabase(TestDatabase.Kind kind) {
        this(kind, UserRights::unlimited);
    }

    /** @param rights what the roles of users say */
    public FirmDatabase(TestDatabase.Kind kind, DataRights rights, RowGrants... grants) {
        database = kind.migrated("records", "firms");
        types = new TypeRegistry(database.database(), database.transactions(), database.gates(), database.dataSource());
        types.start();
        for (String unit : List.of("firms", "people", "users")) {
            types.unitCame(unit, unit);
        }
        types.add("firms", Firm.definition(), 1, "1.0.0");
        types.add("people", Person.definition(), 2, "1.0.0");
        types.add("users", User.definition(), 3, "1.0.0");
        planner = new QueryPlanner(
                types,
                database.database(),
                FilterValues.plain(),
                new NationalRegions(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                new RowRights(
                                types,
                                rights,
                                new SharedRecords(database.database(), database.dataSource(), Clock.systemUTC()))
                        .with(grants),
                new FieldRights(rights));
        engine = new QueryEngine(planner, database.database());
        snapshots = new SnapshotReader(planner, database.database());
    }

    public static Caller caller(String... permissions) {
        return new Caller(ME, "li", "李雷", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), Set.of(permissions));
    }

    FirmDatabase insert(FirmRow... rows) {
        return insert(List.of(rows));
    }

    FirmDatabase insert(List<FirmRow> rows) {
        database.transactions().run(transaction -> {
            List<Query> inserts = new ArrayList<>();
            for (FirmRow row : rows) {
                inserts.add(insert("rt_firm", "firms", row.id(), row.values()));
                for (String tag : row.tags()) {
                    inserts.add(DSL.insertInto(TagTable.TABLE, column("type_name"), column("record_id"), column("tag"))
                            .values("firms", row.id(), tag));
                }
            }
            transaction.sql().batch(inserts).execute();
            return null;
        });
        return this;
    }

    /** A person or a user. */
    public FirmDatabase insert(String type, long id, Map<String, Object> values) {
        Map<String, Object> all = new LinkedHashMap<>(FirmRow.of(id, "").build().values());
        all.putAll(values);
        String table = types.get(type).table();
        database.transactions().run(transaction -> transaction.sql().execute(insert(table, type, id, all)));
        return this;
    }

    private Query insert(String table, String type, long id, Map<String, Object> values) {
        Map<Field<?>, Object> columns = new LinkedHashMap<>();
        columns.put(column("id"), id);
        values.forEach((field, value) -> columns.put(column(columnOf(type, field)), value));
        String name = (String) values.get("name");
        columns.put(column("sort_key"), KEYS.sortKey(name));
        columns.put(column("initials"), KEYS.initials(name));
        return DSL.insertInto(DSL.table(unquotedName(table))).set(columns);
    }

    private String columnOf(String type, String field) {
        return switch (field) {
            case "revenueCurrency" -> "revenue_currency";
            case "deletedAt" -> "deleted_at";
            default -> types.get(type).fields().get(field).column();
        };
    }

    private static Field<Object> column(String name) {
        return DSL.field(unquotedName(name));
    }

    FirmDatabase delete(String table, long id) {
        database.transactions().run(transaction -> transaction
                .sql()
                .update(DSL.table(unquotedName(table)))
                .set(column("deleted_at"), (Object) LocalDateTime.of(2026, 5, 1, 0, 0))
                .where(column("id").eq(id))
                .execute());
        return this;
    }

    static ListRequest request(String filter, String sort, int limit, String cursor) {
        return new ListRequest("firms", filter, "", sort, List.of(), limit, cursor, Count.ESTIMATE);
    }

    JsonNode list(String filter) {
        return list(CALLER, request(filter, "id", 200, ""));
    }

    JsonNode list(ListRequest request) {
        return list(CALLER, request);
    }

    JsonNode list(Caller caller, ListRequest request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.list(caller, request, out);
        return json(out.toByteArray());
    }

    JsonNode aggregate(String filter, List<String> group, List<String> measures) {
        return aggregate(filter, "", group, measures);
    }

    JsonNode aggregate(String filter, String q, List<String> group, List<String> measures) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.aggregate(CALLER, new RecordQueries.AggregateRequest("firms", filter, q, group, measures), out);
        return json(out.toByteArray());
    }

    JsonNode json(byte[] bytes) {
        try {
            return mapper.readTree(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Names of the items, in order. */
    List<String> names(String filter) {
        return names(list(filter));
    }

    static List<String> names(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.get("items").forEach(item -> names.add(item.get("name").textValue()));
        return names;
    }

    @Override
    public void close() {
        database.close();
    }
}
