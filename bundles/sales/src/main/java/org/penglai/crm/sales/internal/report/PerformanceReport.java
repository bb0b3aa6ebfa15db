package org.penglai.crm.sales.internal.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportColumn.Kind;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.reports.TotalsRow;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.StageChangeType;

/** What each person did: deals begun, won and lost, how long the won ones took, and what was done with customers. */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class PerformanceReport extends SalesReport {
    private static final String BASE = "sum:" + StageChangeType.BASE_AMOUNT;
    private static final String DAYS = "avg:" + StageChangeType.CYCLE_DAYS;
    private static final List<ReportColumn> COLUMNS = List.of(
            ReportColumn.of("key", Kind.REFERENCE, "人员", "Person"),
            ReportColumn.of("created", Kind.INTEGER, "新建商机", "Begun"),
            ReportColumn.of("won", Kind.INTEGER, "赢单", "Won"),
            ReportColumn.of("lost", Kind.INTEGER, "输单", "Lost"),
            ReportColumn.of("rate", Kind.PERCENT, "赢单率", "Win rate"),
            ReportColumn.of("amount", Kind.MONEY, "赢单金额", "Amount won"),
            ReportColumn.of("days", Kind.DECIMAL, "平均成交周期（天）", "Days to win"),
            ReportColumn.of("activities", Kind.INTEGER, "跟进次数", "Activities"));

    @Activate
    public PerformanceReport(
            @Reference RecordReader records, @Reference RecordTotals totals, @Reference Currencies currencies) {
        super(
                records,
                totals,
                currencies,
                "salesPerformance",
                Localized.of("人员绩效", "Performance"),
                StageChangeType.TYPE,
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
        Map<Long, Figures> rows = new LinkedHashMap<>();
        Filter closed = question.standing(departments).days(OpportunityType.CLOSED_ON, from, to);
        Filter won = closed.and(StageChangeType.TO + ".kind==won");
        for (TotalsRow row : read(question, StageChangeType.TYPE, won, "count", BASE, DAYS)) {
            BigDecimal days = row.values().get(DAYS) == null ? null : row.number(DAYS);
            figures(rows, row)
                    .count("won", row.count())
                    .add("amount", row.number(BASE))
                    .put("days", days == null ? null : days.setScale(1, RoundingMode.HALF_UP));
        }
        count(question, StageChangeType.TYPE, closed.and(StageChangeType.TO + ".kind==lost"), "lost", rows);
        Filter begun = question.whose(
                        Filter.of(StageChangeType.FROM + "=null=true"), departments, "owner", "ownerDepartment")
                .and(StageChangeType.IS_MOVE + "==true")
                .moments(StageChangeType.AT, from, to, question.zone());
        count(question, StageChangeType.TYPE, begun, "created", rows);
        Filter done = question.whose(Filter.of(), departments, "owner", "owner.department")
                .moments("occurredAt", from, to, question.zone());
        try {
            count(question, "activities", done, "activities", rows);
        } catch (NotFound | Forbidden without) {
            rows.values().forEach(row -> row.put("activities", null));
        }
        List<ReportRow> table = new ArrayList<>();
        rows.forEach((owner, row) -> table.add(row.put(
                        "rate", Figures.share(row.count("won"), row.count("won") + row.count("lost")))
                .row(new ReportRow.Behind(
                        StageChangeType.TYPE, won.exactly("owner", owner).toString()))));
        return new ReportTable(currencies.base(), COLUMNS, table);
    }

    private void count(Question question, String type, Filter filter, String column, Map<Long, Figures> rows) {
        read(question, type, filter, "count").forEach(row -> figures(rows, row).count(column, row.count()));
    }

    private List<TotalsRow> read(Question question, String type, Filter filter, String... measures) {
        return totals.read(
                question.caller(),
                TotalsQuery.of(type, filter.toString(), measures).by("owner"));
    }

    private static Figures figures(Map<Long, Figures> rows, TotalsRow row) {
        Titled owner = row.reference("owner");
        return rows.computeIfAbsent(owner == null ? null : owner.id(), id -> new Figures()
                .put("key", owner)
                .count("created", 0)
                .count("won", 0)
                .count("lost", 0)
                .add("amount", BigDecimal.ZERO)
                .count("activities", 0));
    }
}
