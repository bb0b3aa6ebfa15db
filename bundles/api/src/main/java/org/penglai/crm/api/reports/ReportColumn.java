package org.penglai.crm.api.reports;

import org.penglai.crm.api.Localized;

/**
 * A column of a report.
 *
 * @param name of the values in the rows
 * @param kind of the values
 * @param label heading
 */
public record ReportColumn(String name, Kind kind, Localized label) {

    /** Kinds of values, all as in records. */
    public enum Kind {
        TEXT,
        /** A text in both languages. */
        LABEL,
        /** A {@link Titled}. */
        REFERENCE,
        /** {@code 2026-03} */
        MONTH,
        INTEGER,
        DECIMAL,
        /** 0.25 for 25 %. */
        PERCENT,
        /** An amount in the base currency. */
        MONEY
    }

    /** A column. */
    public static ReportColumn of(String name, Kind kind, String zh, String en) {
        return new ReportColumn(name, kind, Localized.of(zh, en));
    }
}
