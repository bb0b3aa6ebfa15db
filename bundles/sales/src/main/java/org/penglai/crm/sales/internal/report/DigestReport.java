package org.penglai.crm.sales.internal.report;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportColumn.Kind;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.StageChangeType;

/** What happened on a day or in a week, beside the day or week before. */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class DigestReport extends SalesReport {
    private static final ReportParameter SPAN = ReportParameter.choice(
            "span",
            "周期",
            "Span",
            new Option("day", Localized.of("日报", "Daily")),
            new Option("week", Localized.of("周报", "Weekly")));
    private static final ReportParameter ON = ReportParameter.date("on", "日期", "On");
    private static final String BASE = "sum:" + StageChangeType.BASE_AMOUNT;
    private static final List<ReportColumn> COLUMNS = List.of(
            ReportColumn.of("what", Kind.LABEL, "项目", "What"),
            ReportColumn.of("count", Kind.INTEGER, "数量", "Number"),
            ReportColumn.of("before", Kind.INTEGER, "上期数量", "Before"),
            ReportColumn.of("amount", Kind.MONEY, "金额", "Amount"),
            ReportColumn.of("amountBefore", Kind.MONEY, "上期金额", "Amount before"));

    @Activate
    public DigestReport(
            @Reference RecordReader records, @Reference RecordTotals totals, @Reference Currencies currencies) {
        super(
                records,
                totals,
                currencies,
                "salesDigest",
                Localized.of("日报与周报", "Daily and weekly report"),
                StageChangeType.TYPE,
                SPAN,
                ON,
                Question.USER,
                Question.DEPARTMENT);
    }

    @Override
    public ReportTable run(Input input) {
        Question question = new Question(input);
        boolean week = "week".equals(question.text(SPAN));
        LocalDate on = question.day(ON, question.today());
        LocalDate from = week ? on.with(DayOfWeek.MONDAY) : on;
        int days = week ? DayOfWeek.values().length : 1;
        Span now = new Span(from, from.plusDays(days - 1L));
        Span before = new Span(from.minusDays(days), from.minusDays(1));
        List<ReportRow> rows = new ArrayList<>();
        for (Fact fact : facts(question)) {
            try {
                rows.add(row(question, fact, now, before));
            } catch (NotFound | Forbidden without) {
                // Somebody who may not read that gets a report without it.
                continue;
            }
        }
        return new ReportTable(currencies.base(), COLUMNS, rows);
    }

    private ReportRow row(Question question, Fact fact, Span now, Span before) {
        Figures row = new Figures().put("what", fact.label());
        figures(question, fact, now, row, "count", "amount");
        figures(question, fact, before, row, "before", "amountBefore");
        return row.row(new ReportRow.Behind(fact.type(), fact.in(now, question).toString()));
    }

    private void figures(Question question, Fact fact, Span span, Figures row, String count, String amount) {
        String[] measures = fact.worth() ? new String[] {"count", BASE} : new String[] {"count"};
        totals.read(
                        question.caller(),
                        TotalsQuery.of(fact.type(), fact.in(span, question).toString(), measures))
                .forEach(found -> {
                    row.put(count, found.count());
                    BigDecimal sum = fact.worth() ? found.number(BASE) : null;
                    row.put(amount, sum);
                });
    }

    private List<Fact> facts(Question question) {
        Filter mine = question.whose(Filter.of(), departments, "owner", "owner.department");
        Filter then = question.whose(Filter.of(), departments, "owner", "ownerDepartment");
        Filter moves = then.and(StageChangeType.IS_MOVE + "==true");
        Filter held = then.and(StageChangeType.UNTIL + "=null=true");
        return List.of(
                new Fact(Localized.of("新线索", "New leads"), LeadType.TYPE, mine, "createdAt", false, false),
                new Fact(Localized.of("已转化线索", "Leads converted"), LeadType.TYPE, mine, "convertedAt", false, false),
                new Fact(Localized.of("新客户", "New customers"), Sales.CUSTOMERS, mine, "createdAt", false, false),
                new Fact(
                        Localized.of("新商机", "New opportunities"),
                        StageChangeType.TYPE,
                        moves.and(StageChangeType.FROM + "=null=true"),
                        StageChangeType.AT,
                        false,
                        true),
                new Fact(
                        Localized.of("阶段推进或变更", "Changes of stage"),
                        StageChangeType.TYPE,
                        moves.and(StageChangeType.FROM + "=null=false"),
                        StageChangeType.AT,
                        false,
                        false),
                new Fact(
                        Localized.of("赢单", "Won"),
                        StageChangeType.TYPE,
                        held.and(StageChangeType.TO + ".kind==won"),
                        OpportunityType.CLOSED_ON,
                        true,
                        true),
                new Fact(
                        Localized.of("输单", "Lost"),
                        StageChangeType.TYPE,
                        held.and(StageChangeType.TO + ".kind==lost"),
                        OpportunityType.CLOSED_ON,
                        true,
                        true),
                new Fact(Localized.of("跟进", "Activities"), "activities", mine, "occurredAt", false, false));
    }

    private record Span(LocalDate from, LocalDate to) {}

    /**
     * Something that is counted.
     *
     * @param date whether the field is a day, not a moment
     * @param worth whether it has an amount
     */
    private record Fact(Localized label, String type, Filter filter, String field, boolean date, boolean worth) {
        Filter in(Span span, Question question) {
            return date
                    ? filter.days(field, span.from(), span.to())
                    : filter.moments(field, span.from(), span.to(), question.zone());
        }
    }
}
