package org.penglai.crm.records.internal.query;

import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.Table;
import org.penglai.crm.records.internal.query.page.PageQuery;
import org.penglai.crm.records.internal.query.page.SortKey;
import org.penglai.crm.records.spi.StoredType;

/**
 * A list as understood: which tables, which rows, in which order. Belongs to one request, since tables are added while
 * the columns to select are being found.
 *
 * @param type what is listed
 * @param joins the tables
 * @param condition filter, search and rights
 * @param filter filter and search without rights
 * @param scope the rows that the caller reaches, to be merged; null where the condition says it all
 * @param keys a total order
 * @param whole whether nothing but deleted rows is left out
 * @param coarse whether the condition lets a good part of the rows through
 * @param masked fields of the type that show but a part of their values
 */
record QueryPlan(
        StoredType type,
        Joins joins,
        Condition condition,
        Condition filter,
        ScopedRows scope,
        List<SortKey> keys,
        boolean whole,
        boolean coarse,
        Set<String> masked) {

    /**
     * Pages of the list.
     *
     * @param condition tables of the condition and the order alone; what is only selected is joined to the page's rows
     */
    PageQuery page(Table<? extends Record> condition) {
        return scope == null
                ? new PageQuery(joins.from(), this.condition, keys, coarse)
                : new PageQuery(keys, scope.page(joins.from(), condition, filter));
    }
}
