package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.internal.custom.FoldedColumns;
import org.penglai.crm.records.spi.SealedColumns;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.UniqueKeys.Key;

/** The live records of a type that have values of one key. */
final class KeyHolders {
    private final StoredType type;
    private final Key key;
    private final BiPredicate<String, String> folded;
    private final Map<String, StoredField> fields = new LinkedHashMap<>();

    /** @param folded whether a table has the small letters of a column beside it */
    KeyHolders(StoredType type, Key key, BiPredicate<String, String> folded) {
        this.folded = folded;
        this.type = type;
        this.key = key;
        key.fields().forEach(name -> fields.put(name, type.fields().get(name)));
    }

    /** The key's value; null if a part of it is empty. */
    List<Object> valueOf(RecordSnapshot record) {
        List<Object> value = new ArrayList<>();
        fields.forEach(
                (name, field) -> value.add(comparable(field, record.values().get(name))));
        return value.stream().anyMatch(Objects::isNull) ? null : value;
    }

    Set<List<Object>> values(Collection<RecordSnapshot> records) {
        Set<List<Object>> values = new HashSet<>();
        records.stream().map(this::valueOf).filter(Objects::nonNull).forEach(values::add);
        return values;
    }

    /** Those of the values that live records have, with one that has each; those that are just leaving them aside. */
    Map<List<Object>, Long> of(DSLContext sql, Set<List<Object>> wanted, Set<Long> leaving) {
        Field<Long> id = own(RecordColumns.ID);
        List<Field<?>> columns = new ArrayList<>();
        fields.values().forEach(field -> columns.add(shown(field)));
        List<Field<?>> all = new ArrayList<>(columns);
        all.add(id);
        Map<List<Object>, Long> held = new LinkedHashMap<>();
        for (List<List<Object>> batch : Batches.of(sql, wanted)) {
            for (Record row : sql.select(all).from(from()).where(among(batch))) {
                List<Object> value = new ArrayList<>();
                int at = 0;
                for (StoredField field : fields.values()) {
                    value.add(comparable(field, row.get(at++)));
                }
                if (wanted.contains(value) && !leaving.contains(row.get(id))) {
                    held.putIfAbsent(value, row.get(id));
                }
            }
        }
        return held;
    }

    /** Each column alone is compared with all values; which combinations there are is looked at in what is found. */
    private Condition among(List<List<Object>> batch) {
        Condition condition = own(RecordColumns.DELETED_MARKER).eq(0L);
        int at = 0;
        for (StoredField field : fields.values()) {
            int part = at++;
            condition = condition.and(in(
                    field,
                    batch.stream().map(value -> value.get(part)).distinct().toList()));
        }
        return condition;
    }

    private Condition in(StoredField field, List<Object> values) {
        Field<?> column = column(field);
        if (field.sealed()) {
            return SealedColumns.among(column.coerce(String.class), field.protection(), texts(values));
        }
        if (key.folds(field)) {
            // As the database has it: it may fold more letters than these, so they are looked for either way.
            Set<String> texts = new LinkedHashSet<>(texts(values));
            texts(values).forEach(text -> texts.add(text.toLowerCase(Locale.ROOT)));
            return small(field).in(texts);
        }
        return in(column, values);
    }

    private Field<String> small(StoredField field) {
        String table = field.custom() ? type.sideTable() : type.table();
        return folded.test(table, field.column())
                ? DSL.field(unquotedName(table, FoldedColumns.name(field.column())), SQLDataType.VARCHAR)
                : DSL.lower(column(field).coerce(String.class));
    }

    private static List<String> texts(List<Object> values) {
        return values.stream().map(String.class::cast).toList();
    }

    private static <T> Condition in(Field<T> column, List<Object> values) {
        return column.in(values.stream().map(value -> DSL.val(value, column)).toList());
    }

    /** Values of custom fields lie beside. */
    private Table<? extends Record> from() {
        Table<Record> own = RecordColumns.table(type);
        if (fields.values().stream().noneMatch(StoredField::custom)) {
            return own;
        }
        Field<Long> besideId =
                DSL.field(unquotedName(type.sideTable(), RecordColumns.ID.getName()), RecordColumns.ID.getDataType());
        return own.join(RecordColumns.beside(type)).on(besideId.eq(own(RecordColumns.ID)));
    }

    private <T> Field<T> own(Field<T> column) {
        return DSL.field(unquotedName(type.table(), column.getName()), column.getDataType());
    }

    private Field<?> column(StoredField field) {
        Field<?> column = RecordColumns.of(field);
        String table = field.custom() ? type.sideTable() : type.table();
        return DSL.field(unquotedName(table, column.getName()), column.getDataType());
    }

    private Field<?> shown(StoredField field) {
        Field<?> column = column(field);
        return field.sealed() ? SealedColumns.opened(column.coerce(String.class), field.protection()) : column;
    }

    private Object comparable(StoredField field, Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.stripTrailingZeros();
        }
        return value instanceof String text && key.folds(field) ? folded(text) : value;
    }

    /** Letters of other alphabets have rules of their own, which differ between databases. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.chars().map(c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c).forEach(c -> folded.append((char) c));
        return folded.toString();
    }
}
