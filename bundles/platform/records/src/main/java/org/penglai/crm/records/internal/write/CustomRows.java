package org.penglai.crm.records.internal.write;

import static org.jooq.impl.DSL.unquotedName;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;

/**
 * Writes the values of custom fields, which lie beside the record's own row. That row has been written by now, so the
 * record is this transaction's until the end: nobody else makes or changes the row beside it.
 */
final class CustomRows {
    void write(DSLContext sql, List<PlannedChange> changes) {
        SeveralRows.CHOICES.write(sql, changes);
        Map<StoredType, List<PlannedChange>> byType = new LinkedHashMap<>();
        for (PlannedChange change : changes) {
            if (!changed(change).isEmpty()) {
                byType.computeIfAbsent(change.type().type(), type -> new ArrayList<>())
                        .add(change);
            }
        }
        byType.forEach((type, list) -> write(sql, type, list));
    }

    private static void write(DSLContext sql, StoredType type, List<PlannedChange> changes) {
        List<Map<Field<?>, Object>> fresh = new ArrayList<>();
        changes.stream()
                .filter(change -> change.operation() == Operation.CREATE)
                .forEach(change -> fresh.add(row(change, type.besides())));
        insert(sql, type, fresh);
        for (PlannedChange change : changes) {
            if (change.operation() == Operation.UPDATE) {
                Map<Field<?>, Object> set = row(change, changed(change));
                set.remove(RecordColumns.ID);
                int updated = sql.update(RecordColumns.beside(type))
                        .set(set)
                        .where(RecordColumns.ID.eq(change.id()))
                        .execute();
                if (updated == 0) {
                    insert(sql, type, List.of(row(change, type.besides())));
                }
            }
        }
    }

    private static void insert(DSLContext sql, StoredType type, List<Map<Field<?>, Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<Field<?>> columns = List.copyOf(rows.get(0).keySet());
        var batch =
                sql.batch(sql.insertInto(RecordColumns.beside(type), columns).values(new Object[columns.size()]));
        for (Map<Field<?>, Object> row : rows) {
            batch = batch.bind(columns.stream().map(row::get).toArray());
        }
        batch.execute();
    }

    private static List<StoredField> changed(PlannedChange change) {
        List<StoredField> custom = change.type().type().besides();
        return custom.isEmpty()
                ? custom
                : custom.stream()
                        .filter(field -> !Same.values(value(change.before(), field), value(change.after(), field)))
                        .toList();
    }

    private static Object value(RecordSnapshot record, StoredField field) {
        return record == null ? null : record.values().get(field.name());
    }

    private static Map<Field<?>, Object> row(PlannedChange change, List<StoredField> fields) {
        Map<Field<?>, Object> row = new LinkedHashMap<>();
        row.put(RecordColumns.ID, change.id());
        for (StoredField field : fields) {
            Object value = value(change.after(), field);
            Field<?> column = column(field.column(), field.kind());
            if (field.kind() == FieldKind.MONEY) {
                Money money = (Money) value;
                row.put(column, money == null ? null : money.amount());
                row.put(column(field.currencyColumn(), FieldKind.TEXT), money == null ? null : money.currency());
            } else if (field.sealed()) {
                row.put(column, field.protection().seal((String) value));
            } else if (value instanceof Instant instant) {
                row.put(column, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
            } else {
                row.put(column, value);
            }
        }
        return row;
    }

    private static Field<?> column(String name, FieldKind kind) {
        return DSL.field(unquotedName(name), type(kind));
    }

    private static DataType<?> type(FieldKind kind) {
        return switch (kind) {
            case INTEGER, REFERENCE -> SQLDataType.BIGINT;
            case DECIMAL, PERCENT, MONEY -> SQLDataType.NUMERIC;
            case BOOLEAN -> SQLDataType.BOOLEAN;
            case DATE -> SQLDataType.LOCALDATE;
            case INSTANT -> SQLDataType.LOCALDATETIME;
            default -> SQLDataType.VARCHAR;
        };
    }
}
