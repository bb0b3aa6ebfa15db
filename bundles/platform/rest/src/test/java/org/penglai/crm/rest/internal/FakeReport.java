package org.penglai.crm.rest.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportDefinition;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.rest.internal.json.Json;
import org.penglai.crm.rest.internal.report.Reports;
import org.penglai.crm.rest.internal.resource.ReportsResource;

/** What was sold, by person; and a report that nobody may see, and one that fails. */
record FakeReport(String name, String permission) implements Report {

    static ReportsResource resource(Journal journal, Json json) {
        Reports reports = new Reports(Bulkheads.alone(Duration.ofSeconds(20)));
        for (String[] each :
                new String[][] {{"sold", "customers:read"}, {"secret", "secrets:read"}, {"broken", "customers:read"}}) {
            reports.add(new FakeReport(each[0], each[1]));
        }
        return new ReportsResource(reports, journal, json);
    }

    @Override
    public ReportDefinition definition() {
        return new ReportDefinition(
                name,
                Localized.of("已售", "Sold"),
                permission,
                List.of(
                        ReportParameter.date("from", "起", "From"),
                        ReportParameter.choice(
                                "by",
                                "按",
                                "By",
                                new Option("owner", Localized.of("人员", "Person")),
                                new Option("month", Localized.of("月份", "Month")))));
    }

    @Override
    public ReportTable run(Input input) {
        if (name.equals("broken")) {
            throw new IllegalStateException("on purpose");
        }
        Map<String, Object> values = new HashMap<>();
        values.put("who", new Titled(9, "李雷"));
        values.put("amount", new BigDecimal("12.50"));
        values.put("count", 3L);
        values.put("note", input.text("by") + input.text("from"));
        values.put("what", Localized.of("全部", "All"));
        return new ReportTable(
                "CNY",
                Arrays.asList(
                        ReportColumn.of("who", ReportColumn.Kind.REFERENCE, "谁", "Who"),
                        ReportColumn.of("amount", ReportColumn.Kind.MONEY, "金额", "Amount"),
                        ReportColumn.of("count", ReportColumn.Kind.INTEGER, "数量", "Count"),
                        ReportColumn.of("note", ReportColumn.Kind.TEXT, "说明", "Note"),
                        ReportColumn.of("none", ReportColumn.Kind.PERCENT, "无", "None"),
                        ReportColumn.of("what", ReportColumn.Kind.LABEL, "项目", "What")),
                List.of(new ReportRow(values, new ReportRow.Behind("customers", "level==A"))));
    }
}
