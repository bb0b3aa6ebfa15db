package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.unquotedName;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.spi.RecordQueries.Count;

/** How many records match. Counting stops at 10,000 unless exactness is asked for. Safe for any thread. */
final class Counts {
    static final int CAP = 10_000;
    private static final int MOST_KNOWN = 1_000;
    private static final long FRESH_NANOS = Duration.ofSeconds(60).toNanos();
    private static final Field<Double> RELTUPLES = DSL.field(unquotedName("reltuples"), SQLDataType.DOUBLE);
    private static final Field<String> RELNAME = DSL.field(unquotedName("relname"), SQLDataType.VARCHAR);
    private static final Field<String> RELKIND = DSL.field(unquotedName("relkind"), SQLDataType.VARCHAR);

    private final LongSupplier nanoTime;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Counts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * @param rows of the list
     * @param table the type's table if nothing but deleted rows is left out, else null
     * @param listing equal for lists of the same rows, null if there is a table; that there are too many to count is
     *     remembered for a minute
     */
    Total count(Database database, Count how, Rows rows, String table, String listing) {
        if (how == Count.NONE) {
            return new Total(null, false);
        }
        OptionalLong known = how == Count.EXACT ? OptionalLong.empty() : remembered(table == null ? listing : table);
        return known.isPresent()
                ? new Total(known.getAsLong(), true)
                : database.read(sql -> count(sql, how, rows, table, listing));
    }

    private Total count(DSLContext sql, Count how, Rows rows, String table, String listing) {
        if (how == Count.EXACT) {
            return new Total(exact(sql, rows), false);
        }
        OptionalLong earlier = table == null ? OptionalLong.empty() : statistics(sql, table);
        if (earlier.isPresent()) {
            return new Total(earlier.getAsLong(), true);
        }
        long capped = sql.selectCount().from(rows.first(sql, CAP + 1)).fetchOne(0, long.class);
        if (capped <= CAP) {
            return new Total(capped, false);
        }
        if (table != null && sql.dialect().family() != SQLDialect.POSTGRES) {
            long all = exact(sql, rows);
            remember(table, all);
            return new Total(all, false);
        }
        remember(table == null ? listing : table, CAP);
        return new Total((long) CAP, true);
    }

    private static long exact(DSLContext sql, Rows rows) {
        return sql.fetchOne(selectCount().from(rows.from()).where(rows.condition()))
                .value1();
    }

    /** What the database's statistics say of a whole table, if that is beyond the cap. */
    private OptionalLong statistics(DSLContext sql, String table) {
        if (sql.dialect().family() != SQLDialect.POSTGRES) {
            return OptionalLong.empty();
        }
        Double rows = sql.select(RELTUPLES)
                .from(DSL.table(unquotedName("pg_class")))
                .where(RELNAME.eq(table.toLowerCase(Locale.ROOT)))
                .and(RELKIND.eq("r"))
                .limit(1)
                .fetchOne(RELTUPLES);
        if (rows == null || rows <= CAP) {
            return OptionalLong.empty();
        }
        remember(table, rows.longValue());
        return OptionalLong.of(rows.longValue());
    }

    private void remember(String key, long rows) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(key, new Known(rows, nanoTime.getAsLong()));
    }

    private OptionalLong remembered(String key) {
        Known earlier = known.get(key);
        return earlier == null || nanoTime.getAsLong() - earlier.at() > FRESH_NANOS
                ? OptionalLong.empty()
                : OptionalLong.of(earlier.rows());
    }

    /**
     * @param from the tables of the list
     * @param condition filter, rights and search
     * @param filter filter and search alone
     * @param scope what the caller reaches; null where the condition says it all
     */
    record Rows(Table<? extends Record> from, Condition condition, Condition filter, ScopedRows scope) {
        Table<? extends Record> first(DSLContext sql, int limit) {
            return scope == null
                    ? sql.select(inline(1).as("one"))
                            .from(from)
                            .where(condition)
                            .limit(limit)
                            .asTable("capped")
                    : scope.all(sql, from, filter, limit);
        }
    }

    /** @param number null if it was not asked for */
    record Total(Long number, boolean estimate) {}

    private record Known(long rows, long at) {}
}
