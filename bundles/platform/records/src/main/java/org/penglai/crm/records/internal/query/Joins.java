package org.penglai.crm.records.internal.query;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.penglai.crm.records.internal.query.filter.FieldPath;
import org.penglai.crm.records.internal.query.filter.Violations;
import org.penglai.crm.records.internal.rights.RowRule;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** The tables of one query: the type's own, and those that paths lead to, each joined once. Not for several threads. */
final class Joins {
    private final Types types;
    private final QueryModel root;
    private final Function<StoredType, RowRule> rules;
    private final Map<List<String>, Join> joined = new LinkedHashMap<>();
    private final Clearance clearance;
    /** Where custom fields are asked for: their tables are joined too. */
    private final Set<List<String>> besides = new HashSet<>();

    /**
     * @param rules which rows the caller may see
     * @param clearance where he sees the values of sensitive fields
     */
    Joins(Types types, QueryModel root, Function<StoredType, RowRule> rules, Clearance clearance) {
        this.clearance = clearance;
        this.types = types;
        this.root = root.under(rules.apply(root.type()));
        this.rules = rules;
    }

    Clearance clearance() {
        return clearance;
    }

    /** Whether some rows do not show all fields. */
    boolean isNarrow() {
        return root.isNarrow()
                || joined.values().stream().anyMatch(join -> join.model().isNarrow());
    }

    QueryModel root() {
        return root;
    }

    /** The table that has the path's field. */
    QueryModel model(FieldPath path) {
        QueryModel model = model(path.references());
        if (!path.isInitials()) {
            besides(path.references(), path.field());
        }
        return model;
    }

    /** A column of the type itself. */
    QueryModel root(StoredField field) {
        besides(List.of(), field);
        return root;
    }

    private void besides(List<String> references, StoredField field) {
        if (field.custom() && field.column() != null) {
            besides.add(references);
        }
    }

    private QueryModel model(List<String> references) {
        if (references.isEmpty()) {
            return root;
        }
        Join known = joined.get(references);
        if (known != null) {
            return known.model();
        }
        int last = references.size() - 1;
        QueryModel from = model(references.subList(0, last));
        StoredField reference = from.type().fields().get(references.get(last));
        besides(references.subList(0, last), reference);
        StoredType type =
                types.find(reference.target()).orElseThrow(() -> Violations.unknownField(String.join(".", references)));
        RowRule rule = rules.apply(type);
        QueryModel target = new QueryModel(type, "j" + (joined.size() + 1)).under(rule);
        joined.put(List.copyOf(references), new Join(target, from.column(reference), RowSql.condition(rule, target)));
        return target;
    }

    /** All tables; to be asked for when every path has been seen. */
    Table<? extends Record> from() {
        Table<? extends Record> from = beside(List.of(), root, root.table());
        for (Map.Entry<List<String>, Join> each : joined.entrySet()) {
            Join join = each.getValue();
            from = from.leftJoin(join.model().table())
                    .on(join.model()
                            .id()
                            .eq(join.reference().coerce(Long.class))
                            .and(join.visible()));
            from = beside(each.getKey(), join.model(), from);
        }
        return from;
    }

    private Table<? extends Record> beside(List<String> references, QueryModel model, Table<? extends Record> from) {
        return besides.contains(references)
                ? from.leftJoin(model.beside()).on(model.besideId().eq(model.id()))
                : from;
    }

    private record Join(QueryModel model, Field<?> reference, Condition visible) {}
}
