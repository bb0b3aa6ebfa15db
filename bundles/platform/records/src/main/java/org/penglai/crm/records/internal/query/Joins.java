package org.penglai.crm.records.internal.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.penglai.crm.records.internal.query.filter.FieldPath;
import org.penglai.crm.records.internal.query.filter.Violations;
import org.penglai.crm.records.spi.StoredField;
import org.penglai.crm.records.spi.Types;

/** The tables of one query: the type's own, and those that paths lead to, each joined once. Not for several threads. */
final class Joins {
    private final Types types;
    private final QueryModel root;
    private final Map<List<String>, Join> joined = new LinkedHashMap<>();

    Joins(Types types, QueryModel root) {
        this.types = types;
        this.root = root;
    }

    QueryModel root() {
        return root;
    }

    /** The table that has the path's field. */
    QueryModel model(FieldPath path) {
        return model(path.references());
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
        QueryModel target = types.find(reference.target())
                .map(type -> new QueryModel(type, "j" + (joined.size() + 1)))
                .orElseThrow(() -> Violations.unknownField(String.join(".", references)));
        joined.put(List.copyOf(references), new Join(target, from.column(reference)));
        return target;
    }

    /** All tables; to be asked for when every path has been seen. */
    Table<? extends Record> from() {
        Table<? extends Record> from = root.table();
        for (Join join : joined.values()) {
            from = from.leftJoin(join.model().table())
                    .on(join.model().id().eq(join.reference().coerce(Long.class)));
        }
        return from;
    }

    private record Join(QueryModel model, Field<?> reference) {}
}
