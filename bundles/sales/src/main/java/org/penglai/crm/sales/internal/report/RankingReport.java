package org.penglai.crm.sales.internal.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
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
import org.penglai.crm.api.reports.TotalsRow;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.credit.SalesCreditType;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/**
 * Who won most, by what each was credited with: persons, or departments as they were staffed when the deals were won. People
 * who move change no past.
 */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class RankingReport extends SalesReport {
    private static final ReportParameter BY = ReportParameter.choice(
            "by",
            "分组",
            "By",
            new Option("owner", Localized.of("人员", "Person")),
            new Option("department", Localized.of("部门", "Department")));
    private static final String WON = "sum:" + SalesCreditType.BASE_AMOUNT;

    @Activate
    public RankingReport(
            @Reference RecordReader records, @Reference RecordTotals totals, @Reference Currencies currencies) {
        super(
                records,
                totals,
                currencies,
                "salesRanking",
                Localized.of("业绩排行", "Ranking"),
                SalesCreditType.TYPE,
                BY,
                Question.FROM,
                Question.TO,
                Question.DEPARTMENT,
                Question.AS_OF);
    }

    @Override
    public ReportTable run(Input input) {
        Question question = new Question(input);
        Grouping by = Grouping.of(question.text(BY));
        LocalDate from = question.day(Question.FROM, question.today().withDayOfYear(1));
        LocalDate to = question.day(Question.TO, question.today());
        String key = by.field(OpportunityType.CLOSED_ON);
        Filter won = question.standing(departments).days(OpportunityType.CLOSED_ON, from, to);
        TotalsQuery query = TotalsQuery.of(SalesCreditType.TYPE, won.toString(), "count", WON)
                .by(key);
        List<TotalsRow> best = new ArrayList<>(totals.read(question.caller(), query));
        best.sort(Comparator.comparing((TotalsRow row) -> row.number(WON)).reversed());
        List<ReportRow> rows = new ArrayList<>();
        for (int at = 0; at < best.size(); at++) {
            TotalsRow row = best.get(at);
            boolean even = at > 0 && best.get(at - 1).number(WON).compareTo(row.number(WON)) == 0;
            Long rank = even ? (Long) rows.get(at - 1).values().get("rank") : Long.valueOf(at + 1L);
            Long id = row.reference(key) == null ? null : row.reference(key).id();
            rows.add(new Figures()
                    .put("rank", rank)
                    .put("key", row.reference(key))
                    .put("count", row.count())
                    .put("won", row.number(WON))
                    .row(new ReportRow.Behind(
                            SalesCreditType.TYPE, won.exactly(key, id).toString())));
        }
        return new ReportTable(
                currencies.base(),
                List.of(
                        ReportColumn.of("rank", Kind.INTEGER, "名次", "Rank"),
                        by.column("key"),
                        ReportColumn.of("won", Kind.MONEY, "赢单金额", "Amount won"),
                        ReportColumn.of("count", Kind.INTEGER, "赢单数", "Deals won")),
                rows);
    }
}
