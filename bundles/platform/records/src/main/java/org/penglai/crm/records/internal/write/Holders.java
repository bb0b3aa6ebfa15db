package org.penglai.crm.records.internal.write;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.records.internal.query.LinkTable;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Other records that a merge changes, because they lead to those that are merged: each gets one new version and, unless it
 * lies in the recycle bin, one entry in the journal with all that changed in it. For one transaction and one thread.
 */
final class Holders {
    private final TypeRegistry types;
    private final ChangesJson json;
    private final Map<StoredType, Map<Long, Map<StoredField, Change>>> changed = new LinkedHashMap<>();

    Holders(TypeRegistry types, ChangesJson json) {
        this.types = types;
        this.json = json;
    }

    /** A reference that leads elsewhere now. */
    void changed(StoredType type, long id, StoredField field, Object before, Object after) {
        changed.computeIfAbsent(type, any -> new LinkedHashMap<>())
                .computeIfAbsent(id, any -> new LinkedHashMap<>())
                .put(field, new Change(before, after));
    }

    /** Links of the records, to be compared with what they are afterwards. */
    Map<Place, List<RecordLink>> links(DSLContext sql, Map<String, Set<Long>> records) {
        Map<Place, List<RecordLink>> links = new LinkedHashMap<>();
        records.forEach((type, ids) -> Batches.of(sql, ids)
                .forEach(some -> sql.select(LinkTable.RECORD, LinkTable.FIELD, LinkTable.TARGET_TYPE, LinkTable.TARGET)
                        .from(LinkTable.TABLE)
                        .where(LinkTable.TYPE.eq(type))
                        .and(LinkTable.RECORD.in(some))
                        .orderBy(LinkTable.RECORD, LinkTable.FIELD, LinkTable.POSITION)
                        .forEach(row -> links.computeIfAbsent(
                                        new Place(type, row.value1(), row.value2()), any -> new ArrayList<>())
                                .add(new RecordLink(row.value3(), row.value4())))));
        return links;
    }

    /** Notes where links differ. */
    void changed(Map<Place, List<RecordLink>> before, Map<Place, List<RecordLink>> after) {
        Map<Place, List<RecordLink>> all = new LinkedHashMap<>(after);
        before.forEach(all::putIfAbsent);
        all.keySet().forEach(place -> {
            List<RecordLink> was = before.getOrDefault(place, List.of());
            List<RecordLink> is = after.getOrDefault(place, List.of());
            if (!was.equals(is)) {
                types.find(place.type()).ifPresent(type -> type.field(place.field())
                        .ifPresent(field -> changed(type, place.record(), field, was, is)));
            }
        });
    }

    /** @return what audit is to know */
    List<Entry> write(DSLContext sql, LocalDateTime now, long user) {
        List<Entry> entries = new ArrayList<>();
        changed.forEach((type, records) -> {
            for (List<Long> some : Batches.of(sql, records.keySet())) {
                touch(sql, type, some, now, user);
                sql.select(RecordColumns.ID, RecordColumns.VERSION)
                        .from(RecordColumns.table(type))
                        .where(RecordColumns.ID.in(some))
                        .and(RecordColumns.DELETED_AT.isNull())
                        .orderBy(RecordColumns.ID)
                        .forEach(row -> entries.add(new Entry(
                                type.name(),
                                row.value1(),
                                row.value2(),
                                "updated",
                                user,
                                json.changed(records.get(row.value1())))));
            }
        });
        return entries;
    }

    private static void touch(DSLContext sql, StoredType type, Collection<Long> ids, LocalDateTime now, long user) {
        sql.update(RecordColumns.table(type))
                .set(RecordColumns.VERSION, RecordColumns.VERSION.plus(1))
                .set(RecordColumns.UPDATED_AT, now)
                .set(RecordColumns.UPDATED_BY, user)
                .where(RecordColumns.ID.in(ids))
                .execute();
    }

    /** What a field held and holds. */
    record Change(Object before, Object after) {}

    /** A field of a record with links. */
    record Place(String type, long record, String field) {}
}
