package org.penglai.crm.records.internal.write;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.SealedColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.UniqueKeys;

/**
 * Finds duplicates of a type's first key, of its number and of what rules call unique, so that the answer can name the
 * field. Of those that arrive at the same moment the database's constraint stops the second; where only a rule says it,
 * they wait for each other. A key with an empty part identifies nothing.
 */
final class KeyCheck {
    private final Supplier<List<UniqueKeys>> rules;

    KeyCheck(Supplier<List<UniqueKeys>> rules) {
        this.rules = rules;
    }

    void check(DSLContext sql, List<PlannedChange> changes, Map<Integer, CrmException> rejected) {
        Map<StoredType, List<PlannedChange>> byType = new LinkedHashMap<>();
        changes.forEach(change -> byType.computeIfAbsent(change.type().type(), t -> new ArrayList<>())
                .add(change));
        List<Wanted> wanted = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        byType.forEach((type, list) -> {
            declared(type).forEach(key -> wanted.add(wanted(type, key, list, rejected)));
            for (List<String> key : ruled(type)) {
                Wanted ruled = wanted(type, key, list, rejected);
                ruled.values().keySet().forEach(value -> places.add(KeyLocks.place(type.name(), key, value)));
                wanted.add(ruled);
            }
        });
        KeyLocks.take(sql, places);
        wanted.forEach(
                each -> holders(sql, each.type(), each.key(), each.values().keySet(), each.leaving())
                        .forEach(value -> rejected.putIfAbsent(
                                each.values().get(value).origin(), Failures.duplicate(each.key()))));
    }

    /** Refuses records that come back while others have their keys. */
    void requireFree(DSLContext sql, StoredType type, Collection<RecordSnapshot> records) {
        List<List<String>> ruled = ruled(type);
        ruled.forEach(key -> KeyLocks.take(
                sql,
                values(records, key).stream()
                        .map(value -> KeyLocks.place(type.name(), key, value))
                        .toList()));
        for (List<String> key : keys(type)) {
            if (!holders(sql, type, key, values(records, key), Set.of()).isEmpty()) {
                throw Failures.duplicate(key);
            }
        }
    }

    /** Field names of what no two live records of the type may share. */
    List<List<String>> keys(StoredType type) {
        List<List<String>> keys = new ArrayList<>(declared(type));
        keys.addAll(ruled(type));
        return keys;
    }

    /** Those of {@link #keys} that the type's module brings, with constraints in the database. */
    static List<List<String>> declared(StoredType type) {
        List<List<String>> keys = new ArrayList<>();
        if (!type.keys().isEmpty()) {
            keys.add(type.keys().get(0));
        }
        if (type.numberField() != null && !keys.contains(List.of(type.numberField()))) {
            keys.add(List.of(type.numberField()));
        }
        return keys;
    }

    private List<List<String>> ruled(StoredType type) {
        return rules.get().stream()
                .flatMap(each -> each.of(type.name()).stream())
                // A field that a rule names may be gone by now; that must not keep everybody from writing.
                .filter(key -> key.stream().allMatch(name -> type.field(name)
                        .filter(field -> field.column() != null)
                        .isPresent()))
                .toList();
    }

    private static Wanted wanted(
            StoredType type, List<String> key, List<PlannedChange> changes, Map<Integer, CrmException> rejected) {
        Map<List<Object>, PlannedChange> values = new LinkedHashMap<>();
        Set<Long> leaving = new HashSet<>();
        for (PlannedChange change : changes) {
            boolean concerned = change.operation() == Operation.CREATE || !Collections.disjoint(change.changed(), key);
            if (!concerned) {
                continue;
            }
            leaving.add(change.id());
            List<Object> value = valueOf(change.after(), key);
            PlannedChange other = value == null ? null : values.putIfAbsent(value, change);
            if (other != null && other.id() != change.id()) {
                rejected.putIfAbsent(change.origin(), Failures.duplicate(key));
            }
        }
        return new Wanted(type, key, values, leaving);
    }

    /** Those of the values that live records have, the ones that are just leaving them aside. */
    private static Set<List<Object>> holders(
            DSLContext sql, StoredType type, List<String> key, Set<List<Object>> wanted, Set<Long> leaving) {
        Map<String, Field<?>> columns = new HashMap<>();
        key.forEach(name -> columns.put(name, column(type.fields().get(name))));
        List<Field<?>> all = new ArrayList<>(columns.values());
        all.add(RecordColumns.ID);
        Set<List<Object>> held = new HashSet<>();
        for (List<List<Object>> batch : Batches.of(sql, wanted)) {
            // Each column alone is compared with all values; which combinations there are is looked at here.
            Condition condition = RecordColumns.DELETED_MARKER.eq(0L);
            for (int i = 0; i < key.size(); i++) {
                int part = i;
                condition = condition.and(in(
                        type.fields().get(key.get(i)),
                        batch.stream().map(value -> value.get(part)).distinct().toList()));
            }
            for (Record row : sql.select(all).from(RecordColumns.table(type)).where(condition)) {
                List<Object> value = new ArrayList<>();
                key.forEach(name -> value.add(comparable(row.get(columns.get(name)))));
                if (wanted.contains(value) && !leaving.contains(row.get(RecordColumns.ID))) {
                    held.add(value);
                }
            }
        }
        return held;
    }

    private static Set<List<Object>> values(Collection<RecordSnapshot> records, List<String> key) {
        Set<List<Object>> values = new HashSet<>();
        records.forEach(record -> {
            List<Object> value = valueOf(record, key);
            if (value != null) {
                values.add(value);
            }
        });
        return values;
    }

    /** The key's value; null if a part of it is empty. */
    private static List<Object> valueOf(RecordSnapshot record, List<String> key) {
        List<Object> value = new ArrayList<>();
        key.forEach(name -> value.add(comparable(record.values().get(name))));
        return value.stream().anyMatch(Objects::isNull) ? null : value;
    }

    private static Object comparable(Object value) {
        return value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
    }

    private static Field<?> column(StoredField field) {
        return field.sealed() ? SealedColumns.opened(raw(field), field.protection()) : RecordColumns.of(field);
    }

    @SuppressWarnings("unchecked")
    private static Field<String> raw(StoredField field) {
        return (Field<String>) RecordColumns.of(field);
    }

    private static Condition in(StoredField field, List<Object> values) {
        if (field.sealed()) {
            return SealedColumns.among(
                    raw(field),
                    field.protection(),
                    values.stream().map(String.class::cast).toList());
        }
        return in(RecordColumns.of(field), values);
    }

    private static <T> Condition in(Field<T> column, List<Object> values) {
        return column.in(values.stream().map(value -> DSL.val(value, column)).toList());
    }

    /**
     * @param values with the change that brings each
     * @param leaving records whose present values are given up
     */
    private record Wanted(
            StoredType type, List<String> key, Map<List<Object>, PlannedChange> values, Set<Long> leaving) {}
}
