package org.penglai.crm.sales.internal.target;

import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A year, quarter or month, as 2026, 2026-Q1, 2026-03.
 *
 * @param from its first day
 * @param to its last day
 */
record Period(LocalDate from, LocalDate to) {
    private static final Pattern WRITTEN = Pattern.compile("(20\\d\\d)(?:-?[Qq]([1-4])|-(0[1-9]|1[0-2]))?");
    private static final int MONTHS_OF_QUARTER = 3;
    private static final int MONTHS_OF_YEAR = 12;

    static Optional<Period> of(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(written.group(1));
        if (written.group(2) != null) {
            int first = (Integer.parseInt(written.group(2)) - 1) * MONTHS_OF_QUARTER + 1;
            return Optional.of(months(LocalDate.of(year, first, 1), MONTHS_OF_QUARTER));
        }
        return Optional.of(
                written.group(3) == null
                        ? months(LocalDate.of(year, 1, 1), MONTHS_OF_YEAR)
                        : months(LocalDate.of(year, Integer.parseInt(written.group(3)), 1), 1));
    }

    private static Period months(LocalDate first, int count) {
        return new Period(first, first.plusMonths(count).minusDays(1));
    }
}
