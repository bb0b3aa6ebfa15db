package org.penglai.crm.records.internal.write;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Finds duplicates of a type's first key and of its number, so that the answer can name the field; the database's
 * constraint catches those that arrive at the same moment. A key with an empty part identifies nothing.
 */
final class KeyCheck {
    void check(DSLContext sql, List<PlannedChange> changes, Map<Integer, CrmException> rejected) {
        Map<String, List<PlannedChange>> byType = new LinkedHashMap<>();
        changes.forEach(change -> byType.computeIfAbsent(change.type().type().name(), t -> new ArrayList<>())
                .add(change));
        byType.values()
                .forEach(list -> uniqueKeys(list.get(0).type().type()).forEach(key -> check(sql, key, list, rejected)));
    }

    /** Field names of what no two live records of the type may share. */
    static List<List<String>> uniqueKeys(StoredType type) {
        List<List<String>> keys = new ArrayList<>();
        if (!type.keys().isEmpty()) {
            keys.add(type.keys().get(0));
        }
        if (type.numberField() != null && !keys.contains(List.of(type.numberField()))) {
            keys.add(List.of(type.numberField()));
        }
        return keys;
    }

    private static void check(
            DSLContext sql, List<String> key, List<PlannedChange> changes, Map<Integer, CrmException> rejected) {
        Map<List<Object>, PlannedChange> wanted = new LinkedHashMap<>();
        Set<Long> leaving = new HashSet<>();
        for (PlannedChange change : changes) {
            boolean concerned = change.operation() == Operation.CREATE || !Collections.disjoint(change.changed(), key);
            if (!concerned) {
                continue;
            }
            leaving.add(change.id());
            List<Object> value = valueOf(change.after(), key);
            PlannedChange other = value == null ? null : wanted.putIfAbsent(value, change);
            if (other != null && other.id() != change.id()) {
                rejected.putIfAbsent(change.origin(), Failures.duplicate(key));
            }
        }
        StoredType type = changes.get(0).type().type();
        holders(sql, type, key, wanted.keySet()).forEach((value, id) -> {
            if (!leaving.contains(id)) {
                rejected.putIfAbsent(wanted.get(value).origin(), Failures.duplicate(key));
            }
        });
    }

    /** Live records that have one of the values, by value. */
    static Map<List<Object>, Long> holders(
            DSLContext sql, StoredType type, List<String> key, Set<List<Object>> wanted) {
        List<Field<?>> columns = new ArrayList<>();
        columns.add(RecordColumns.ID);
        key.forEach(name -> columns.add(RecordColumns.of(field(type, name))));
        Map<List<Object>, Long> holders = new HashMap<>();
        for (List<List<Object>> batch : Batches.of(sql, wanted)) {
            // Each column alone is compared with all values; which combinations there are is looked at here.
            Condition condition = RecordColumns.DELETED_MARKER.eq(0L);
            for (int i = 0; i < key.size(); i++) {
                int part = i;
                condition = condition.and(in(
                        columns.get(i + 1),
                        batch.stream().map(value -> value.get(part)).distinct().toList()));
            }
            for (Record row :
                    sql.select(columns).from(RecordColumns.table(type)).where(condition)) {
                List<Object> value = new ArrayList<>();
                for (int i = 1; i < columns.size(); i++) {
                    value.add(comparable(row.get(i)));
                }
                if (wanted.contains(value)) {
                    holders.put(value, row.get(RecordColumns.ID));
                }
            }
        }
        return holders;
    }

    /** The key's value; null if a part of it is empty. */
    static List<Object> valueOf(RecordSnapshot record, List<String> key) {
        List<Object> value = new ArrayList<>();
        key.forEach(name -> value.add(comparable(record.values().get(name))));
        return value.stream().anyMatch(Objects::isNull) ? null : value;
    }

    private static Object comparable(Object value) {
        return value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
    }

    private static StoredField field(StoredType type, String name) {
        return type.fields().get(name);
    }

    private static <T> Condition in(Field<T> column, List<Object> values) {
        return column.in(values.stream().map(value -> DSL.val(value, column)).toList());
    }
}
