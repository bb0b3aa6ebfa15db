package org.penglai.crm.records.internal.query;

import java.time.LocalDate;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.internal.query.filter.FieldPath;

/**
 * What rows are grouped by: the values of a field, or the months of its dates.
 *
 * @param path the field
 * @param monthly whether dates of one month are one group
 * @param text as the client wrote it, also its name in the answer
 */
record Grouping(FieldPath path, boolean monthly, String text) {
    private static final String MONTH = "month:";
    private static final int MONTHS = 12;

    /** Reads {@code owner}, {@code owner.department}, {@code month:closedOn}. */
    static Grouping parse(String text, Function<String, FieldPath> paths) {
        boolean monthly = text.startsWith(MONTH);
        FieldPath path = paths.apply(monthly ? text.substring(MONTH.length()) : text);
        boolean fits = !path.isInitials()
                && !path.field().sensitive()
                && (monthly
                        ? path.field().kind() == FieldKind.DATE
                        : isGroupable(path.field().kind()));
        if (!fits) {
            throw new Invalid(Violation.of(
                    path.text(),
                    "notGroupable",
                    "不能按字段 " + path.text() + " 分组。",
                    "The field " + path.text() + " cannot be grouped by."));
        }
        return new Grouping(path, monthly, text);
    }

    private static boolean isGroupable(FieldKind kind) {
        return switch (kind) {
            case ENUMERATION, PICKLIST, REFERENCE, BOOLEAN, REGION, TEXT, INTEGER, PERCENT -> true;
            default -> false;
        };
    }

    /** What is grouped by, from the field's values. */
    Field<?> of(Field<?> values) {
        if (!monthly) {
            return values;
        }
        Field<LocalDate> dates = values.coerce(LocalDate.class);
        return DSL.year(dates).mul(DSL.inline(MONTHS)).plus(DSL.month(dates)).minus(DSL.inline(1));
    }

    /** The month that a value of {@link #of} stands for, such as 2026-03. */
    static String month(int number) {
        return String.format("%04d-%02d", number / MONTHS, number % MONTHS + 1);
    }
}
