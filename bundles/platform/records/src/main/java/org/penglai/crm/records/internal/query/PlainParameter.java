package org.penglai.crm.records.internal.query;

import org.jooq.Context;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.RenderContext;
import org.jooq.RenderContext.CastMode;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;

/**
 * A bound value that is never cast, so that Derby finds it in an index even in an IN list. Only for values that fit into
 * the column.
 */
final class PlainParameter {
    private PlainParameter() {}

    static <T> Field<T> of(Object value, DataType<T> type) {
        Field<T> bound = DSL.val(value, type);
        return CustomField.of("plain", type, context -> visit(context, bound));
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
