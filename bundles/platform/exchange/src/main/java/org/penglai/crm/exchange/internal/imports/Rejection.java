package org.penglai.crm.exchange.internal.imports;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.records.spi.StoredType;

/**
 * A row that was not taken.
 *
 * @param row its number
 * @param reason text for the error file
 */
record Rejection(long row, String reason) {

    private static final int LONGEST = 2_000;

    static Rejection of(long row, List<Violation> violations, StoredType type, Locale locale) {
        String reason = violations.stream()
                .map(violation -> text(violation, type, locale))
                .distinct()
                .collect(Collectors.joining("；"));
        return new Rejection(row, reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason);
    }

    private static String text(Violation violation, StoredType type, Locale locale) {
        String message = violation.message().in(locale);
        return type.field(violation.field())
                .map(field -> field.label().in(locale) + "：" + message)
                .orElse(message);
    }
}
