package org.penglai.crm.records.internal.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.CompiledSelect;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.query.page.PageQuery;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.spi.RecordQueries.ListRequest;
import org.penglai.crm.records.spi.StoredType;

/**
 * The statement of a list: made once for the first pages of lists without filter and search, which every screen begins
 * with, for all callers with the same rights; made each time for all others.
 */
final class ListStatement {
    private static final Field<Long> LIMIT = DSL.val(CompiledSelect.SLOT, SQLDataType.BIGINT);

    private final QueryPlanner planner;
    private final Database database;
    private final ReadPlans<Key, Prepared> plans = new ReadPlans<>();

    ListStatement(QueryPlanner planner, Database database) {
        this.planner = planner;
        this.database = database;
    }

    /**
     * @param counted tables of the condition and the order alone: what is only selected does not matter for counting
     * @param filled for the first rows; null where the statement is made each time
     * @param empty for rows whose leading key has no value; null if all have one
     */
    record Prepared(
            QueryPlan plan,
            Projection projection,
            Table<? extends Record> counted,
            CompiledSelect filled,
            CompiledSelect empty) {
        List<Field<?>> columns() {
            List<Field<?>> columns = new ArrayList<>(projection.columns());
            plan.keys().forEach(key -> columns.add(key.column()));
            return columns;
        }

        PageQuery page() {
            return plan.page(counted);
        }
    }

    Prepared of(Caller caller, ListRequest request) {
        if (!isPlain(request)) {
            return prepare(caller, request);
        }
        FieldRights.Seen seen = planner.seen(caller, request.type());
        Key key = new Key(
                database.dialect(),
                seen.type(),
                seen.masked(),
                planner.readRule(caller, seen.type()),
                planner.clearanceOf(caller, seen.type()),
                request.fields(),
                request.sort());
        return plans.of(key, () -> compiled(prepare(caller, request)));
    }

    /** Paths over references would depend on rights on other types, filters and cursors on what they say. */
    private static boolean isPlain(ListRequest request) {
        return request.filter().isBlank()
                && request.q().isBlank()
                && request.cursor().isEmpty()
                && request.sort().indexOf('.') < 0
                && request.fields().stream().allMatch(field -> field.indexOf('.') < 0);
    }

    private Prepared prepare(Caller caller, ListRequest request) {
        QueryPlan plan = planner.plan(caller, request.type(), request.filter(), request.q(), request.sort());
        Table<? extends Record> counted = plan.joins().from();
        Projection projection = Projection.of(caller, plan.joins(), planner.paths(), plan.masked(), request.fields());
        // Derby would find this out for every row that it sorts, not only for those of the page.
        return new Prepared(
                plan,
                database.dialect().family() == SQLDialect.POSTGRES
                        ? projection.withPresences(plan.joins().root())
                        : projection,
                counted,
                null,
                null);
    }

    private Prepared compiled(Prepared prepared) {
        PageQuery page = prepared.page();
        List<Field<?>> columns = prepared.columns();
        boolean nullable = prepared.plan().keys().get(0).nullable();
        return new Prepared(
                prepared.plan(),
                prepared.projection(),
                prepared.counted(),
                database.compile(sql -> page.first(sql, columns, true, LIMIT)),
                nullable ? database.compile(sql -> page.first(sql, columns, false, LIMIT)) : null);
    }

    /** The rows of a page, with the values of the sort keys behind those of the projection. */
    List<Object[]> fetch(Prepared prepared, List<Object> last, int limit) {
        if (prepared.filled() == null) {
            return database.read(sql -> prepared.page().fetch(sql, prepared.columns(), last, limit).stream()
                    .map(Record::intoArray)
                    .toList());
        }
        List<Object[]> rows = database.fetch(prepared.filled(), (long) limit);
        if (prepared.empty() != null && rows.size() < limit) {
            rows.addAll(database.fetch(prepared.empty(), (long) limit - rows.size()));
        }
        return rows;
    }

    /** All that a plain list depends on. */
    private record Key(
            SQLDialect dialect,
            StoredType type,
            Set<String> masked,
            RowRule rule,
            Long clearance,
            List<String> fields,
            String sort) {}
}
