package org.penglai.crm.sales.internal.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
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
import org.penglai.crm.api.reports.TotalsRow;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.opportunity.OpportunityStatus;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.PipelineType;
import org.penglai.crm.sales.internal.opportunity.StageChangeType;
import org.penglai.crm.sales.internal.opportunity.StageType;

/**
 * How many deals stand in each stage of a pipeline, how many have come as far, and how long they stay. A deal that skipped a
 * stage has passed it; one that was lost has come as far as it was.
 */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class FunnelReport extends SalesReport {
    private static final List<ReportColumn> COLUMNS = List.of(
            ReportColumn.of("stage", Kind.REFERENCE, "阶段", "Stage"),
            ReportColumn.of("count", Kind.INTEGER, "商机数", "Opportunities"),
            ReportColumn.of("amount", Kind.MONEY, "金额", "Amount"),
            ReportColumn.of("weighted", Kind.MONEY, "加权金额", "Weighted"),
            ReportColumn.of("reached", Kind.INTEGER, "到达过", "Came this far"),
            ReportColumn.of("conversion", Kind.PERCENT, "进入下一阶段", "Went on"),
            ReportColumn.of("fromStart", Kind.PERCENT, "累计转化", "Of all"),
            ReportColumn.of("days", Kind.DECIMAL, "平均停留（天）", "Days here"));
    private static final BigDecimal SECONDS_OF_DAY = BigDecimal.valueOf(86_400);
    private static final String AVERAGE_STAY = "avg:" + StageChangeType.STAYED_SECONDS;

    @Activate
    public FunnelReport(
            @Reference RecordReader records, @Reference RecordTotals totals, @Reference Currencies currencies) {
        super(
                records,
                totals,
                currencies,
                "salesFunnel",
                Localized.of("销售漏斗", "Funnel"),
                StageChangeType.TYPE,
                Question.PIPELINE,
                Question.FROM,
                Question.TO,
                Question.USER,
                Question.DEPARTMENT,
                Question.AS_OF);
    }

    @Override
    public ReportTable run(Input input) {
        Question question = new Question(input);
        List<RecordSnapshot> stages = stages(question);
        if (stages.isEmpty()) {
            return new ReportTable(currencies.base(), COLUMNS, List.of());
        }
        List<String> ids =
                stages.stream().map(stage -> RecordId.format(stage.id())).toList();
        Filter created = cohort(Filter.of(), question, StageChangeType.OPPORTUNITY + ".createdAt");
        Filter standing =
                question.standing(departments).in(StageChangeType.TO, ids).and(created.toString());
        Map<Long, TotalsRow> here = by(
                StageChangeType.TO,
                question,
                standing,
                "count",
                "sum:" + StageChangeType.BASE_AMOUNT,
                "sum:" + StageChangeType.WEIGHTED_AMOUNT);
        Map<Long, TotalsRow> furthest = by(StageChangeType.FURTHEST, question, standing, "count");
        Filter left = question.whose(
                        Filter.of(StageChangeType.IS_MOVE + "==true", StageChangeType.AT + "=lt=" + question.moment()),
                        departments,
                        "owner",
                        "ownerDepartment")
                .in(StageChangeType.FROM, ids)
                .and(created.toString());
        Map<Long, TotalsRow> stays = by(StageChangeType.FROM, question, left, "count", AVERAGE_STAY);
        return new ReportTable(currencies.base(), COLUMNS, rows(question, stages, here, furthest, stays));
    }

    private List<ReportRow> rows(
            Question question,
            List<RecordSnapshot> stages,
            Map<Long, TotalsRow> here,
            Map<Long, TotalsRow> furthest,
            Map<Long, TotalsRow> stays) {
        List<Long> reached = reached(stages, furthest);
        List<ReportRow> rows = new ArrayList<>();
        for (int at = 0; at < stages.size(); at++) {
            RecordSnapshot stage = stages.get(at);
            TotalsRow standing = here.get(stage.id());
            TotalsRow stay = stays.get(stage.id());
            boolean lost = OpportunityStatus.LOST.equals(stage.text(StageType.KIND));
            Figures row = new Figures()
                    .put("stage", new Titled(stage.id(), stage.text(StageType.NAME)))
                    .put("count", standing == null ? 0L : standing.count())
                    .put("amount", sum(standing, StageChangeType.BASE_AMOUNT))
                    .put("weighted", sum(standing, StageChangeType.WEIGHTED_AMOUNT))
                    .put("days", stay == null ? null : days(stay.number(AVERAGE_STAY)));
            if (!lost) {
                Long next = at + 1 < reached.size() ? reached.get(at + 1) : null;
                row.put("reached", reached.get(at))
                        .put("conversion", next == null ? null : Figures.share(next, reached.get(at)))
                        .put("fromStart", Figures.share(reached.get(at), reached.get(0)));
            }
            rows.add(row.row(behind(question, stage)));
        }
        return rows;
    }

    /** How many came to each of the stages that are not lost, or beyond. */
    private static List<Long> reached(List<RecordSnapshot> stages, Map<Long, TotalsRow> furthest) {
        List<Long> counts = new ArrayList<>(stages.stream()
                .filter(stage -> !OpportunityStatus.LOST.equals(stage.text(StageType.KIND)))
                .map(stage -> furthest.containsKey(stage.id())
                        ? furthest.get(stage.id()).count()
                        : 0L)
                .toList());
        for (int at = counts.size() - 2; at >= 0; at--) {
            counts.set(at, counts.get(at) + counts.get(at + 1));
        }
        return counts;
    }

    private ReportRow.Behind behind(Question question, RecordSnapshot stage) {
        if (question.isPast()) {
            Filter rows = question.standing(departments).exactly(StageChangeType.TO, stage.id());
            return new ReportRow.Behind(
                    StageChangeType.TYPE,
                    cohort(rows, question, StageChangeType.OPPORTUNITY + ".createdAt")
                            .toString());
        }
        Filter deals = question.whose(
                Filter.of().exactly(OpportunityType.STAGE, stage.id()), departments, "owner", "owner.department");
        return new ReportRow.Behind(
                OpportunityType.TYPE, cohort(deals, question, "createdAt").toString());
    }

    private static Filter cohort(Filter filter, Question question, String created) {
        return filter.moments(
                created, question.day(Question.FROM, null), question.day(Question.TO, null), question.zone());
    }

    /** Open ones in their order, then won, then lost. */
    private List<RecordSnapshot> stages(Question question) {
        String pipeline = question.text(Question.PIPELINE);
        if (pipeline.isEmpty()) {
            pipeline =
                    records
                            .list(question.caller(), PipelineType.TYPE, new RecordQuery("", "-isDefault,order,id", 1))
                            .stream()
                            .map(found -> RecordId.format(found.id()))
                            .findFirst()
                            .orElse(RecordId.format(0));
        }
        List<RecordSnapshot> all = records.list(
                question.caller(),
                StageType.TYPE,
                new RecordQuery(StageType.PIPELINE + "==" + pipeline, "order,id", 200));
        List<RecordSnapshot> ordered = new ArrayList<>();
        for (String kind : List.of(OpportunityStatus.OPEN, OpportunityStatus.WON, OpportunityStatus.LOST)) {
            all.stream()
                    .filter(stage -> kind.equals(stage.text(StageType.KIND)))
                    .forEach(ordered::add);
        }
        return ordered;
    }

    private Map<Long, TotalsRow> by(String group, Question question, Filter filter, String... measures) {
        Map<Long, TotalsRow> found = new HashMap<>();
        TotalsQuery query = TotalsQuery.of(StageChangeType.TYPE, filter.toString(), measures)
                .by(group);
        for (TotalsRow row : totals.read(question.caller(), query)) {
            if (row.reference(group) != null) {
                found.put(row.reference(group).id(), row);
            }
        }
        return found;
    }

    private static BigDecimal sum(TotalsRow row, String field) {
        return row == null ? BigDecimal.ZERO : row.number("sum:" + field);
    }

    private static BigDecimal days(BigDecimal seconds) {
        return seconds.divide(SECONDS_OF_DAY, 1, RoundingMode.HALF_UP);
    }
}
