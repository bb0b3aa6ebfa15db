package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.internal.query.ChoiceTable;
import org.penglai.crm.records.spi.StoredField;

/** Writes the codes of fields that can have several; those of a field are replaced whole. */
final class ChoiceRows {
    void write(DSLContext sql, List<PlannedChange> changes) {
        Map<StoredField, Map<String, List<PlannedChange>>> touching = new LinkedHashMap<>();
        for (PlannedChange change : changes) {
            for (StoredField field : change.type().type().choices()) {
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

    private static void remove(DSLContext sql, String type, StoredField field, List<PlannedChange> changes) {
        List<Long> ids = changes.stream()
                .filter(change -> change.operation() != Operation.CREATE)
                .map(PlannedChange::id)
                .toList();
        Batches.of(sql, ids).forEach(batch -> sql.deleteFrom(ChoiceTable.TABLE)
                .where(ChoiceTable.TYPE.eq(type))
                .and(ChoiceTable.RECORD.in(batch))
                .and(ChoiceTable.FIELD.eq(field.name()))
                .execute());
    }

    private static void insert(DSLContext sql, String type, StoredField field, List<PlannedChange> changes) {
        Map<Long, List<String>> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.id(), of(change.after(), field)));
        BatchBindStep batch = sql.batch(sql.insertInto(
                        ChoiceTable.TABLE,
                        ChoiceTable.TYPE,
                        ChoiceTable.RECORD,
                        ChoiceTable.FIELD,
                        ChoiceTable.CODE,
                        ChoiceTable.POSITION)
                .values((String) null, null, null, null, null));
        int rows = 0;
        for (Map.Entry<Long, List<String>> each : last.entrySet()) {
            int position = 0;
            for (String code : each.getValue()) {
                batch = batch.bind(type, each.getKey(), field.name(), code, position++);
                rows++;
            }
        }
        if (rows > 0) {
            batch.execute();
        }
    }

    private static List<String> of(RecordSnapshot record, StoredField field) {
        List<String> codes = new ArrayList<>();
        if (record != null && record.values().get(field.name()) instanceof List<?> list) {
            list.forEach(code -> codes.add((String) code));
        }
        return codes;
    }
}
