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
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.internal.rights.TeamTable;
import org.penglai.crm.records.internal.types.SystemColumns;
import org.penglai.crm.records.spi.StoredType;

/** Renders a {@link RowRule} over a table of a query. */
final class RowSql {
    private RowSql() {}

    /** No condition at all where nothing is withheld. */
    static Condition condition(RowRule rule, QueryModel model) {
        return condition(rule, model, 1);
    }

    /** Each way by itself. */
    static Condition condition(RowRule.Branch branch, QueryModel model) {
        return condition(branch, model, 1);
    }

    private static Condition condition(RowRule rule, QueryModel model, int depth) {
        if (rule.all()) {
            return noCondition();
        }
        return rule.branches().stream()
                .map(branch -> condition(branch, model, depth))
                .reduce(Condition::or)
                .orElse(falseCondition());
    }

    private static Condition condition(RowRule.Branch branch, QueryModel model, int depth) {
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
            return among(model.stored(referring.field()).coerce(Long.class), referring.targets());
        }
        if (branch instanceof RowRule.Belonging belonging) {
            Field<Long> reference = model.stored(belonging.field()).coerce(Long.class);
            return belonging.rule().all()
                    ? reference.isNotNull()
                    : reference.in(reached(belonging.target(), belonging.rule(), depth));
        }
        return linked((RowRule.Linked) branch, model, depth);
    }

    private static Select<Record1<Long>> reached(StoredType type, RowRule rule, int depth) {
        QueryModel target = new QueryModel(type, "r" + depth);
        return select(target.id()).from(target.table()).where(condition(rule, target, depth + 1));
    }

    private static Condition linked(RowRule.Linked linked, QueryModel model, int depth) {
        List<Condition> ways = new ArrayList<>();
        if (!linked.open().isEmpty()) {
            ways.add(LinkTable.TARGET_TYPE.in(linked.open()));
        }
        for (Map.Entry<StoredType, RowRule> limited : linked.limited().entrySet()) {
            ways.add(LinkTable.TARGET_TYPE
                    .eq(limited.getKey().name())
                    .and(LinkTable.TARGET.in(reached(limited.getKey(), limited.getValue(), depth))));
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

    private static Condition among(Field<Long> column, Collection<Long> values) {
        return values.isEmpty()
                ? falseCondition()
                : column.in(values.stream()
                        .sorted()
                        .map(value -> PlainParameter.of(value, SQLDataType.BIGINT))
                        .toList());
    }
}
