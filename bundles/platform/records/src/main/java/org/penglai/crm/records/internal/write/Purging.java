package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.records.internal.query.LinkTable;
import org.penglai.crm.records.spi.MergePart;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Deletes records for good, with all that the platform keeps of them; audit stays. */
final class Purging {
    private final Types types;
    private final RecycleRows recycled = new RecycleRows();
    private final Supplier<? extends Collection<MergePart>> parts;

    Purging(Types types, Supplier<? extends Collection<MergePart>> parts) {
        this.types = types;
        this.parts = parts;
    }

    /**
     * @param records ids by type, all of them in the recycle bin
     * @return what audit is to know
     */
    List<Entry> purge(DSLContext sql, Map<String, List<Long>> records, long user) {
        List<Entry> entries = new ArrayList<>();
        for (StoredType type : childrenFirst(records)) {
            for (List<Long> some : Batches.of(sql, records.get(type.name()))) {
                purge(sql, type, some);
                some.forEach(id -> entries.add(new Entry(type.name(), id, 0, "purged", user, null)));
            }
        }
        records.forEach((type, ids) -> recycled.remove(sql, type, ids));
        return entries;
    }

    private void purge(DSLContext sql, StoredType type, List<Long> ids) {
        parts.get().forEach(part -> part.purge(sql, type.name(), ids));
        LabelRows.purge(sql, type.name(), ids);
        Condition leading = LinkTable.TARGET_TYPE.eq(type.name()).and(LinkTable.TARGET.in(ids));
        sql.deleteFrom(LinkTable.TABLE)
                .where(LinkTable.TYPE.eq(type.name()).and(LinkTable.RECORD.in(ids)))
                .execute();
        sql.deleteFrom(LinkTable.TABLE).where(leading).execute();
        PlatformRows.purge(sql, type.name(), ids);
        if (!type.besides().isEmpty()) {
            sql.deleteFrom(RecordColumns.beside(type))
                    .where(RecordColumns.ID.in(ids))
                    .execute();
        }
        sql.deleteFrom(RecordColumns.table(type))
                .where(RecordColumns.ID.in(ids))
                .and(RecordColumns.DELETED_AT.isNotNull())
                .execute();
    }

    /** A module's tables may have foreign keys among them: whatever refers to another type goes before that. */
    private List<StoredType> childrenFirst(Map<String, List<Long>> records) {
        List<StoredType> left = new ArrayList<>();
        records.keySet().forEach(name -> types.find(name).ifPresent(left::add));
        List<StoredType> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            StoredType next = left.stream()
                    .filter(type -> left.stream().noneMatch(other -> !other.equals(type) && refers(other, type)))
                    .findFirst()
                    .orElse(left.get(0));
            ordered.add(next);
            left.remove(next);
        }
        return ordered;
    }

    private static boolean refers(StoredType from, StoredType to) {
        return from.fields().values().stream()
                .anyMatch(field -> field.kind() == FieldKind.REFERENCE
                        && !field.system()
                        && to.name().equals(field.target()));
    }
}
