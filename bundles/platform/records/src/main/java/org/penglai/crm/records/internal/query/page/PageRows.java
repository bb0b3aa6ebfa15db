package org.penglai.crm.records.internal.query.page;

import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectFieldOrAsterisk;

/** The query for a page's rows. */
@FunctionalInterface
public interface PageRows {
    /**
     * The first rows of an order that meet a condition.
     *
     * @param columns of each row
     * @param seek which rows of the list are looked at
     * @param keys the order, without those that are the same for all of these rows
     * @param filled whether all of these rows have a value in the first of the keys
     * @param limit of rows, bound
     */
    Select<? extends Record> select(
            DSLContext sql,
            List<? extends SelectFieldOrAsterisk> columns,
            Condition seek,
            List<SortKey> keys,
            boolean filled,
            Field<? extends Number> limit);
}
