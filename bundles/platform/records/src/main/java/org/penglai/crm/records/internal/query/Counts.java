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
import org.penglai.crm.records.spi.RecordQueries.Count;

/** How many records match. Counting stops at 10,000 unless exactness is asked for. Safe for any thread. */
final class Counts {
    static final int CAP = 10_000;
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
     * @param from the tables of the list
     * @param condition its filter, rights and search included
     * @param table the type's table if nothing but deleted rows is left out, else null
     */
    Total count(DSLContext sql, Count how, Table<? extends Record> from, Condition condition, String table) {
        if (how == Count.NONE) {
            return new Total(null, false);
        }
        if (how == Count.EXACT) {
            return new Total(exact(sql, from, condition), false);
        }
        OptionalLong whole = table == null ? OptionalLong.empty() : remembered(sql, table);
        if (whole.isPresent()) {
            return new Total(whole.getAsLong(), true);
        }
        long capped = sql.selectCount()
                .from(sql.select(inline(1).as("one"))
                        .from(from)
                        .where(condition)
                        .limit(CAP + 1)
                        .asTable("capped"))
                .fetchOne(0, long.class);
        if (capped <= CAP) {
            return new Total(capped, false);
        }
        if (table != null && sql.dialect().family() != SQLDialect.POSTGRES) {
            long all = exact(sql, from, condition);
            known.put(table, new Known(all, nanoTime.getAsLong()));
            return new Total(all, false);
        }
        return new Total((long) CAP, true);
    }

    private static long exact(DSLContext sql, Table<? extends Record> from, Condition condition) {
        return sql.fetchOne(selectCount().from(from).where(condition)).value1();
    }

    /** What the database's statistics or an earlier count say of a whole table, if that is beyond the cap. */
    private OptionalLong remembered(DSLContext sql, String table) {
        if (sql.dialect().family() == SQLDialect.POSTGRES) {
            Double rows = sql.select(RELTUPLES)
                    .from(DSL.table(unquotedName("pg_class")))
                    .where(RELNAME.eq(table.toLowerCase(Locale.ROOT)))
                    .and(RELKIND.eq("r"))
                    .limit(1)
                    .fetchOne(RELTUPLES);
            return rows == null || rows <= CAP ? OptionalLong.empty() : OptionalLong.of(rows.longValue());
        }
        Known earlier = known.get(table);
        return earlier == null || nanoTime.getAsLong() - earlier.at() > FRESH_NANOS
                ? OptionalLong.empty()
                : OptionalLong.of(earlier.rows());
    }

    /** @param number null if it was not asked for */
    record Total(Long number, boolean estimate) {}

    private record Known(long rows, long at) {}
}
