package org.penglai.crm.records.internal.query;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.persistence.spi.CompiledSelect;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Reads whole records as snapshots on a given connection. Safe for any thread. */
public final class SnapshotLoader {
    /** Which rows are wanted, and how. */
    public enum Mode {
        /** Rows that are not in the recycle bin. */
        LIVE,
        /** The same, locked until the end of the transaction. */
        LIVE_FOR_UPDATE,
        /** Rows in the recycle bin included. */
        ALL,
        /** The same, locked until the end of the transaction. */
        ALL_FOR_UPDATE;

        boolean locks() {
            return this == LIVE_FOR_UPDATE || this == ALL_FOR_UPDATE;
        }

        boolean deletedToo() {
            return this == ALL || this == ALL_FOR_UPDATE;
        }
    }

    private final QueryModels models = new QueryModels();
    private final ReadPlans<Key, One> plans = new ReadPlans<>();

    /** One record that is not in the recycle bin, by one statement as long as nothing lies beside its row. */
    public Optional<RecordSnapshot> live(Database database, StoredType type, long id) {
        One one = plans.of(new Key(database.dialect(), type), () -> one(database, type));
        List<Object[]> rows = database.fetch(one.select(), id);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = rows.get(0);
        Map<String, Object> values = values(type, one.fields(), row);
        Map<FieldKind, Boolean> present = new EnumMap<>(FieldKind.class);
        int at = row.length - Presence.KINDS.size();
        for (FieldKind kind : Presence.KINDS) {
            present.put(kind, (Integer) row[at++] == 1);
        }
        Map<Long, Map<String, Object>> found = Map.of(id, values);
        List<Long> ids = List.of(id);
        Map<Long, RecordSnapshot> snapshots = present.containsValue(true)
                ? database.read(sql -> snapshots(sql, type, ids, found, present))
                : snapshots(null, type, ids, found, present);
        return Optional.of(snapshots.get(id));
    }

    private One one(Database database, StoredType type) {
        QueryModel model = models.of(type);
        List<StoredField> fields = new ArrayList<>(type.fields().values().stream()
                .filter(field -> field.column() != null && !field.custom())
                .toList());
        List<StoredField> custom = type.besides();
        fields.addAll(custom);
        List<Field<?>> columns = columns(model, fields);
        Presence.KINDS.forEach(kind ->
                columns.add(DSL.when(Presence.of(kind, model), DSL.inline(1)).otherwise(DSL.inline(0))));
        Table<? extends Record> from = custom.isEmpty()
                ? model.table()
                : model.table().leftJoin(model.beside()).on(model.besideId().eq(model.id()));
        return new One(fields, database.compile(sql -> sql.select(columns)
                .from(from)
                .where(model.id().eq(CompiledSelect.SLOT))
                .and(model.deletedAt().isNull())));
    }

    private record Key(SQLDialect dialect, StoredType type) {}

    /** @param fields selected, in order; behind them whether anything lies beside the row */
    private record One(List<StoredField> fields, CompiledSelect select) {}

    /**
     * The records of these ids with all own and system fields, tags, external ids and links included, links to deleted
     * records too; values have the Java
     * types of {@link FieldKind}.
     *
     * @return by id, in the order of the ids; an id without a row is left out
     */
    public Map<Long, RecordSnapshot> load(DSLContext connection, StoredType type, Collection<Long> ids, Mode mode) {
        DSLContext sql = Statements.byIds(connection);
        QueryModel model = models.of(type);
        List<StoredField> stored = type.fields().values().stream()
                .filter(field -> field.column() != null && !field.custom())
                .toList();
        List<Field<?>> columns = columns(model, stored);
        Map<Long, Map<String, Object>> found = new HashMap<>();
        for (List<Long> chunk : Chunks.of(ids)) {
            Condition wanted = model.id().in(chunk);
            SelectConditionStep<Record> select = sql.select(columns)
                    .from(model.table())
                    .where(
                            mode.deletedToo()
                                    ? wanted
                                    : wanted.and(model.deletedAt().isNull()));
            sql.fetch(mode.locks() ? RowLocks.exclusive(select, sql.dialect()) : select)
                    .forEach(row -> {
                        Map<String, Object> values = values(type, stored, row.intoArray());
                        found.put((Long) values.get(SystemFields.ID), values);
                    });
        }
        addCustom(sql, model, found);
        return snapshots(sql, type, ids, found, Map.of());
    }

