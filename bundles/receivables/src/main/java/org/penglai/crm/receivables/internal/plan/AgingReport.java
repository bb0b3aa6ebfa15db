package org.penglai.crm.receivables.internal.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportColumn.Kind;
import org.penglai.crm.api.reports.ReportDefinition;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.reports.TotalsRow;
import org.penglai.crm.receivables.internal.Receivables;

/** Who owes how much since when: what is open of contracts and orders in effect, by how long it has been due. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Receivables.TABLES))
public final class AgingReport implements Report {
    private static final ReportParameter BY = ReportParameter.choice(
            "by",
            "分组",
            "By",
            new Option("customer", Localized.of("客户", "Customer")),
            new Option("owner", Localized.of("负责人", "Owner")));
    private static final ReportParameter OF =
            ReportParameter.record("customer", Receivables.CUSTOMERS, "客户", "Customer");
    private static final String SUM = "sum:" + PaymentPlanType.BASE_OPEN;
    private static final List<Span> SPANS = List.of(
            new Span("notDue", "未到期", "Not yet due", Integer.MIN_VALUE, 0),
            new Span("days30", "逾期 1–30 天", "1 to 30 days", 1, 30),
            new Span("days60", "逾期 31–60 天", "31 to 60 days", 31, 60),
            new Span("days90", "逾期 61–90 天", "61 to 90 days", 61, 90),
            new Span("older", "逾期 90 天以上", "Over 90 days", 91, Integer.MAX_VALUE));

    private final RecordTotals totals;
    private final Currencies currencies;

    @Activate
    public AgingReport(@Reference RecordTotals totals, @Reference Currencies currencies) {
        this.totals = totals;
        this.currencies = currencies;
    }

    @Override
    public ReportDefinition definition() {
        return new ReportDefinition(
                "receivablesAging",
                Localized.of("应收账龄", "Receivables by age"),
                PaymentPlanType.TYPE + ":read",
                List.of(BY, OF));
    }

    @Override
    public ReportTable run(Input input) {
        String by = input.text(BY.name());
        LocalDate today = Receivables.day(input.now(), input.caller());
        String customer = input.text(OF.name());
        String open = PlanReminders.open() + (customer.isEmpty() ? "" : ";customer==" + customer);
        Map<Titled, Map<String, Object>> found = new LinkedHashMap<>();
        for (Span span : SPANS) {
            TotalsQuery query = TotalsQuery.of(PaymentPlanType.TYPE, open + span.filter(today), SUM)
                    .by(by);
            for (TotalsRow row : totals.read(input.caller(), query)) {
                Map<String, Object> values = found.computeIfAbsent(row.reference(by), key -> new LinkedHashMap<>());
                values.put("key", row.reference(by));
                values.put(span.name(), row.number(SUM));
                values.merge("total", row.number(SUM), (one, other) -> ((BigDecimal) one).add((BigDecimal) other));
            }
        }
        List<ReportRow> rows = new ArrayList<>();
        found.values().stream()
                .sorted(Comparator.comparing((Map<String, Object> values) -> (BigDecimal) values.get("total"))
                        .reversed())
                .forEach(values -> rows.add(new ReportRow(
                        values,
                        new ReportRow.Behind(
                                PaymentPlanType.TYPE, open + ";" + only(by, (Titled) values.get("key"))))));
        return new ReportTable(currencies.base(), columns(by), rows);
    }

    private static String only(String by, Titled key) {
        return key == null ? by + "=null=true" : by + "==" + RecordId.format(key.id());
    }

    private static List<ReportColumn> columns(String by) {
        List<ReportColumn> columns = new ArrayList<>();
        columns.add(
                by.equals(BY.defaultValue())
                        ? ReportColumn.of("key", Kind.REFERENCE, "客户", "Customer")
                        : ReportColumn.of("key", Kind.REFERENCE, "负责人", "Owner"));
        columns.add(ReportColumn.of("total", Kind.MONEY, "未回款合计", "Open in all"));
        SPANS.forEach(span -> columns.add(ReportColumn.of(span.name(), Kind.MONEY, span.zh(), span.en())));
        return columns;
    }

    /**
     * @param from days since the money was due, the first one
     * @param to the last one
     */
    private record Span(String name, String zh, String en, int from, int to) {
        String filter(LocalDate today) {
            String last = from == Integer.MIN_VALUE ? "" : ";dueOn=le=" + today.minusDays(from);
            return to == Integer.MAX_VALUE ? last : last + ";dueOn=ge=" + today.minusDays(to);
        }
    }
}
