package org.penglai.crm.sales.internal.report;

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
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportColumn.Kind;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.reports.TotalsRow;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.order.OrderType;

/**
 * What was ordered, by who uses it in the end or by who brought it. An order that names an end customer came through a
 * channel, its customer; any other was placed by who uses it.
 */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class RevenueReport extends SalesReport {
    private static final String CHANNEL = "channel";
    private static final String END_CUSTOMER = "endCustomer";
    private static final ReportParameter BY = ReportParameter.choice(
            "by",
            "分组",
            "By",
            new Option(END_CUSTOMER, Localized.of("最终客户", "End customer")),
            new Option(CHANNEL, Localized.of("渠道", "Channel")));
    private static final String CUSTOMER = "customer";
    private static final String DIRECT = END_CUSTOMER + "=null=true";
    private static final String INDIRECT = END_CUSTOMER + "=null=false";
    private static final String AMOUNT = "sum:baseGross";

    @Activate
    public RevenueReport(
            @Reference RecordReader records, @Reference RecordTotals totals, @Reference Currencies currencies) {
        super(
                records,
                totals,
                currencies,
                "salesRevenue",
                Localized.of("渠道与最终客户", "Channels and end customers"),
                OrderType.TYPE,
                BY,
                Question.FROM,
                Question.TO,
                Question.USER,
                Question.DEPARTMENT);
    }

    @Override
    public ReportTable run(Input input) {
        Question question = new Question(input);
        LocalDate from = question.day(Question.FROM, question.today().withDayOfYear(1));
        LocalDate to = question.day(Question.TO, question.today());
        Filter orders = question.whose(Filter.of(Source.IN_FORCE), departments, "owner", "owner.department")
                .days(OrderType.ORDERED_ON, from, to);
        boolean byChannel = CHANNEL.equals(question.text(BY));
        Map<Long, Figures> rows = new LinkedHashMap<>();
        add(question, orders.and(INDIRECT), byChannel ? CUSTOMER : END_CUSTOMER, rows);
        if (!byChannel) {
            add(question, orders.and(DIRECT), CUSTOMER, rows);
        }
        List<ReportRow> table = new ArrayList<>();
        rows.entrySet().stream()
                .sorted(Comparator.comparing(
                                (Map.Entry<Long, Figures> row) -> row.getValue().number("amount"))
                        .reversed())
                .forEach(row -> table.add(row.getValue().row(behind(byChannel, orders, row.getKey()))));
        return new ReportTable(
                currencies.base(),
                List.of(
                        byChannel
                                ? ReportColumn.of("key", Kind.REFERENCE, "渠道", "Channel")
                                : ReportColumn.of("key", Kind.REFERENCE, "最终客户", "End customer"),
                        ReportColumn.of("amount", Kind.MONEY, "订单金额", "Ordered"),
                        ReportColumn.of("count", Kind.INTEGER, "订单数", "Orders")),
                table);
    }

    private void add(Question question, Filter orders, String field, Map<Long, Figures> rows) {
        TotalsQuery query = TotalsQuery.of(OrderType.TYPE, orders.toString(), "count", AMOUNT)
                .by(field);
        for (TotalsRow row : totals.read(question.caller(), query)) {
            Titled customer = row.reference(field);
            BigDecimal amount = row.number(AMOUNT);
            rows.computeIfAbsent(customer.id(), id -> new Figures().put("key", customer))
                    .count("count", row.count())
                    .add("amount", amount);
        }
    }

    private static ReportRow.Behind behind(boolean byChannel, Filter orders, long customer) {
        String id = RecordId.format(customer);
        Filter own = byChannel
                ? orders.and(INDIRECT).and(CUSTOMER + "==" + id)
                : orders.and("(" + END_CUSTOMER + "==" + id + ",(" + DIRECT + ";" + CUSTOMER + "==" + id + "))");
        return new ReportRow.Behind(OrderType.TYPE, own.toString());
    }
}
