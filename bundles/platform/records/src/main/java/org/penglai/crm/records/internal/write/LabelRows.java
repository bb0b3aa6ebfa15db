package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.ExternalId;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.records.spi.StoredType;

/** Writes tags and external ids, which lie beside the record's own row and are replaced whole. */
final class LabelRows {
    private static final Field<String> TYPE = DSL.field(unquotedName("type_name"), SQLDataType.VARCHAR);
    private static final Field<Long> RECORD = DSL.field(unquotedName("record_id"), SQLDataType.BIGINT);

    private static final Table<Record> TAGS = DSL.table(unquotedName("crm_record_tag"));
    private static final Field<String> TAG = DSL.field(unquotedName("tag"), SQLDataType.VARCHAR);

    private static final Table<Record> EXTERNAL_IDS = DSL.table(unquotedName("crm_external_id"));
    private static final Field<String> SYSTEM = DSL.field(unquotedName("system_name"), SQLDataType.VARCHAR);
    private static final Field<String> KEY = DSL.field(unquotedName("external_key"), SQLDataType.VARCHAR);

    /** Finds external ids that another record has. Those of deleted records give way. */
    void check(DSLContext sql, List<PlannedChange> changes, Map<Integer, CrmException> rejected) {
        Map<StoredType, Map<ExternalId, PlannedChange>> wanted = new LinkedHashMap<>();
        for (PlannedChange change : touching(changes, SystemFields.EXTERNAL_IDS)) {
            Map<ExternalId, PlannedChange> ofType =
                    wanted.computeIfAbsent(change.type().type(), t -> new LinkedHashMap<>());
            for (ExternalId id : externalIds(change.after())) {
                PlannedChange other = ofType.putIfAbsent(id, change);
                if (other != null && other.id() != change.id()) {
                    rejected.putIfAbsent(change.origin(), Failures.duplicate(List.of(SystemFields.EXTERNAL_IDS)));
                }
            }
        }
        wanted.forEach((type, ids) -> check(sql, type, ids, rejected));
    }

    private static void check(
            DSLContext sql,
            StoredType type,
            Map<ExternalId, PlannedChange> wanted,
            Map<Integer, CrmException> rejected) {
        Map<ExternalId, Long> holders = new HashMap<>();
        Set<String> keys = new HashSet<>();
        wanted.keySet().forEach(id -> keys.add(id.key()));
        Batches.of(sql, keys).forEach(batch -> sql.select(SYSTEM, KEY, RECORD)
                .from(EXTERNAL_IDS)
                .where(TYPE.eq(type.name()))
                .and(KEY.in(batch))
                .forEach(row -> holders.put(new ExternalId(row.value1(), row.value2()), row.value3())));
        holders.keySet().retainAll(wanted.keySet());
        Set<Long> live = new HashSet<>();
        Batches.of(sql, new HashSet<>(holders.values())).forEach(batch -> sql.select(RecordColumns.ID)
                .from(RecordColumns.table(type))
                .where(RecordColumns.ID.in(batch))
                .and(RecordColumns.DELETED_AT.isNull())
                .forEach(row -> live.add(row.value1())));
        holders.forEach((id, holder) -> {
            if (!live.contains(holder)) {
                sql.deleteFrom(EXTERNAL_IDS)
                        .where(TYPE.eq(type.name()))
                        .and(SYSTEM.eq(id.system()))
                        .and(KEY.eq(id.key()))
                        .execute();
            } else if (holder != wanted.get(id).id()) {
                rejected.putIfAbsent(wanted.get(id).origin(), Failures.duplicate(List.of(SystemFields.EXTERNAL_IDS)));
            }
        });
    }

