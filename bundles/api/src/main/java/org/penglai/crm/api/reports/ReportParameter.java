package org.penglai.crm.api.reports;

import java.util.List;
import java.util.Objects;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.Option;

/**
 * What a report can be asked with. Dates and ids are checked before the report runs, so are options.
 *
 * @param name of the query parameter
 * @param kind of its value
 * @param label for people
 * @param target type of the record that an id names; null for other kinds
 * @param options permitted values; empty for any
 * @param defaultValue where it is not given; empty for none
 */
public record ReportParameter(
        String name, Kind kind, Localized label, String target, List<Option> options, String defaultValue) {
    public ReportParameter {
        Objects.requireNonNull(name, "name");
        options = List.copyOf(options);
    }

    /** Kinds of values. */
    public enum Kind {
        /** {@code 2026-03-31} */
        DATE,
        /** Id of a record. */
        RECORD,
        /** One of the options. */
        CHOICE
    }

    /** A day. */
    public static ReportParameter date(String name, String zh, String en) {
        return new ReportParameter(name, Kind.DATE, Localized.of(zh, en), null, List.of(), "");
    }

    /** A record of the type. */
    public static ReportParameter record(String name, String target, String zh, String en) {
        return new ReportParameter(name, Kind.RECORD, Localized.of(zh, en), target, List.of(), "");
    }

    /** One of some values; the first where none is given. */
    public static ReportParameter choice(String name, String zh, String en, Option... options) {
        return new ReportParameter(name, Kind.CHOICE, Localized.of(zh, en), null, List.of(options), options[0].code());
    }
}
