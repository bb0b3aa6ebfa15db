package org.penglai.crm.api.reports;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of a report.
 *
 * @param values by column: String, Localized, Titled, Long, BigDecimal, or null
 * @param behind which records the row's figures are of; null where they are of no one list
 */
public record ReportRow(Map<String, Object> values, Behind behind) {
    public ReportRow {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Exactly the records that were counted, as a list's address names them.
     *
     * @param type plural name
     * @param filter RSQL
     */
    public record Behind(String type, String filter) {}
}
