package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.internal.query.ChoiceTable;
import org.penglai.crm.records.internal.query.LinkTable;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Writes fields with several values, which lie beside the record's own row, one row a value; those of a field are
 * replaced whole.
 *
 * @param kind what a value is
 * @param fields the fields of a type that lie in the table
 * @param own the columns of type, record and field, those of a value and that of its position
 * @param cells what the columns of a value hold
 */
record SeveralRows<T>(
        Class<T> kind,
        Function<StoredType, List<StoredField>> fields,
        Table<Record> table,
        Columns own,
        Function<T, List<Object>> cells) {

    /** The columns of the table, the same for each kind but for those of the value. */
    record Columns(
            Field<String> type,
            Field<Long> record,
            Field<String> field,
            List<Field<?>> value,
            Field<Integer> position) {
        List<Field<?>> all() {
            List<Field<?>> all = new ArrayList<>(List.of(type, record, field));
            all.addAll(value);
            all.add(position);
            return all;
        }
    }

    /** Links to records of any type. */
    static final SeveralRows<RecordLink> LINKS = new SeveralRows<>(
            RecordLink.class,
            StoredType::links,
            LinkTable.TABLE,
            new Columns(
                    LinkTable.TYPE,
                    LinkTable.RECORD,
                    LinkTable.FIELD,
                    List.of(LinkTable.TARGET_TYPE, LinkTable.TARGET),
                    LinkTable.POSITION),
            link -> List.of(link.type(), link.id()));

    /** Codes of fields that can have several. */
    static final SeveralRows<String> CHOICES = new SeveralRows<>(
            String.class,
            StoredType::choices,
            ChoiceTable.TABLE,
            new Columns(
                    ChoiceTable.TYPE,
                    ChoiceTable.RECORD,
                    ChoiceTable.FIELD,
                    List.of(ChoiceTable.CODE),
                    ChoiceTable.POSITION),
            List::of);

    void write(DSLContext sql, List<PlannedChange> changes) {
        Map<StoredField, Map<String, List<PlannedChange>>> touching = new LinkedHashMap<>();
        for (PlannedChange change : changes) {
            for (StoredField field : fields.apply(change.type().type())) {
                if (!Same.values(of(change.before(), field), of(change.after(), field))) {
                    touching.computeIfAbsent(field, f -> new LinkedHashMap<>())
                            .computeIfAbsent(change.key().type(), type -> new ArrayList<>())
                            .add(change);
                }
            }
        }
        touching.forEach((field, byType) -> byType.forEach((type, list) -> {
            remove(sql, type, field, list);
            insert(sql, type, field, list);
        }));
    }

    /** Values that the change adds. */
    List<T> added(PlannedChange change, StoredField field) {
        List<T> added = new ArrayList<>(of(change.after(), field));
        added.removeAll(new HashSet<>(of(change.before(), field)));
        return added;
    }

    private void remove(DSLContext sql, String type, StoredField field, List<PlannedChange> changes) {
        List<Long> ids = changes.stream()
                .filter(change -> change.operation() != Operation.CREATE)
                .map(PlannedChange::id)
                .toList();
        Batches.of(sql, ids).forEach(batch -> sql.deleteFrom(table)
                .where(own.type().eq(type))
                .and(own.record().in(batch))
                .and(own.field().eq(field.name()))
                .execute());
    }

    private void insert(DSLContext sql, String type, StoredField field, List<PlannedChange> changes) {
        // Two changes of one record in one list: the last one counts.
        Map<Long, List<T>> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.id(), of(change.after(), field)));
        List<Field<?>> columns = own.all();
        BatchBindStep batch = sql.batch(sql.insertInto(table, columns).values(new Object[columns.size()]));
        int rows = 0;
        for (Map.Entry<Long, List<T>> each : last.entrySet()) {
            int position = 0;
            for (T value : each.getValue()) {
                List<Object> row = new ArrayList<>(List.of(type, each.getKey(), field.name()));
                row.addAll(cells.apply(value));
                row.add(position++);
                batch = batch.bind(row.toArray());
                rows++;
            }
        }
        if (rows > 0) {
            batch.execute();
        }
    }

    private List<T> of(RecordSnapshot record, StoredField field) {
        List<T> values = new ArrayList<>();
        if (record != null && record.values().get(field.name()) instanceof List<?> list) {
            list.forEach(value -> values.add(kind.cast(value)));
        }
        return values;
    }
}
