package org.penglai.crm.api.reports;

import java.util.List;

/**
 * The figures of a report.
 *
 * @param currency of all amounts; null where there are none
 * @param columns from left to right
 * @param rows from top to bottom
 */
public record ReportTable(String currency, List<ReportColumn> columns, List<ReportRow> rows) {
    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