    /** All records that are not in the recycle bin and whose reference leads to the given one, by id. */
    public Map<Long, RecordSnapshot> referring(DSLContext sql, StoredType type, StoredField field, long target) {
        QueryModel model = models.of(type);
        List<Long> ids = sql.select(model.id())
                .from(model.table())
                .where(model.column(field).coerce(Long.class).eq(target))
                .and(model.deletedAt().isNull())
                .orderBy(model.id())
                .fetch(model.id());
        return ids.isEmpty() ? Map.of() : load(sql, type, ids, Mode.LIVE);
    }

    /** In a query of its own: an outer join cannot be locked. */
    private static void addCustom(DSLContext sql, QueryModel model, Map<Long, Map<String, Object>> found) {
        List<StoredField> custom = model.type().besides();
        if (custom.isEmpty() || found.isEmpty()) {
            return;
        }
        found.values().forEach(values -> custom.forEach(field -> values.put(field.name(), null)));
        List<Field<?>> columns = columns(model, custom);
        columns.add(model.besideId());
        Chunks.of(found.keySet()).forEach(chunk -> sql.select(columns)
                .from(model.beside())
                .where(model.besideId().in(chunk))
                .forEach(row ->
                        found.get(row.get(model.besideId())).putAll(values(model.type(), custom, row.intoArray()))));
    }

    /** @param present kinds that are known to be there or not; all others are asked for */
    private static Map<Long, RecordSnapshot> snapshots(
            DSLContext sql,
            StoredType type,
            Collection<Long> ids,
            Map<Long, Map<String, Object>> found,
            Map<FieldKind, Boolean> present) {
        Set<Long> all = found.keySet();
        Map<Long, List<String>> tags =
                present.getOrDefault(FieldKind.TAGS, true) ? SideTables.tags(sql, type.name(), all) : Map.of();
        Map<Long, List<ExternalId>> externalIds = present.getOrDefault(FieldKind.EXTERNAL_IDS, true)
                ? SideTables.externalIds(sql, type.name(), all)
                : Map.of();
        Map<String, Map<Long, List<RecordLink>>> links =
                present.getOrDefault(FieldKind.LINKS, true) ? LinkTable.read(sql, type, all) : Map.of();
        List<StoredField> linkFields = type.links();
        Map<String, Map<Long, List<String>>> choices =
                present.getOrDefault(FieldKind.CHOICES, true) ? ChoiceTable.read(sql, type, all) : Map.of();
        List<StoredField> choiceFields = type.choices();
        Map<Long, RecordSnapshot> snapshots = new LinkedHashMap<>();
        for (Long id : ids) {
            Map<String, Object> values = found.get(id);
            if (values != null && !snapshots.containsKey(id)) {
                values.put(SystemFields.TAGS, List.copyOf(tags.getOrDefault(id, List.of())));
                values.put(SystemFields.EXTERNAL_IDS, List.copyOf(externalIds.getOrDefault(id, List.of())));
                linkFields.forEach(field -> values.put(
                        field.name(),
                        List.copyOf(links.getOrDefault(field.name(), Map.of()).getOrDefault(id, List.of()))));
                choiceFields.forEach(field -> values.put(
                        field.name(),
                        List.copyOf(choices.getOrDefault(field.name(), Map.of()).getOrDefault(id, List.of()))));
                long version = (Long) values.get(SystemFields.VERSION);
                snapshots.put(id, new RecordSnapshot(type.name(), id, version, values));
            }
        }
        return snapshots;
    }

    private static List<Field<?>> columns(QueryModel model, List<StoredField> stored) {
        List<Field<?>> columns = new ArrayList<>();
        for (StoredField field : stored) {
            columns.add(model.column(field));
            if (field.kind() == FieldKind.MONEY) {
                columns.add(model.currency(field));
            }
        }
        return columns;
    }

    private static Map<String, Object> values(StoredType type, List<StoredField> stored, Object[] row) {
        Map<String, Object> values = new LinkedHashMap<>(type.fields().size() * 2);
        int at = 0;
        for (StoredField field : stored) {
            Object value = row[at++];
            if (field.kind() == FieldKind.MONEY) {
                String currency = (String) row[at++];
                value = value == null ? null : new Money((BigDecimal) value, currency);
            } else if (value instanceof LocalDateTime utc) {
                value = utc.toInstant(ZoneOffset.UTC);
            }
            values.put(field.name(), value);
        }
        return values;
    }
}
