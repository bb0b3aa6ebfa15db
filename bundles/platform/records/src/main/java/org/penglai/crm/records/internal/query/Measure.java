package org.penglai.crm.records.internal.query;

import java.util.Locale;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Malformed;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.records.internal.query.filter.Violations;
import org.penglai.crm.records.internal.rights.FieldRights;
import org.penglai.crm.records.spi.StoredField;

/**
 * What is computed of each group.
 *
 * @param function what is done
 * @param field of which; null for count
 * @param text as the client wrote it, also its name in the answer
 */
record Measure(Function function, StoredField field, String text) {
    enum Function {
        COUNT,
        SUM,
        MIN,
        MAX,
        AVG
    }

    /** Reads {@code count}, {@code sum:amount} and the like. */
    static Measure parse(FieldRights.Seen seen, String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Function function = function(name)
                .filter(known -> (known == Function.COUNT) == (colon < 0))
                .orElseThrow(() -> bad(text));
        if (function == Function.COUNT) {
            return new Measure(function, null, text);
        }
        String fieldName = text.substring(colon + 1);
        StoredField field = seen.type().field(fieldName).orElseThrow(() -> Violations.unknownField(fieldName));
        if (seen.masked().contains(fieldName)) {
            throw Violations.masked(fieldName);
        }
        boolean extreme = function == Function.MIN || function == Function.MAX;
        boolean fits = isNumber(field.kind())
                || extreme && (field.kind() == FieldKind.DATE || field.kind() == FieldKind.INSTANT);
        if (!fits) {
            throw new Invalid(Violation.of(
                    fieldName,
                    "notMeasurable",
                    "字段 " + fieldName + " 不能这样汇总。",
                    "The field " + fieldName + " cannot be measured like that."));
        }
        return new Measure(function, field, text);
    }

    private static boolean isNumber(FieldKind kind) {
        return switch (kind) {
            case INTEGER, DECIMAL, PERCENT, MONEY -> true;
            default -> false;
        };
    }

    private static Optional<Function> function(String name) {
        for (Function function : Function.values()) {
            if (function.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    private static Malformed bad(String text) {
        return new Malformed(
                "badMeasure",
                Localized.of("measure 无法解析。", "The measure cannot be parsed."),
                Violation.of(
                        "measure",
                        "badMeasure",
                        "应为 count 或 sum:字段、min:字段、max:字段、avg:字段。",
                        "Expected count or sum:field, min:field, max:field, avg:field."));
    }
}
