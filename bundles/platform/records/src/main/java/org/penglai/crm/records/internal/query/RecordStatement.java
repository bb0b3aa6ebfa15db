package org.penglai.crm.records.internal.query;

import java.util.List;
import java.util.Set;
import org.jooq.SQLDialect;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.CompiledSelect;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.spi.StoredType;

/** Reads one record with all its fields by one statement, which is made once for all callers with the same rights. */
final class RecordStatement {
    private final QueryPlanner planner;
    private final Database database;
    private final ReadPlans<Key, Plan> plans = new ReadPlans<>();

    RecordStatement(QueryPlanner planner, Database database) {
        this.planner = planner;
        this.database = database;
    }

    /** The record if the caller sees it, with all that is needed to write it; no rows if not. */
    RecordPage read(Caller caller, FieldRights.Seen seen, long id) {
        StoredType type = seen.type();
        RowRule rule = planner.readRule(caller, type);
        Plan plan = plans.of(
                new Key(database.dialect(), type, seen.masked(), rule, planner.clearanceOf(caller, type)),
                () -> plan(caller, type, seen.masked(), rule));
        List<Object[]> rows = database.fetch(plan.select(), id);
        return RecordPage.complete(database, caller, type, plan.projection(), rows, planner.titles());
    }

    private Plan plan(Caller caller, StoredType type, Set<String> masked, RowRule rule) {
        Joins joins = planner.joins(caller, type, rule);
        Projection projection = Projection.whole(joins, masked).withPresences(joins.root());
        return new Plan(projection, database.compile(sql -> sql.select(projection.columns())
                .from(joins.from())
                .where(joins.root().id().eq(CompiledSelect.SLOT))
                .and(joins.root().deletedAt().isNull())
                .and(RowSql.condition(rule, joins.root()))));
    }

    /** All that the statement depends on. */
    private record Key(SQLDialect dialect, StoredType type, Set<String> masked, RowRule rule, Long clearance) {}

    private record Plan(Projection projection, CompiledSelect select) {}
}
