package org.penglai.crm.api.reports;

import java.util.List;

/**
 * What is to be counted and summed, as {@code GET /api/v1/{type}/aggregate} takes it.
 *
 * @param type plural name of the record type
 * @param filter RSQL, empty for all
 * @param groups fields, those of records referred to included ({@code owner.department}), and {@code month:} with a date
 * @param measures {@code count}, {@code sum:amount}, {@code min:}, {@code max:}, {@code avg:}
 */
public record TotalsQuery(String type, String filter, List<String> groups, List<String> measures) {
    public TotalsQuery {
        groups = List.copyOf(groups);
        measures = List.copyOf(measures);
    }

    /** Without groups. */
    public static TotalsQuery of(String type, String filter, String... measures) {
        return new TotalsQuery(type, filter, List.of(), List.of(measures));
    }

    /** The same in groups. */
    public TotalsQuery by(String... fields) {
        return new TotalsQuery(type, filter, List.of(fields), measures);
    }
}
