package org.penglai.crm.persistence.spi;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Converter;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.Select;

/**
 * A query that was rendered once and is run many times, since rendering costs more than all the rest. Made by
 * {@link Database#compile}, run by {@link Database#fetch}. Immutable and safe for any thread.
 *
 * <p>The one value that differs from run to run is bound as {@link #SLOT}, as often as it is needed, and given when it is
 * run; all others stay what they were.
 */
public final class CompiledSelect {
    /** Stands for a number that is given when the query is run; no id and no bound is this one. */
    public static final Long SLOT = -7_426_918_350_274_193_608L;

    private final SQLDialect dialect;
    private final String text;
    private final List<Object> values;
    private final Class<?>[] types;
    private final List<Converter<?, ?>> converters;

    private CompiledSelect(
            SQLDialect dialect, String text, List<Object> values, Class<?>[] types, List<Converter<?, ?>> converters) {
        this.dialect = dialect;
        this.text = text;
        this.values = values;
        this.types = types;
        this.converters = converters;
    }

    static CompiledSelect of(DSLContext sql, Select<?> select) {
        return new CompiledSelect(
                sql.dialect(),
                sql.render(select),
                sql.extractBindValues(select),
                select.getSelect().stream().map(Field::getType).toArray(Class<?>[]::new),
                select.getSelect().stream()
                        .<Converter<?, ?>>map(Field::getConverter)
                        .toList());
    }

    /** For which database it was rendered. */
    public SQLDialect dialect() {
        return dialect;
    }

    /**
     * Runs it.
     *
     * @param seconds how long it may take
     * @param slot what stands in the slots
     * @return rows; values as the query builder would give them
     */
    public List<Object[]> fetch(Connection connection, int seconds, long slot) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setQueryTimeout(seconds);
            for (int at = 0; at < values.size(); at++) {
                Object value = values.get(at);
                bind(statement, at + 1, SLOT.equals(value) ? Long.valueOf(slot) : value);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<Object[]> rows = new ArrayList<>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return rows;
            }
        }
    }

    private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(at, number);
        } else if (value instanceof String string) {
            statement.setString(at, string);
        } else if (value instanceof LocalDateTime time) {
            statement.setTimestamp(at, Timestamp.valueOf(time));
        } else {
            statement.setObject(at, value);
        }
    }

    private Object[] row(ResultSet result) throws SQLException {
        Object[] row = new Object[types.length];
        for (int at = 0; at < types.length; at++) {
            Object value = value(result, at + 1, types[at]);
            row[at] = types[at] == String.class ? converted(converters.get(at), value) : value;
        }
        return row;
    }

    /** Texts may be kept in another form than they are read in. */
    @SuppressWarnings("unchecked")
    private static Object converted(Converter<?, ?> converter, Object value) {
        return value == null ? null : ((Converter<Object, Object>) converter).from(value);
    }

    private static Object value(ResultSet result, int at, Class<?> type) throws SQLException {
        if (type == String.class) {
            return result.getString(at);
        }
        if (type == Long.class) {
            long value = result.getLong(at);
            return value == 0 && result.wasNull() ? null : value;
        }
        if (type == Integer.class) {
            int value = result.getInt(at);
            return value == 0 && result.wasNull() ? null : value;
        }
        if (type == LocalDateTime.class) {
            Timestamp value = result.getTimestamp(at);
            return value == null ? null : value.toLocalDateTime();
        }
        if (type == LocalDate.class) {
            java.sql.Date value = result.getDate(at);
            return value == null ? null : value.toLocalDate();
        }
        if (type == BigDecimal.class) {
            return result.getBigDecimal(at);
        }
        if (type == Boolean.class) {
            boolean value = result.getBoolean(at);
            return !value && result.wasNull() ? null : value;
        }
        return result.getObject(at);
    }
}
