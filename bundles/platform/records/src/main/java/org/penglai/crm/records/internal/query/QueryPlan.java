package org.penglai.crm.records.internal.query;

import java.util.List;
import java.util.Set;
import org.jooq.Condition;
import org.penglai.crm.records.internal.query.page.SortKey;
import org.penglai.crm.records.spi.StoredType;

/**
 * A list as understood: which tables, which rows, in which order. Belongs to one request, since tables are added while
 * the columns to select are being found.
 *
 * @param type what is listed
 * @param joins the tables
 * @param condition filter, search and rights
 * @param keys a total order
 * @param whole whether nothing but deleted rows is left out
 * @param coarse whether the condition lets a good part of the rows through
 * @param masked fields of the type that show but a part of their values
 * @param listing equal for lists of the same rows
 */
record QueryPlan(
        StoredType type,
        Joins joins,
        Condition condition,
        List<SortKey> keys,
        boolean whole,
        boolean coarse,
        Set<String> masked,
        String listing) {}
