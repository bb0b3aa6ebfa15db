package org.penglai.crm.persistence.spi;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Insert;
import org.jooq.SQLDialect;
import org.jooq.Table;

/**
 * An insert of whole rows that is rendered once for each kind of database and run many times, since rendering costs more
 * than sending. For columns of numbers, texts and times. Safe for any thread. Run by {@link Transaction#insert}.
 */
public final class CompiledInsert {
    private final Table<?> table;
    private final List<Field<?>> columns;
    private final Map<SQLDialect, String> texts = new ConcurrentHashMap<>();

    private CompiledInsert(Table<?> table, List<Field<?>> columns) {
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    public static CompiledInsert into(Table<?> table, List<Field<?>> columns) {
        return new CompiledInsert(table, columns);
    }

    private Insert<?> insert(DSLContext sql) {
        return sql.insertInto(table, columns).values(Collections.nCopies(columns.size(), (Object) null));
    }

    /** Runs it by the query builder, rendered anew. */
    void run(DSLContext sql, List<Object[]> rows) {
        BatchBindStep batch = sql.batch(insert(sql));
        for (Object[] row : rows) {
            batch = batch.bind(row);
        }
        batch.execute();
    }

    /**
     * Runs it, several rows as one batch.
     *
     * @param sql of the connection; asked for the text the first time
     * @param seconds how long it may take
     * @param rows a value for each column: a number, a text, a time or null
     */
    public void run(Connection connection, DSLContext sql, int seconds, List<Object[]> rows) throws SQLException {
        String text = texts.computeIfAbsent(sql.dialect(), dialect -> sql.render(insert(sql)));
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setQueryTimeout(seconds);
            if (rows.size() == 1) {
                bind(statement, rows.get(0));
                statement.executeUpdate();
                return;
            }
            for (Object[] row : rows) {
                bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void bind(PreparedStatement statement, Object[] row) throws SQLException {
        for (int at = 0; at < row.length; at++) {
            Object value = row[at];
            if (value == null) {
                statement.setNull(at + 1, columns.get(at).getDataType().getSQLType());
            } else if (value instanceof String string) {
                statement.setString(at + 1, string);
            } else if (value instanceof LocalDateTime time) {
                statement.setTimestamp(at + 1, Timestamp.valueOf(time));
            } else if (value instanceof Long number) {
                statement.setLong(at + 1, number);
            } else {
                statement.setObject(at + 1, value);
            }
        }
    }
}
