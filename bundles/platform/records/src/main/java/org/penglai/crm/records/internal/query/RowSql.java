package org.penglai.crm.records.internal.query;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.internal.rights.TeamTable;
import org.penglai.crm.records.internal.types.SystemColumns;
import org.penglai.crm.records.spi.StoredType;

/** Renders a {@link RowRule} over a table of a query. */
final class RowSql {
    /** For rows that something else finds, as by their ids: each is looked at by itself. */
    private static final RowSql TESTING = new RowSql(true, false);
    /** For queries that find rows by the rule. */
    private static final RowSql FINDING = new RowSql(false, false);
    /** The same where the database merges the ways by itself. */
    private static final RowSql MERGING = new RowSql(false, true);

    private final boolean testing;
    private final boolean merging;

    private RowSql(boolean testing, boolean merging) {
        this.testing = testing;
        this.merging = merging;
    }

    /** Of rows that something else finds; no condition at all where nothing is withheld. */
    static Condition condition(RowRule rule, QueryModel model) {
        return TESTING.anyWay(rule, model, 1);
    }

    /** Each way by itself, of rows that something else finds. */
    static Condition condition(RowRule.Branch branch, QueryModel model) {
        return TESTING.way(branch, model, 1);
    }

    /**
     * For queries that look for rows.
     *
     * @param apart whether ways that lead over other tables shall be gone one by one: PostgreSQL uses no index for any of
     *     them as soon as one of several alternatives is a subquery
     */
    static Condition finding(RowRule rule, QueryModel model, boolean apart) {
        return (apart ? MERGING : FINDING).anyWay(rule, model, 1);
    }

    /** One way by itself, for queries that look for rows by it. */
    static Condition finding(RowRule.Branch branch, QueryModel model) {
        return MERGING.way(branch, model, 1);
    }

    private Condition anyWay(RowRule rule, QueryModel model, int depth) {
        if (rule.all()) {
            return noCondition();
        }
        if (merging && rule.branches().size() > 1 && rule.branches().stream().anyMatch(RowSql::leadsElsewhere)) {
            return model.id().in(united(rule, model.type(), depth));
        }
        return rule.branches().stream()
                .map(branch -> way(branch, model, depth))
                .reduce(Condition::or)
                .orElse(falseCondition());
    }

    private static boolean leadsElsewhere(RowRule.Branch branch) {
        return branch instanceof RowRule.Shared
                || branch instanceof RowRule.Belonging
                || branch instanceof RowRule.Linked;
    }

    private Select<Record1<Long>> united(RowRule rule, StoredType type, int depth) {
        QueryModel each = new QueryModel(type, "w" + depth);
        return rule.branches().stream()
                .<Select<Record1<Long>>>map(
                        branch -> select(each.id()).from(each.table()).where(way(branch, each, depth)))
                .reduce(Select::unionAll)
                .orElseThrow();
    }

    private Condition way(RowRule.Branch branch, QueryModel model, int depth) {
        if (branch instanceof RowRule.Owned owned) {
            return among(model.plain(SystemColumns.OWNER), owned.owners());
        }
        if (branch instanceof RowRule.Listed listed) {
            return among(model.id(), listed.ids());
        }
        if (branch instanceof RowRule.Shared shared) {
            return model.id()
                    .in(select(TeamTable.RECORD)
                            .from(TeamTable.TABLE)
                            .where(TeamTable.USER.eq(shared.userId()))
                            .and(TeamTable.TYPE.eq(model.type().name()))
                            .and(shared.writableOnly() ? TeamTable.WRITABLE.isTrue() : noCondition()));
        }
        if (branch instanceof RowRule.Referring referring) {
            return referring.field().kind() == FieldKind.LINKS
                    ? naming(referring, model)
                    : among(model.stored(referring.field()).coerce(Long.class), referring.targets());
        }
        if (branch instanceof RowRule.Belonging belonging) {
            Field<Long> reference = model.stored(belonging.field()).coerce(Long.class);
            return belonging.rule().all()
                    ? reference.isNotNull()
                    : reaches(reference, belonging.target(), belonging.rule(), depth);
        }
        return linked((RowRule.Linked) branch, model, depth);
    }

    private Condition reaches(Field<Long> reference, StoredType type, RowRule rule, int depth) {
        QueryModel target = new QueryModel(type, "r" + depth);
        Condition reached = anyWay(rule, target, depth + 1);
        return testing
                ? exists(selectOne()
                        .from(target.table())
                        .where(target.id().eq(reference))
                        .and(reached))
                : reference.in(select(target.id()).from(target.table()).where(reached));
    }

    private Condition linked(RowRule.Linked linked, QueryModel model, int depth) {
        List<Condition> ways = new ArrayList<>();
        if (!linked.open().isEmpty()) {
            ways.add(LinkTable.TARGET_TYPE.in(linked.open()));
        }
        for (Map.Entry<StoredType, RowRule> limited : linked.limited().entrySet()) {
            ways.add(LinkTable.TARGET_TYPE
                    .eq(limited.getKey().name())
                    .and(reaches(LinkTable.TARGET, limited.getKey(), limited.getValue(), depth)));
        }
        if (ways.isEmpty()) {
            return falseCondition();
        }
        return exists(selectOne()
                .from(LinkTable.TABLE)
                .where(LinkTable.TYPE.eq(model.type().name()))
                .and(LinkTable.FIELD.eq(linked.field().name()))
                .and(LinkTable.RECORD.eq(model.id()))
                .and(DSL.or(ways)));
    }

    /** One of the links leads to one of the targets; the field leads to one type only. */
    private static Condition naming(RowRule.Referring referring, QueryModel model) {
        return exists(selectOne()
                .from(LinkTable.TABLE)
                .where(LinkTable.TYPE.eq(model.type().name()))
                .and(LinkTable.FIELD.eq(referring.field().name()))
                .and(LinkTable.RECORD.eq(model.id()))
                .and(LinkTable.TARGET_TYPE.in(referring.field().targets()))
                .and(among(LinkTable.TARGET, referring.targets())));
    }

    private static Condition among(Field<Long> column, Collection<Long> values) {
        return values.isEmpty()
                ? falseCondition()
                : column.in(values.stream()
                        .sorted()
                        .map(value -> PlainParameter.of(value, SQLDataType.BIGINT))
                        .toList());
    }
}
