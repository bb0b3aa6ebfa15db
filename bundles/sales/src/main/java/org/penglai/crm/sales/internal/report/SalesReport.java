package org.penglai.crm.sales.internal.report;

import java.util.List;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportDefinition;
import org.penglai.crm.api.reports.ReportParameter;

/** What all reports on sales read from, and what each of them is. */
abstract class SalesReport implements Report {
    final RecordReader records;
    final RecordTotals totals;
    final Currencies currencies;
    final DepartmentTree departments;
    private final ReportDefinition definition;

    /** @param type whose readers may run it */
    SalesReport(
            RecordReader records,
            RecordTotals totals,
            Currencies currencies,
            String name,
            Localized label,
            String type,
            ReportParameter... parameters) {
        this.records = records;
        this.totals = totals;
        this.currencies = currencies;
        this.departments = new DepartmentTree(records);
        this.definition = new ReportDefinition(name, label, type + ":read", List.of(parameters));
    }

    @Override
    public final ReportDefinition definition() {
        return definition;
    }
}