    void write(DSLContext sql, List<PlannedChange> changes) {
        List<PlannedChange> tagged = touching(changes, SystemFields.TAGS);
        remove(sql, TAGS, tagged);
        List<Object[]> tags = new ArrayList<>();
        tagged.forEach(change -> tags(change.after())
                .forEach(tag -> tags.add(new Object[] {change.type().type().name(), change.id(), tag})));
        insert(sql, tags, TAGS, TYPE, RECORD, TAG);

        List<PlannedChange> identified = touching(changes, SystemFields.EXTERNAL_IDS);
        remove(sql, EXTERNAL_IDS, identified);
        List<Object[]> ids = new ArrayList<>();
        identified.forEach(change -> externalIds(change.after())
                .forEach(
                        id -> ids.add(new Object[] {change.type().type().name(), change.id(), id.system(), id.key()})));
        insert(sql, ids, EXTERNAL_IDS, TYPE, RECORD, SYSTEM, KEY);
    }

    private static List<PlannedChange> touching(List<PlannedChange> changes, String field) {
        return changes.stream()
                .filter(change -> !Same.values(
                        change.before() == null
                                ? null
                                : change.before().values().get(field),
                        change.after().values().get(field)))
                .toList();
    }

    private static void remove(DSLContext sql, Table<Record> table, List<PlannedChange> changes) {
        Map<String, List<Long>> byType = new LinkedHashMap<>();
        changes.stream()
                .filter(change -> change.operation() != Operation.CREATE)
                .forEach(change -> byType.computeIfAbsent(change.type().type().name(), t -> new ArrayList<>())
                        .add(change.id()));
        byType.forEach((type, ids) -> Batches.of(sql, ids).forEach(batch -> sql.deleteFrom(table)
                .where(TYPE.eq(type))
                .and(RECORD.in(batch))
                .execute()));
    }

    private static void insert(DSLContext sql, List<Object[]> rows, Table<Record> table, Field<?>... columns) {
        if (rows.isEmpty()) {
            return;
        }
        BatchBindStep batch = sql.batch(sql.insertInto(table, columns).values(new Object[columns.length]));
        for (Object[] row : rows) {
            batch = batch.bind(row);
        }
        batch.execute();
    }

    private static List<String> tags(RecordSnapshot record) {
        List<String> tags = new ArrayList<>();
        if (record.values().get(SystemFields.TAGS) instanceof List<?> list) {
            list.forEach(tag -> tags.add((String) tag));
        }
        return tags;
    }

    private static List<ExternalId> externalIds(RecordSnapshot record) {
        List<ExternalId> ids = new ArrayList<>();
        if (record.values().get(SystemFields.EXTERNAL_IDS) instanceof List<?> list) {
            list.forEach(id -> ids.add((ExternalId) id));
        }
        return ids;
    }

    /** Of records that are deleted for good. */
    static void purge(DSLContext sql, String type, Collection<Long> records) {
        List.of(TAGS, EXTERNAL_IDS).forEach(table -> sql.deleteFrom(table)
                .where(TYPE.eq(type))
                .and(RECORD.in(records))
                .execute());
    }

    /** Keys of the records in other systems, as one text each, with whose they are. */
    static Map<String, Long> externalIds(DSLContext sql, String type, Set<Long> records) {
        Map<String, Long> keys = new LinkedHashMap<>();
        sql.select(SYSTEM, KEY, RECORD)
                .from(EXTERNAL_IDS)
                .where(TYPE.eq(type))
                .and(RECORD.in(records))
                .forEach(row -> keys.put(row.value1() + '\n' + row.value2(), row.value3()));
        return keys;
    }

    /** Gives a key back to the record that had it, unless another one has it now. */
    static boolean giveBack(DSLContext sql, String type, String text, long record) {
        int end = text.indexOf('\n');
        String system = text.substring(0, end);
        String key = text.substring(end + 1);
        boolean taken = sql.fetchExists(
                EXTERNAL_IDS, TYPE.eq(type).and(SYSTEM.eq(system)).and(KEY.eq(key)));
        if (!taken) {
            sql.insertInto(EXTERNAL_IDS, TYPE, SYSTEM, KEY, RECORD)
                    .values(type, system, key, record)
                    .execute();
        }
        return !taken;
    }
}
