package org.penglai.crm.events.internal.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Context;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.RenderContext;
import org.jooq.RenderContext.CastMode;
import org.jooq.SQLDialect;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Lists of ids that both databases look up in an index: Derby does so only if they are short and the parameters are not
 * cast; PostgreSQL takes them as one array.
 */
final class Lists {
    private static final int SIZE = 20;
    private static final int ARRAY = 1_000;

    private Lists() {}

    static List<List<Long>> of(SQLDialect dialect, Collection<Long> values) {
        int size = isDerby(dialect) ? SIZE : ARRAY;
        List<Long> all = new ArrayList<>(values);
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            parts.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return parts;
    }

    /** For Derby padded to one length, so that one plan serves all. */
    static Condition in(DSLContext sql, Field<Long> field, List<Long> values) {
        if (!isDerby(sql.dialect())) {
            return field.eq(DSL.any(values.toArray(Long[]::new)));
        }
        List<Long> padded = new ArrayList<>(values);
        while (padded.size() < SIZE) {
            padded.add(values.get(values.size() - 1));
        }
        return field.in(padded.stream().map(Lists::plain).toList());
    }

    private static boolean isDerby(SQLDialect dialect) {
        return dialect.family() == SQLDialect.DERBY;
    }

    private static Field<Long> plain(long value) {
        Field<Long> bound = DSL.val(value, SQLDataType.BIGINT);
        return CustomField.of("plain", SQLDataType.BIGINT, context -> visit(context, bound));
    }

    private static void visit(Context<?> context, Field<?> bound) {
        if (context instanceof RenderContext render) {
            CastMode before = render.castMode();
            render.castMode(CastMode.NEVER).visit(bound);
            render.castMode(before);
        } else {
            context.visit(bound);
        }
    }
}
