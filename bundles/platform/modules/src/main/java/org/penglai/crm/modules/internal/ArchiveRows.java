package org.penglai.crm.modules.internal;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.unquotedName;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.spi.FieldProtection;

/** Rows as lines of JSON that mean the same on every installation and both databases. Belongs to one thread. */
final class ArchiveRows {
    /** Key of an object that stands for a record of another module or a person: type; with {@link #KEY}. */
    static final String TYPE = "type";

    static final String KEY = "key";
    private static final String LINKS = "crm_record_link";
    private static final int AT_ONCE = 1000;
    private static final Field<Long> ID = field(unquotedName("id"), SQLDataType.BIGINT);

    private final DSLContext sql;
    private final ArchiveColumns columns;
    private final ArchiveKeys keys;
    private final ObjectMapper mapper = new ObjectMapper();

    ArchiveRows(DSLContext sql, ArchiveColumns columns, ArchiveKeys keys) {
        this.sql = sql;
        this.columns = columns;
        this.keys = keys;
    }

    /** Hears of each line. */
    @FunctionalInterface
    interface Lines {
        void next(String line) throws IOException;
    }

    /** @param paged whether the table has ids, so that it can be read piece by piece */
    void read(String table, Condition among, boolean paged, Lines lines) throws IOException {
        if (!paged) {
            for (Record row : sql.select(DSL.asterisk())
                    .from(PlatformTables.table(table))
                    .where(among)
                    .fetch()) {
                lines.next(line(table, row));
            }
            return;
        }
        long last = Long.MIN_VALUE;
        List<? extends Record> page = page(table, among, last);
        while (!page.isEmpty()) {
            for (Record row : page) {
                last = ((Number) row.get(index(row, "id"))).longValue();
                lines.next(line(table, row));
            }
            page = page(table, among, last);
        }
    }

    private List<? extends Record> page(String table, Condition among, long after) {
        List<? extends Record> page = List.copyOf(sql.select(DSL.asterisk())
                .from(PlatformTables.table(table))
                .where(among)
                .and(ID.gt(after))
                .orderBy(ID)
                .limit(AT_ONCE)
                .fetch());
        if (!page.isEmpty()) {
            for (Field<?> each : page.get(0).fields()) {
                String target = columns.target(table, each.getName().toLowerCase(Locale.ROOT));
                if (target != null) {
                    keys.load(
                            sql,
                            target,
                            page.stream()
                                    .map(row -> row.get(each))
                                    .filter(value -> value instanceof Number number && number.longValue() != 0)
                                    .map(value -> ((Number) value).longValue())
                                    .toList());
                }
            }
        }
        return page;
    }

    private static int index(Record row, String column) {
        for (int i = 0; i < row.size(); i++) {
            if (row.field(i).getName().equalsIgnoreCase(column)) {
                return i;
            }
        }
        throw new IllegalStateException("no column " + column);
    }

    private String line(String table, Record row) {
        Map<String, Object> values = new TreeMap<>();
        for (int i = 0; i < row.size(); i++) {
            String column = row.field(i).getName().toLowerCase(Locale.ROOT);
            Object value = row.get(i);
            if (value != null && !columns.follows(column)) {
                values.put(column, value(table, column, value));
            }
        }
        if (table.equals(LINKS) && !columns.isOwn((String) values.get("target_type"))) {
            String type = (String) values.get("target_type");
            values.put("target_id", reference(type, ((Number) values.get("target_id")).longValue()));
        }
        try {
            return mapper.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
    }

    private Object value(String table, String column, Object value) {
        String target = columns.target(table, column);
        if (target != null && value instanceof Number id) {
            return id.longValue() == 0 ? 0L : reference(target, id.longValue());
        }
        FieldProtection protection = columns.protection(table, column);
        if (protection != null && value instanceof String stored) {
            return protection.open(stored);
        }
        return plain(value);
    }

    private Map<String, Object> reference(String type, long id) {
        Map<String, Object> reference = new TreeMap<>();
        reference.put(TYPE, type);
        reference.put(KEY, keys.key(sql, type, id));
        return reference;
    }

    /** PostgreSQL keeps microseconds, Derby more. */
    private static Object plain(Object value) {
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().truncatedTo(ChronoUnit.MICROS).toString();
        }
        if (value instanceof LocalDateTime time) {
            return time.truncatedTo(ChronoUnit.MICROS).toString();
        }
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    /** The value of a column of that Java type. */
    static Object parsed(Class<?> type, Object value) {
        String text = String.valueOf(value);
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == Short.class) {
            return Short.valueOf(text);
        }
        if (type == BigDecimal.class) {
            return new BigDecimal(text);
        }
        if (type == Timestamp.class) {
            return Timestamp.valueOf(LocalDateTime.parse(text));
        }
        if (type == LocalDateTime.class) {
            return LocalDateTime.parse(text);
        }
        if (type == Date.class) {
            return Date.valueOf(text);
        }
        if (type == LocalDate.class) {
            return LocalDate.parse(text);
        }
        if (type == byte[].class) {
            return Base64.getDecoder().decode(text);
        }
        return type == Boolean.class ? Boolean.valueOf(text) : text;
    }
}
