package org.penglai.crm.sales.internal.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
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
import org.penglai.crm.sales.internal.opportunity.ForecastCategory;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.StageChangeType;
import org.penglai.crm.sales.internal.target.ForecastCommitType;

/**
 * What is expected to be won: open deals by the day on which they are expected, weighted by their probability, beside what is
 * won already and what people stand for. As it stood on a day, too.
 */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class ForecastReport extends SalesReport {
    private static final ReportParameter BY = ReportParameter.choice(
            "by",
            "分组",
            "By",
            new Option("month", Localized.of("月份", "Month")),
            new Option("owner", Localized.of("人员", "Person")),
            new Option("department", Localized.of("部门", "Department")),
            new Option("category", Localized.of("预测类别", "Forecast category")),
            new Option("product", Localized.of("产品", "Product")),
            new Option("productCategory", Localized.of("产品类别", "Product category")));
    private static final int MONTHS = 6;
    private static final String KEY = "key";
    private static final String BASE = "sum:" + StageChangeType.BASE_AMOUNT;
    private static final String WEIGHTED = "sum:" + StageChangeType.WEIGHTED_AMOUNT;
    static final String COUNTED = OpportunityType.FORECAST_CATEGORY + "!=" + ForecastCategory.OMITTED;

    @Activate
    public ForecastReport(
            @Reference RecordReader records, @Reference RecordTotals totals, @Reference Currencies currencies) {
        super(
                records,
                totals,
                currencies,
                "salesForecast",
                Localized.of("销售预测", "Forecast"),
                StageChangeType.TYPE,
                BY,
                Question.FROM,
                Question.TO,
                Question.PIPELINE,
                Question.USER,
                Question.DEPARTMENT,
                Question.AS_OF);
    }

    @Override
    public ReportTable run(Input input) {
        Question question = new Question(input);
        Grouping by = Grouping.of(question.text(BY));
        LocalDate from = question.day(Question.FROM, question.today().withDayOfMonth(1));
        LocalDate to = question.day(
                Question.TO, from.withDayOfMonth(1).plusMonths(MONTHS).minusDays(1));
        if (by.isOfLines()) {
            return new ReportTable(
                    currencies.base(),
                    ProductForecast.columns(by),
                    new ProductForecast(totals, departments).rows(question, by, from, to));
        }
        Map<Object, Figures> rows = new LinkedHashMap<>();
        if (by == Grouping.MONTH) {
            for (YearMonth month = YearMonth.from(from);
                    !month.isAfter(YearMonth.from(to));
                    month = month.plusMonths(1)) {
                figures(rows, month.toString());
            }
        }
        open(question, by, from, to, rows);
        won(question, by, from, to, rows);
        committed(question, by, from, to, rows);
        List<ReportRow> table = new ArrayList<>();
        rows.forEach(
                (key, row) -> table.add(row.put("expected", row.number("won").add(row.number("weighted")))
                        .row(behind(question, by, key, from, to))));
        return new ReportTable(currencies.base(), columns(by), table);
    }

    private void open(Question question, Grouping by, LocalDate from, LocalDate to, Map<Object, Figures> rows) {
        Filter filter = standing(question, "open").days(OpportunityType.EXPECTED_CLOSE_ON, from, to);
        String key = by.field(OpportunityType.EXPECTED_CLOSE_ON);
        TotalsQuery query = TotalsQuery.of(
                        StageChangeType.TYPE,
                        (by == Grouping.CATEGORY ? filter : filter.and(COUNTED)).toString(),
                        "count",
                        BASE,
                        WEIGHTED)
                .by(key, OpportunityType.FORECAST_CATEGORY);
        for (TotalsRow row : totals.read(question.caller(), query)) {
            String category = row.text(OpportunityType.FORECAST_CATEGORY);
            Figures figures = figures(rows, row.values().get(key))
                    .count("count", row.count())
                    .add("amount", row.number(BASE))
                    .add("weighted", row.number(WEIGHTED));
            if (ForecastCategory.BEST_CASE.equals(category) || ForecastCategory.COMMIT.equals(category)) {
                figures.add(category, row.number(BASE));
            }
        }
    }

    private void won(Question question, Grouping by, LocalDate from, LocalDate to, Map<Object, Figures> rows) {
        String key = by.field(OpportunityType.CLOSED_ON);
        TotalsQuery query = TotalsQuery.of(
                        StageChangeType.TYPE,
                        standing(question, "won")
                                .days(OpportunityType.CLOSED_ON, from, to)
                                .toString(),
                        "count",
                        BASE)
                .by(key);
        for (TotalsRow row : totals.read(question.caller(), query)) {
            figures(rows, row.values().get(key)).add("won", row.number(BASE));
        }
    }

    private void committed(Question question, Grouping by, LocalDate from, LocalDate to, Map<Object, Figures> rows) {
        if (!by.hasCommits() || !question.caller().may(ForecastCommitType.TYPE + ":read")) {
            return;
        }
        Filter filter = question.whose(
                        Filter.of(question.held("createdAt", ForecastCommitType.SUPERSEDED_AT)),
                        departments,
                        "owner",
                        "owner.department")
                .days(ForecastCommitType.PERIOD, from.withDayOfMonth(1), to);
        String key = by.field(ForecastCommitType.PERIOD);
        String sum = "sum:" + ForecastCommitType.AMOUNT;
        TotalsQuery query =
                TotalsQuery.of(ForecastCommitType.TYPE, filter.toString(), sum).by(key);
        for (TotalsRow row : totals.read(question.caller(), query)) {
            figures(rows, row.values().get(key)).put("committed", row.number(sum));
        }
    }

    private Filter standing(Question question, String kind) {
        return question.standing(departments)
                .and(StageChangeType.TO + ".kind==" + kind)
                .with(StageChangeType.TO + ".pipeline", question.text(Question.PIPELINE));
    }

    private static Figures figures(Map<Object, Figures> rows, Object key) {
        return rows.computeIfAbsent(key == null ? "" : key, given -> new Figures()
                .put(KEY, key)
                .count("count", 0)
                .add("amount", BigDecimal.ZERO)
                .add("weighted", BigDecimal.ZERO)
                .add("won", BigDecimal.ZERO));
    }

    /** The open deals of the row. */
    private ReportRow.Behind behind(Question question, Grouping by, Object key, LocalDate from, LocalDate to) {
        LocalDate first = from;
        LocalDate last = to;
        if (by == Grouping.MONTH) {
            YearMonth month = YearMonth.parse((String) key);
            first = month.atDay(1).isBefore(from) ? from : month.atDay(1);
            last = month.atEndOfMonth().isAfter(to) ? to : month.atEndOfMonth();
        }
        boolean past = question.isPast();
        Filter filter = past
                ? standing(question, "open")
                : question.whose(Filter.of("status==open"), departments, "owner", "owner.department")
                        .with(OpportunityType.PIPELINE, question.text(Question.PIPELINE));
        filter = filter.days(OpportunityType.EXPECTED_CLOSE_ON, first, last);
        if (by == Grouping.CATEGORY) {
            filter = filter.and(OpportunityType.FORECAST_CATEGORY + (key.equals("") ? "=null=true" : "==" + key));
        } else {
            filter = filter.and(COUNTED);
        }
        Long id = key instanceof Titled titled ? titled.id() : null;
        if (by == Grouping.OWNER) {
            filter = filter.exactly("owner", id);
        } else if (by == Grouping.DEPARTMENT) {
            filter = filter.exactly(past ? "ownerDepartment" : "owner.department", id);
        }
        return new ReportRow.Behind(past ? StageChangeType.TYPE : OpportunityType.TYPE, filter.toString());
    }

    private static List<ReportColumn> columns(Grouping by) {
        List<ReportColumn> columns = new ArrayList<>(List.of(
                by.column(KEY),
                ReportColumn.of("count", Kind.INTEGER, "进行中", "Open"),
                ReportColumn.of("amount", Kind.MONEY, "金额", "Amount"),
                ReportColumn.of("weighted", Kind.MONEY, "加权金额", "Weighted"),
                ReportColumn.of(ForecastCategory.BEST_CASE, Kind.MONEY, "乐观", "Best case"),
                ReportColumn.of(ForecastCategory.COMMIT, Kind.MONEY, "承诺类商机", "Commit deals"),
                ReportColumn.of("won", Kind.MONEY, "已赢单", "Won"),
                ReportColumn.of("expected", Kind.MONEY, "预计合计", "Expected in all")));
        if (by.hasCommits()) {
            columns.add(ReportColumn.of("committed", Kind.MONEY, "人工承诺", "Committed"));
        }
        return columns;
    }
}
