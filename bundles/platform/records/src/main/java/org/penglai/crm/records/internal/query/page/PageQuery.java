package org.penglai.crm.records.internal.query.page;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.SortField;
import org.jooq.Table;

/**
 * Reads the rows behind a given row, in order. Rows whose leading sort key has a value and rows without one are two
 * queries, the second only where the first leaves room: so neither needs more than one range of an index.
 */
public final class PageQuery {
    private final Table<? extends Record> from;
    private final Condition condition;
    private final List<SortKey> keys;
    private final boolean byIndex;

    /**
     * @param byIndex whether walking along an index of the leading key soon fills a page; false where the condition
     *     lets so few rows through that looking for them first is better
     */
    public PageQuery(Table<? extends Record> from, Condition condition, List<SortKey> keys, boolean byIndex) {
        this.from = from;
        this.condition = condition;
        this.keys = keys;
        this.byIndex = byIndex;
    }

    /**
     * @param last sort values of the row before the page; null for the first page
     * @param limit of rows
     */
    public List<Record> fetch(
            DSLContext sql, List<? extends SelectFieldOrAsterisk> columns, List<Object> last, int limit) {
        Seek seek = new Seek(keys, sql.dialect(), byIndex);
        boolean nullable = keys.get(0).nullable();
        List<Record> rows = new ArrayList<>();
        if (last == null || last.get(0) != null) {
            rows.addAll(fetch(sql, columns, seek.leadingFilled(last), order(sql.dialect(), 0), limit));
        }
        if (nullable && rows.size() < limit) {
            rows.addAll(fetch(sql, columns, seek.leadingEmpty(last), order(sql.dialect(), 1), limit - rows.size()));
        }
        return rows;
    }

    private List<? extends Record> fetch(
            DSLContext sql,
            List<? extends SelectFieldOrAsterisk> columns,
            Condition seek,
            List<SortField<?>> order,
            int limit) {
        return sql.select(columns)
                .from(from)
                .where(hidden(sql.dialect()))
                .and(seek)
                .orderBy(order)
                .limit(limit)
                .fetch();
    }

    /**
     * Derby would rather take an index of a filtered column and sort all that it finds. An alternative that never holds
     * (the closing key of every order is the id) keeps the condition from being looked up.
     */
    private Condition hidden(SQLDialect dialect) {
        boolean walks = byIndex && dialect.family() == SQLDialect.DERBY;
        return walks ? condition.or(keys.get(keys.size() - 1).column().isNull()) : condition;
    }

    private List<SortField<?>> order(SQLDialect dialect, int first) {
        List<SortField<?>> order = new ArrayList<>();
        for (int at = first; at < keys.size(); at++) {
            order.add(at == 0 ? keys.get(at).filled(dialect) : keys.get(at).any(dialect));
        }
        return order;
    }
}
