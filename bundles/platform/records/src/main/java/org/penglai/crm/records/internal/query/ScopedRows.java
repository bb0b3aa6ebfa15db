package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.unquotedName;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.SQLDialect;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.SelectLimitStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.records.internal.query.page.PageRows;
import org.penglai.crm.records.internal.query.page.SortKey;
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.internal.types.SystemColumns;

/**
 * Finds the rows that a caller reaches way by way: those of each owner in his scope, what is shared with him, what lies in
 * his pools, what belongs to a record that he reaches. Each way gives its first rows by an index of its own, and these are
 * merged; so a page costs about the same whether he reaches a thousandth of a million rows or half of them. One condition
 * with all ways as alternatives would leave PostgreSQL the choice between sorting all that is reached and walking past all
 * that is not. Only for PostgreSQL; Derby neither has tables that large nor merges. Immutable.
 */
final class ScopedRows {
    /** With more owners than these, rows of somebody else are so few that walking past them costs less. */
    static final int OWNERS_AT_MOST = 500;

    private static final String ROWS = "s";
    private static final String FIRST = "l";
    private static final Field<Long> FOUND = DSL.field(unquotedName(ROWS, "i"), SQLDataType.BIGINT);
    private static final Field<Long> EACH_OWNER = DSL.field(unquotedName("o", "owner_id"), SQLDataType.BIGINT);

    private final QueryModel root;
    private final List<Condition> ways;
    private final Long[] owners;

    private final boolean hidden;

    private ScopedRows(QueryModel root, List<Condition> ways, Long[] owners, boolean hidden) {
        this.hidden = hidden;
        this.root = root;
        this.ways = ways;
        this.owners = owners;
    }

    /**
     * @param lookedUp whether an index may find the rows by the filter. If none can, the filter is hidden from the planner,
     *     which otherwise takes an index that has the order and the filter's field and walks past all other owners
     */
    static ScopedRows of(RowRule rule, QueryModel root, boolean lookedUp) {
        List<Condition> ways = new ArrayList<>();
        TreeSet<Long> owners = new TreeSet<>();
        for (RowRule.Branch branch : rule.branches()) {
            boolean several = branch instanceof RowRule.Owned owned
                    && owned.owners().size() > 1
                    && owned.owners().size() <= OWNERS_AT_MOST;
            if (several) {
                owners.addAll(((RowRule.Owned) branch).owners());
            } else {
                ways.add(RowSql.finding(branch, root));
            }
        }
        return new ScopedRows(root, List.copyOf(ways), owners.toArray(Long[]::new), !lookedUp);
    }

    /** What no index serves any more. */
    private static Condition opaque(Condition condition) {
        return DSL.condition(DSL.coalesce(DSL.field(condition), DSL.inline(false)));
    }

    /**
     * Pages of the rows.
     *
     * @param shown all tables of the list
     * @param from the tables of filter and order alone
     * @param filter of the list, without rights
     */
    PageRows page(Table<? extends Record> shown, Table<? extends Record> from, Condition filter) {
        Condition tested = hidden ? opaque(filter) : filter;
        return (sql, columns, seek, keys, filled, limit) ->
                select(sql, columns, shown, new Search(sql, from, tested.and(seek), keys, filled), limit);
    }

    private Select<? extends Record> select(
            DSLContext sql,
            List<? extends SelectFieldOrAsterisk> columns,
            Table<? extends Record> shown,
            Search search,
            Field<? extends Number> limit) {
        Select<Record1<Long>> found = sql.select(FOUND)
                .from(search.merged(limit).asTable(unquotedName(ROWS)))
                .orderBy(SortKey.order(search.renamed(), search.filled(), sql.dialect()))
                .limit(limit);
        // As an array the ids are looked up by the key, however large the statistics say the table is.
        return sql.select(columns)
                .from(shown)
                .where(root.id().eq(DSL.any(DSL.array(found))))
                .orderBy(SortKey.order(search.keys(), search.filled(), sql.dialect()));
    }

    /**
     * The rows themselves, each once, one column each.
     *
     * @param limit of rows
     */
    Table<? extends Record> all(DSLContext sql, Table<? extends Record> from, Condition filter, int limit) {
        return sql.select(FOUND)
                .from(new Search(sql, from, hidden ? opaque(filter) : filter, List.of(), false)
                        .merged(DSL.val(limit))
                        .asTable(unquotedName(ROWS)))
                .limit(limit)
                .asTable(unquotedName("capped"));
    }

    /** One question: the first rows that meet a condition, in an order. */
    private final class Search {
        private final DSLContext sql;
        private final Table<? extends Record> from;
        private final Condition condition;
        private final List<SortKey> keys;
        private final boolean filled;

        Search(DSLContext sql, Table<? extends Record> from, Condition condition, List<SortKey> keys, boolean filled) {
            this.sql = sql;
            this.from = from;
            this.condition = condition;
            this.keys = keys;
            this.filled = filled;
        }

        List<SortKey> keys() {
            return keys;
        }

        boolean filled() {
            return filled;
        }

        /** The keys as columns of what the ways give. */
        List<SortKey> renamed() {
            List<SortKey> renamed = new ArrayList<>();
            for (SortKey key : keys) {
                renamed.add(key.as(DSL.field(
                        unquotedName(ROWS, "k" + renamed.size()), key.column().getDataType())));
            }
            return renamed;
        }

        /** The first rows of each way; a row that several lead to is there once. */
        Select<Record> merged(Field<? extends Number> limit) {
            List<Select<Record>> each = new ArrayList<>();
            if (owners.length > 0) {
                each.add(owned(limit));
            }
            ways.forEach(way -> each.add(first(way, limit)));
            return each.stream().reduce(Select::union).orElseGet(() -> first(DSL.falseCondition(), limit));
        }

        private Select<Record> first(Condition way, Field<? extends Number> limit) {
            SelectConditionStep<Record> rows =
                    sql.select(columns()).from(from).where(condition).and(way);
            SelectLimitStep<Record> ordered =
                    keys.isEmpty() ? rows : rows.orderBy(SortKey.order(keys, filled, sql.dialect()));
            return ordered.limit(limit);
        }

        /** The first rows of each owner where an index has them in order; else the first of all of them. */
        private Select<Record> owned(Field<? extends Number> limit) {
            Field<Long> owner = root.plain(SystemColumns.OWNER);
            if (!ordered()) {
                return first(owner.eq(DSL.any(owners)), limit);
            }
            List<Field<?>> first = columns().stream()
                    .<Field<?>>map(column -> DSL.field(unquotedName(FIRST, column.getName()), column.getDataType()))
                    .toList();
            return sql.select(first)
                    .from(DSL.unnest(owners).as(unquotedName("o"), unquotedName("owner_id")))
                    .crossJoin(lateral(first(owner.eq(EACH_OWNER), limit).asTable(unquotedName(FIRST))));
        }

        /** Every table of records has indexes of the owner with the title's key and with the id. */
        private boolean ordered() {
            return keys.isEmpty()
                    || keys.get(0).column().equals(root.sortKey())
                    || keys.get(0).column().equals(root.id());
        }

        private List<Field<?>> columns() {
            List<Field<?>> columns = new ArrayList<>(List.of(root.id().as(unquotedName("i"))));
            for (SortKey key : keys) {
                columns.add(key.column().as(unquotedName("k" + (columns.size() - 1))));
            }
            return columns;
        }
    }

    /** Whether the database is one for which this is meant. */
    static boolean serves(SQLDialect dialect) {
        return dialect.family() == SQLDialect.POSTGRES;
    }
}
