package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.query.LinkTable;
import org.penglai.crm.records.spi.Merges.Moving;
import org.penglai.crm.records.spi.Merges.Preview;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/** Counts what a merge would lead to the kept record. */
final class MergePreviews {
    private final Kernel kernel;

    MergePreviews(Kernel kernel) {
        this.kernel = kernel;
    }

    /** What lies in the recycle bin is moved too, but not counted: nobody looks for it. */
    Preview of(Caller caller, String typeName, long kept, List<Long> list) {
        StoredType target = kernel.types().get(typeName);
        Merging.requireMergeable(target);
        Set<Long> others = new LinkedHashSet<>(list);
        others.remove(kept);
        Set<Long> all = new LinkedHashSet<>(others);
        all.add(kept);
        all.forEach(id -> kernel.reader().find(caller, typeName, id).orElseThrow(Failures::noRecord));
        Map<String, Integer> counts = new LinkedHashMap<>();
        kernel.database().read(sql -> {
            references(sql, target, others, all, counts);
            links(sql, target, others, all, counts);
            return null;
        });
        List<Moving> shown = new ArrayList<>();
        int hidden = 0;
        for (Map.Entry<String, Integer> count : counts.entrySet()) {
            if (count.getValue() > 0 && caller.may(count.getKey() + ":read")) {
                shown.add(new Moving(
                        count.getKey(), kernel.types().get(count.getKey()).plural(), count.getValue()));
            } else {
                hidden += count.getValue();
            }
        }
        shown.sort(Comparator.comparingInt(Moving::count).reversed());
        return new Preview(shown, hidden);
    }

    private void references(
            DSLContext sql, StoredType target, Set<Long> others, Set<Long> all, Map<String, Integer> counts) {
        for (StoredType type : kernel.types().list()) {
            for (StoredField field : type.fields().values()) {
                if (field.kind() != FieldKind.REFERENCE || !target.name().equals(field.target())) {
                    continue;
                }
                Field<Long> column = RecordColumns.reference(field);
                var holding = sql.select(DSL.count())
                        .from(RecordColumns.table(type))
                        .where(RecordColumns.DELETED_AT.isNull());
                if (field.custom()) {
                    holding = holding.and(RecordColumns.ID.in(sql.select(RecordColumns.ID)
                            .from(RecordColumns.beside(type))
                            .where(column.in(others))));
                } else {
                    holding = holding.and(column.in(others));
                }
                if (type.name().equals(target.name())) {
                    holding = holding.and(RecordColumns.ID.notIn(all));
                }
                counts.merge(type.name(), holding.fetchSingle().value1(), Integer::sum);
            }
        }
    }

    private void links(
            DSLContext sql, StoredType target, Set<Long> others, Set<Long> all, Map<String, Integer> counts) {
        Map<String, Set<Long>> holders = new LinkedHashMap<>();
        sql.selectDistinct(LinkTable.TYPE, LinkTable.RECORD)
                .from(LinkTable.TABLE)
                .where(LinkTable.TARGET_TYPE.eq(target.name()))
                .and(LinkTable.TARGET.in(others))
                .forEach(row -> {
                    if (!target.name().equals(row.value1()) || !all.contains(row.value2())) {
                        holders.computeIfAbsent(row.value1(), type -> new LinkedHashSet<>())
                                .add(row.value2());
                    }
                });
        holders.forEach((name, ids) -> kernel.types().find(name).ifPresent(type -> {
            int live = 0;
            for (List<Long> some : Batches.of(sql, ids)) {
                live += sql.select(DSL.count())
                        .from(RecordColumns.table(type))
                        .where(RecordColumns.ID.in(some))
                        .and(RecordColumns.DELETED_AT.isNull())
                        .fetchSingle()
                        .value1();
            }
            counts.merge(name, live, Integer::sum);
        }));
    }
}
