package org.penglai.crm.records.internal.query.page;

import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.SortField;

/**
 * One column of an order. Rows without a value come last in both directions; texts are compared by their code points on
 * every database.
 *
 * @param column what is compared
 * @param descending largest first
 * @param nullable false for the id alone
 * @param binary whether the column itself is already compared by code points
 */
public record SortKey(Field<?> column, boolean descending, boolean nullable, boolean binary) {
    /** The column as it must be compared. */
    Field<?> comparable(SQLDialect dialect) {
        return column.getType() == String.class && !binary
                ? CodePoints.of(column.coerce(String.class), dialect)
                : column;
    }

    /** For ORDER BY over rows that all have a value. */
    SortField<?> filled(SQLDialect dialect) {
        return descending ? comparable(dialect).desc() : comparable(dialect).asc();
    }

    /** The same key as it is called in a table made of the rows. */
    public SortKey as(Field<?> renamed) {
        return new SortKey(renamed, descending, nullable, binary);
    }

    /**
     * @param filled whether all rows have a value in the first of the keys
     */
    public static List<SortField<?>> order(List<SortKey> keys, boolean filled, SQLDialect dialect) {
        List<SortField<?>> order = new ArrayList<>();
        for (SortKey key : keys) {
            order.add(filled && order.isEmpty() ? key.filled(dialect) : key.any(dialect));
        }
        return order;
    }

    /** For ORDER BY over all rows. */
    SortField<?> any(SQLDialect dialect) {
        return nullable ? filled(dialect).nullsLast() : filled(dialect);
    }
}
