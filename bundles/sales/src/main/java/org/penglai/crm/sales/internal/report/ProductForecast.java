package org.penglai.crm.sales.internal.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportColumn.Kind;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.reports.TotalsRow;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.line.OpportunityLineType;

/**
 * What is expected to be sold: the lines of deals, each weighted by the probability of its deal. What deals without lines
 * come to stands in a row of its own, so that the whole is that of the other forecasts. As it is now only: of lines no past
 * is kept.
 */
final class ProductForecast {
    private static final String DEAL = OpportunityLineType.OPPORTUNITY + ".";
    private static final String PROBABILITY = "probability";
    private static final String LINES = "sum:gross";
    private static final String DEALS = "sum:" + OpportunityType.AMOUNT;
    private static final String AMOUNT = "amount";
    private static final String WEIGHTED = "weighted";
    private static final String WON = "won";
    private static final String KEY = "key";

    private final RecordTotals totals;
    private final DepartmentTree departments;

    ProductForecast(RecordTotals totals, DepartmentTree departments) {
        this.totals = totals;
        this.departments = departments;
    }

    static List<ReportColumn> columns(Grouping by) {
        return List.of(
                by.column(KEY),
                ReportColumn.of("count", Kind.INTEGER, "明细数", "Lines"),
                ReportColumn.of(AMOUNT, Kind.MONEY, "金额", "Amount"),
                ReportColumn.of(WEIGHTED, Kind.MONEY, "加权金额", "Weighted"),
                ReportColumn.of(WON, Kind.MONEY, "已赢单", "Won"),
                ReportColumn.of("expected", Kind.MONEY, "预计合计", "Expected in all"));
    }

    List<ReportRow> rows(Question question, Grouping by, LocalDate from, LocalDate to) {
        if (question.isPast()) {
            throw new Invalid(Violation.of(
                    Question.AS_OF.name(),
                    "notKept",
                    "按产品的预测只有当前情况。",
                    "The forecast by product is only there as it is now."));
        }
        Map<Object, Figures> rows = new LinkedHashMap<>();
        Figures without = figures(null);
        add(question, by, new Part("open", OpportunityType.EXPECTED_CLOSE_ON, from, to), rows, without);
        add(question, by, new Part(WON, OpportunityType.CLOSED_ON, from, to), rows, without);
        List<ReportRow> table = new ArrayList<>();
        rows.forEach((key, row) -> table.add(whole(row).row(behind(question, by, key, from, to))));
        if (without.number(AMOUNT).signum() != 0 || without.number(WON).signum() != 0) {
            table.add(whole(without).row(null));
        }
        return table;
    }

    /** Deals of one kind, by the day that counts for them. */
    private record Part(String status, String day, LocalDate from, LocalDate to) {
        boolean isOpen() {
            return status.equals("open");
        }
    }

    private void add(Question question, Grouping by, Part part, Map<Object, Figures> rows, Figures without) {
        String key = by.field(part.day());
        for (TotalsRow row : read(question, OpportunityLineType.TYPE, DEAL, part, LINES, key)) {
            Figures figures = rows.computeIfAbsent(keyOf(row.values().get(key)), ProductForecast::figures);
            BigDecimal amount = row.number(LINES);
            count(figures, part, amount, row.number(DEAL + PROBABILITY))
                    .count("count", part.isOpen() ? row.count() : 0);
            count(without, part, amount.negate(), row.number(DEAL + PROBABILITY));
        }
        for (TotalsRow row : read(question, OpportunityType.TYPE, "", part, DEALS)) {
            count(without, part, row.number(DEALS), row.number(PROBABILITY));
        }
    }

    private List<TotalsRow> read(Question question, String type, String deal, Part part, String sum, String... groups) {
        List<String> by = new ArrayList<>(List.of(groups));
        by.add(deal + PROBABILITY);
        return totals.read(
                question.caller(),
                TotalsQuery.of(type, deals(question, deal, part).toString(), "count", sum)
                        .by(by.toArray(String[]::new)));
    }

    private Filter deals(Question question, String deal, Part part) {
        Filter filter = question.whose(
                        Filter.of(deal + "status==" + part.status()),
                        departments,
                        deal + "owner",
                        deal + "owner.department")
                .with(deal + OpportunityType.PIPELINE, question.text(Question.PIPELINE))
                .days(deal + part.day(), part.from(), part.to());
        return part.isOpen() ? filter.and(deal + ForecastReport.COUNTED) : filter;
    }

    private static Figures count(Figures figures, Part part, BigDecimal amount, BigDecimal probability) {
        return part.isOpen()
                ? figures.add(AMOUNT, amount).add(WEIGHTED, amount.multiply(probability))
                : figures.add(WON, amount);
    }

    private static Figures whole(Figures row) {
        return row.put("expected", row.number(WON).add(row.number(WEIGHTED)));
    }

    private static Object keyOf(Object key) {
        return key == null ? "" : key;
    }

    private static Figures figures(Object key) {
        return new Figures()
                .put(KEY, "".equals(key) ? null : key)
                .count("count", 0)
                .add(AMOUNT, BigDecimal.ZERO)
                .add(WEIGHTED, BigDecimal.ZERO)
                .add(WON, BigDecimal.ZERO);
    }

    /** The open lines of the row. */
    private ReportRow.Behind behind(Question question, Grouping by, Object key, LocalDate from, LocalDate to) {
        Filter filter = deals(question, DEAL, new Part("open", OpportunityType.EXPECTED_CLOSE_ON, from, to));
        String field = by.field("");
        filter = key instanceof Titled product
                ? filter.exactly(field, product.id())
                : filter.and(field + (key.equals("") ? "=null=true" : "==\"" + key + '"'));
        return new ReportRow.Behind(OpportunityLineType.TYPE, filter.toString());
    }
}
