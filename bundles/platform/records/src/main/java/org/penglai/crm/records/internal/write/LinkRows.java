package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.internal.query.LinkTable;
import org.penglai.crm.records.spi.StoredField;

/** Writes links, which lie beside the record's own row; those of a field are replaced whole. */
final class LinkRows {

    void write(DSLContext sql, List<PlannedChange> changes) {
        Map<StoredField, Map<String, List<PlannedChange>>> touching = new LinkedHashMap<>();
        for (PlannedChange change : changes) {
            for (StoredField field : change.type().type().links()) {
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
        Batches.of(sql, ids).forEach(batch -> sql.deleteFrom(LinkTable.TABLE)
                .where(LinkTable.TYPE.eq(type))
                .and(LinkTable.RECORD.in(batch))
                .and(LinkTable.FIELD.eq(field.name()))
                .execute());
    }

    private static void insert(DSLContext sql, String type, StoredField field, List<PlannedChange> changes) {
        // Two changes of one record in one list: the last one counts.
        Map<Long, List<RecordLink>> last = new LinkedHashMap<>();
        changes.forEach(change -> last.put(change.id(), of(change.after(), field)));
        BatchBindStep batch = sql.batch(sql.insertInto(
                        LinkTable.TABLE,
                        LinkTable.TYPE,
                        LinkTable.RECORD,
                        LinkTable.FIELD,
                        LinkTable.TARGET_TYPE,
                        LinkTable.TARGET,
                        LinkTable.POSITION)
                .values((String) null, null, null, null, null, null));
        int rows = 0;
        for (Map.Entry<Long, List<RecordLink>> entry : last.entrySet()) {
            int position = 0;
            for (RecordLink link : entry.getValue()) {
                batch = batch.bind(type, entry.getKey(), field.name(), link.type(), link.id(), position++);
                rows++;
            }
        }
        if (rows > 0) {
            batch.execute();
        }
    }

    /** Links that the change adds. */
    static List<RecordLink> added(PlannedChange change, StoredField field) {
        List<RecordLink> added = new ArrayList<>(of(change.after(), field));
        added.removeAll(new HashSet<>(of(change.before(), field)));
        return added;
    }

    private static List<RecordLink> of(RecordSnapshot record, StoredField field) {
        List<RecordLink> links = new ArrayList<>();
        if (record != null && record.values().get(field.name()) instanceof List<?> list) {
            list.forEach(link -> links.add((RecordLink) link));
        }
        return links;
    }
}
