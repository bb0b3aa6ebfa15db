package org.penglai.crm.records.internal.sealing;

import static org.jooq.impl.DSL.unquotedName;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.spi.FieldProtection;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.vault.spi.FieldKey;

/** The rows of one type whose sensitive values are not sealed with the newest keys. */
final class SealedRows {
    private static final Field<Long> ID = DSL.field(unquotedName("id"), SQLDataType.BIGINT);

    private final Table<Record> table;
    private final Map<Field<String>, FieldProtection> columns = new LinkedHashMap<>();

    /** @param fields of one table */
    SealedRows(String table, List<StoredField> fields) {
        this.table = DSL.table(unquotedName(table));
        fields.forEach(field -> columns.put(column(field), field.protection()));
    }

    static Field<String> column(StoredField field) {
        return DSL.field(unquotedName(field.column()), SQLDataType.VARCHAR);
    }

    /** The type's sealed fields by their tables. */
    static List<SealedRows> of(StoredType type) {
        List<SealedRows> tables = new ArrayList<>();
        List<StoredField> own = type.fields().values().stream()
                .filter(field -> field.sealed() && field.column() != null && !field.custom())
                .toList();
        List<StoredField> custom =
                type.besides().stream().filter(StoredField::sealed).toList();
        if (!own.isEmpty()) {
            tables.add(new SealedRows(type.table(), own));
        }
        if (!custom.isEmpty()) {
            tables.add(new SealedRows(type.sideTable(), custom));
        }
        return tables;
    }

    /** Beginnings of what was sealed with the newest version. */
    static String newest(FieldKey key) {
        return "~" + key.version() + ".%";
    }

    /**
     * Seals the next rows anew, where nobody changed them meanwhile.
     *
     * @param after id of the last row of the chunk before
     * @return id of the chunk's last row and how many values were sealed; null if there was no row left
     */
    Chunk next(DSLContext sql, long after, int limit) {
        Condition due = columns.entrySet().stream()
                .map(each -> each.getKey()
                        .isNotNull()
                        .and(each.getKey().notLike(newest(each.getValue().key()))))
                .reduce(DSL.falseCondition(), Condition::or);
        List<Field<?>> selected = new ArrayList<>(columns.keySet());
        selected.add(ID);
        List<Record> rows = List.copyOf(sql.select(selected)
                .from(table)
                .where(ID.gt(after))
                .and(due)
                .orderBy(ID)
                .limit(limit)
                .fetch());
        int sealed = 0;
        for (Record row : rows) {
            for (Map.Entry<Field<String>, FieldProtection> each : columns.entrySet()) {
                sealed += seal(sql, row.get(ID), each.getKey(), row.get(each.getKey()), each.getValue());
            }
        }
        return rows.isEmpty() ? null : new Chunk(rows.get(rows.size() - 1).get(ID), sealed);
    }

    private int seal(DSLContext sql, long id, Field<String> column, String stored, FieldProtection protection) {
        if (stored == null || protection.key().isCurrent(stored)) {
            return 0;
        }
        return sql.update(table)
                .set(column, protection.seal(protection.open(stored)))
                .where(ID.eq(id))
                .and(column.eq(stored))
                .execute();
    }

    /** @param sealed how many values were sealed anew */
    record Chunk(long last, int sealed) {}
}
