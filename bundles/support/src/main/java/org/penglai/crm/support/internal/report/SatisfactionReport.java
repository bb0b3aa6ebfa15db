package org.penglai.crm.support.internal.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
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
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.survey.SurveyResponseType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;

/**
 * What customers who were asked in some days say, a row for each survey. The net promoter score is the share of those who
 * give 9 or 10 less the share of those who give 6 or less (Reichheld: The One Number You Need to Grow, 2003), in points.
 */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class SatisfactionReport extends SupportReport {
    private static final String SURVEY = "survey";
    private static final String KIND = "survey.kind";
    private static final String AVERAGE = "avg:score";
    private static final ReportParameter IN_QUEUE =
            ReportParameter.record("queue", TicketQueueType.TYPE, "队列", "Queue");
    private static final ReportParameter AGENT = ReportParameter.record("user", Support.USERS, "负责人", "Agent");

    private final RecordTotals totals;

    @Activate
    public SatisfactionReport(@Reference RecordTotals totals) {
        super(
                "supportSatisfaction",
                Localized.of("满意度", "Satisfaction"),
                "surveyResponses:read",
                IN_QUEUE,
                AGENT,
                FROM,
                TO);
        this.totals = totals;
    }

    @Override
    public ReportTable run(Input input) {
        String asked = days(input, "askedAt")
                + only("ticket.queue", input.text(IN_QUEUE.name()))
                + only("ticket.owner", input.text(AGENT.name()));
        Map<Titled, Long> answered =
                counts(totals, input, SurveyResponseType.TYPE, asked + ";score=null=false", SURVEY);
        Map<Titled, Long> promoters = counts(totals, input, SurveyResponseType.TYPE, asked + ";score=ge=9", SURVEY);
        Map<Titled, Long> detractors = counts(totals, input, SurveyResponseType.TYPE, asked + ";score=le=6", SURVEY);
        List<ReportRow> rows = new ArrayList<>();
        TotalsQuery query =
                TotalsQuery.of(SurveyResponseType.TYPE, asked, "count", AVERAGE).by(SURVEY, KIND);
        for (TotalsRow row : totals.read(input.caller(), query)) {
            Titled survey = row.reference(SURVEY);
            long answers = answered.getOrDefault(survey, 0L);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("key", survey);
            values.put("asked", row.count());
            values.put("answered", answers);
            values.put("rate", share(answers, row.count()));
            values.put("average", answers == 0 ? null : row.number(AVERAGE).setScale(2, RoundingMode.HALF_UP));
            boolean isPromotion = "nps".equals(row.text(KIND));
            values.put(
                    "nps",
                    isPromotion && answers > 0
                            ? points(promoters.getOrDefault(survey, 0L) - detractors.getOrDefault(survey, 0L), answers)
                            : null);
            rows.add(new ReportRow(
                    values, new ReportRow.Behind(SurveyResponseType.TYPE, asked + ";" + of(SURVEY, survey))));
        }
        return new ReportTable(
                null,
                List.of(
                        ReportColumn.of("key", Kind.REFERENCE, "问卷", "Survey"),
                        ReportColumn.of("asked", Kind.INTEGER, "已发出", "Asked"),
                        ReportColumn.of("answered", Kind.INTEGER, "已评价", "Answered"),
                        ReportColumn.of("rate", Kind.PERCENT, "回收率", "Answer rate"),
                        ReportColumn.of("average", Kind.DECIMAL, "平均分", "Average score"),
                        ReportColumn.of("nps", Kind.DECIMAL, "净推荐值", "Net promoter score")),
                rows);
    }

    private static String only(String field, String id) {
        return id.isEmpty() ? "" : ";" + field + "==" + id;
    }

    private static BigDecimal points(long difference, long answers) {
        return BigDecimal.valueOf(difference * 100).divide(BigDecimal.valueOf(answers), 1, RoundingMode.HALF_UP);
    }
}
