package org.penglai.crm.sales.internal.report;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportColumn.Kind;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.target.TargetType;

/** Targets of a span of time and how far each is reached: a tree, each target below the one that it is a part of. */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class TargetReport extends SalesReport {
    private static final int MOST = 200;
    private static final List<ReportColumn> COLUMNS = List.of(
            ReportColumn.of("target", Kind.REFERENCE, "目标", "Target"),
            ReportColumn.of("level", Kind.INTEGER, "层级", "Level"),
            ReportColumn.of("metric", Kind.TEXT, "指标", "Metric"),
            ReportColumn.of("goal", Kind.DECIMAL, "目标值", "Goal"),
            ReportColumn.of("actual", Kind.DECIMAL, "实际", "Actual"),
            ReportColumn.of("attained", Kind.PERCENT, "达成率", "Attained"));

    @Activate
    public TargetReport(
            @Reference RecordReader records, @Reference RecordTotals totals, @Reference Currencies currencies) {
        super(
                records,
                totals,
                currencies,
                "salesTargets",
                Localized.of("目标达成", "Attainment"),
                TargetType.TYPE,
                Question.FROM,
                Question.TO);
    }

    @Override
    public ReportTable run(Input input) {
        Question question = new Question(input);
        LocalDate from = question.day(Question.FROM, question.today().withDayOfYear(1));
        LocalDate to = question.day(Question.TO, from.withDayOfYear(from.lengthOfYear()));
        Filter within = Filter.of(TargetType.STARTS_ON + "=ge=" + from, TargetType.ENDS_ON + "=le=" + to);
        List<RecordSnapshot> targets = records.list(
                question.caller(),
                TargetType.TYPE,
                new RecordQuery(within.toString(), "startsOn,-endsOn,name,id", MOST));
        List<ReportRow> rows = new ArrayList<>();
        targets.stream()
                .filter(target -> targets.stream().noneMatch(other -> isPart(target, other)))
                .forEach(target -> add(question, targets, target, 0, rows));
        return new ReportTable(currencies.base(), COLUMNS, rows);
    }

    private static boolean isPart(RecordSnapshot target, RecordSnapshot other) {
        return Long.valueOf(other.id()).equals(target.reference(TargetType.PARENT));
    }

    private void add(
            Question question, List<RecordSnapshot> targets, RecordSnapshot target, long level, List<ReportRow> rows) {
        BigDecimal goal = target.get(TargetType.AMOUNT, BigDecimal.class);
        Optional<Reached> reached = reached(question, target);
        BigDecimal actual = reached.map(Reached::actual).orElse(null);
        rows.add(new Figures()
                .put("target", new Titled(target.id(), target.text(TargetType.NAME)))
                .put("level", level)
                .put("metric", target.text(TargetType.METRIC))
                .put("goal", goal)
                .put("actual", actual)
                .put("attained", actual == null ? null : Figures.share(actual, goal))
                .row(reached.map(Reached::behind).orElse(null)));
        targets.stream()
                .filter(part -> isPart(part, target))
                .forEach(part -> add(question, targets, part, level + 1, rows));
    }

    /** Empty where the records that count are not kept or may not be seen. */
    private Optional<Reached> reached(Question question, RecordSnapshot target) {
        Source source = Source.of(target);
        LocalDate from = target.get(TargetType.STARTS_ON, LocalDate.class);
        LocalDate to = target.get(TargetType.ENDS_ON, LocalDate.class);
        Filter filter = source.isMoment()
                ? source.filter().moments(source.day(), from, to, question.zone())
                : source.filter().days(source.day(), from, to);
        filter = whose(question, source, target, filter);
        try {
            BigDecimal actual = totals.read(
                            question.caller(), TotalsQuery.of(source.type(), filter.toString(), source.measure()))
                    .get(0)
                    .number(source.measure());
            return Optional.of(new Reached(actual, new ReportRow.Behind(source.type(), filter.toString())));
        } catch (NotFound | Forbidden | Invalid without) {
            return Optional.empty();
        }
    }

    private Filter whose(Question question, Source source, RecordSnapshot target, Filter filter) {
        Long user = target.reference(TargetType.USER);
        Long department = target.reference(TargetType.DEPARTMENT);
        Long product = target.reference(TargetType.PRODUCT);
        Filter whose = filter;
        if (user != null) {
            whose = whose.exactly(source.owner(), user);
        }
        if (department != null) {
            Set<String> below = departments.below(question.caller(), RecordId.format(department));
            whose = whose.in(source.department(), below);
        }
        return product == null ? whose : whose.exactly("product", product);
    }

    private record Reached(BigDecimal actual, ReportRow.Behind behind) {}
}
