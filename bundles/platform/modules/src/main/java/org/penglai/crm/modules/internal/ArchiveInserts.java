package org.penglai.crm.modules.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.records.spi.FieldProtection;

/** Writes rows of an archive into a table as it is here, which may have more columns. Belongs to one thread. */
final class ArchiveInserts {
    private final DSLContext sql;
    private final String table;
    private final ArchiveColumns meaning;
    private final ArchiveKeys keys;
    private final Map<String, Field<?>> columns = new LinkedHashMap<>();

    ArchiveInserts(DSLContext sql, String table, ArchiveColumns meaning, ArchiveKeys keys) {
        this.sql = sql;
        this.table = table;
        this.meaning = meaning;
        this.keys = keys;
        for (Field<?> column : sql.select(DSL.asterisk())
                .from(PlatformTables.table(table))
                .where(DSL.falseCondition())
                .fetch()
                .fields()) {
            String name = column.getName().toLowerCase(Locale.ROOT);
            if (!meaning.follows(name)) {
                columns.put(name, field(unquotedName(name), column.getDataType()));
            }
        }
    }

    void write(List<Map<String, Object>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Field<?>[] all = columns.values().toArray(Field[]::new);
        BatchBindStep batch =
                sql.batch(sql.insertInto(PlatformTables.table(table), all).values(new Object[all.length]));
        for (Map<String, Object> row : rows) {
            for (String column : row.keySet()) {
                if (!columns.containsKey(column)) {
                    throw new Invalid(Violation.of(
                            "archive",
                            "unknownColumn",
                            "此处的表 " + table + " 没有列 " + column,
                            "The table " + table + " has no column " + column + " here"));
                }
            }
            batch = batch.bind(columns.entrySet().stream()
                    .map(column -> value(column.getKey(), column.getValue(), row.get(column.getKey())))
                    .toArray());
        }
        batch.execute();
    }

    private Object value(String column, Field<?> as, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> reference) {
            return keys.id(sql, (String) reference.get(ArchiveRows.TYPE), (String) reference.get(ArchiveRows.KEY));
        }
        FieldProtection protection = meaning.protection(table, column);
        return protection == null ? ArchiveRows.parsed(as.getType(), value) : protection.seal((String) value);
    }
}
