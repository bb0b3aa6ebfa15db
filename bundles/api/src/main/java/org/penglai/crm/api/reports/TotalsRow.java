package org.penglai.crm.api.reports;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One group with its figures.
 *
 * @param values by the names of the query: {@link Titled} for references, String for codes, texts and months
 *     ({@code 2026-03}), Boolean, Long for numbers and counts, BigDecimal for other measures (of money the amount), LocalDate
 *     and Instant for the least and greatest of such; null for none
 */
public record TotalsRow(Map<String, Object> values) {
    public TotalsRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** How many records. */
    public long count() {
        return ((Number) values.get("count")).longValue();
    }

    /** The record that the group's reference leads to; null for none. */
    public Titled reference(String group) {
        return (Titled) values.get(group);
    }

    /** The group's code, text or month; null for none. */
    public String text(String group) {
        return (String) values.get(group);
    }

    /** A measure; zero where there was nothing to sum. */
    public BigDecimal number(String measure) {
        Object value = values.get(measure);
        return value == null ? BigDecimal.ZERO : new BigDecimal(value.toString());
    }
}
