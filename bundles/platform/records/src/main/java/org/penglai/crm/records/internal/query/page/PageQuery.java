package org.penglai.crm.records.internal.query.page;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Fetches one page of a list by key set: rows with a value in the leading key, then, if there is room, rows without, so
 * that neither needs more than one range of an index.
 */
public final class PageQuery {
    private final List<SortKey> keys;
    private final boolean byIndex;
    private final PageRows rows;

    /**
     * @param byIndex whether walking along an index of the leading key soon fills a page; false where the condition
     *     lets so few rows through that looking for them first is better
     */
    public PageQuery(Table<? extends Record> from, Condition condition, List<SortKey> keys, boolean byIndex) {
        this.keys = keys;
        this.byIndex = byIndex;
        this.rows = (sql, columns, seek, order, filled, limit) -> sql.select(columns)
                .from(from)
                .where(hidden(condition, sql.dialect()))
                .and(seek)
                .orderBy(SortKey.order(order, filled, sql.dialect()))
                .limit(limit);
    }

    /** A page of rows that are found otherwise. */
    public PageQuery(List<SortKey> keys, PageRows rows) {
        this.keys = keys;
        this.byIndex = false;
        this.rows = rows;
    }

    /**
     * @param last sort values of the row before the page; null for the first page
     * @param limit of rows
     */
    public List<Record> fetch(
            DSLContext sql, List<? extends SelectFieldOrAsterisk> columns, List<Object> last, int limit) {
        Seek seek = new Seek(keys, sql.dialect(), byIndex);
        boolean nullable = keys.get(0).nullable();
        List<Record> page = new ArrayList<>();
        if (last == null || last.get(0) != null) {
            page.addAll(sql.fetch(rows.select(sql, columns, seek.leadingFilled(last), keys, true, DSL.val(limit))));
        }
        if (nullable && page.size() < limit) {
            Field<Integer> left = DSL.val(limit - page.size());
            page.addAll(sql.fetch(rows.select(sql, columns, seek.leadingEmpty(last), others(), false, left)));
        }
        return page;
    }

    /**
     * The query for the first rows whose leading key has a value, or for those whose leading key has none.
     *
     * @param limit of rows, bound
     */
    public Select<? extends Record> first(
            DSLContext sql,
            List<? extends SelectFieldOrAsterisk> columns,
            boolean filled,
            Field<? extends Number> limit) {
        Seek seek = new Seek(keys, sql.dialect(), byIndex);
        return filled
                ? rows.select(sql, columns, seek.leadingFilled(null), keys, true, limit)
                : rows.select(sql, columns, seek.leadingEmpty(null), others(), false, limit);
    }

    private List<SortKey> others() {
        return keys.subList(1, keys.size());
    }

    /**
     * Derby would rather take an index of a filtered column and sort all that it finds. An alternative that never holds
     * (the closing key of every order is the id) keeps the condition from being looked up.
     */
    private Condition hidden(Condition condition, SQLDialect dialect) {
        boolean walks = byIndex && dialect.family() == SQLDialect.DERBY;
        return walks ? condition.or(keys.get(keys.size() - 1).column().isNull()) : condition;
    }
}
