package org.penglai.crm.support.internal.report;

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
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.reports.TotalsRow;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.quality.QualityReviewType;

/** What reviews that were completed in some days say of each agent. */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class QualityReport extends SupportReport {
    private static final String AVERAGE = "avg:" + QualityReviewType.SCORE;
    private static final String AGENT = QualityReviewType.AGENT;

    private final RecordTotals totals;

    @Activate
    public QualityReport(@Reference RecordTotals totals) {
        super("supportQuality", Localized.of("质检", "Quality"), "qualityReviews:read", FROM, TO);
        this.totals = totals;
    }

    @Override
    public ReportTable run(Input input) {
        String scored = days(input, QualityReviewType.COMPLETED_AT);
        Map<Titled, Long> passed = counts(totals, input, QualityReviewType.TYPE, scored + ";isPassed==true", AGENT);
        List<ReportRow> rows = new ArrayList<>();
        TotalsQuery all =
                TotalsQuery.of(QualityReviewType.TYPE, scored, "count", AVERAGE).by(AGENT);
        for (TotalsRow row : totals.read(input.caller(), all)) {
            Titled agent = row.reference(AGENT);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("key", agent);
            values.put("count", row.count());
            values.put("average", row.number(AVERAGE).setScale(4, RoundingMode.HALF_UP));
            values.put("passed", share(passed.getOrDefault(agent, 0L), row.count()));
            rows.add(new ReportRow(
                    values, new ReportRow.Behind(QualityReviewType.TYPE, scored + ";" + of(AGENT, agent))));
        }
        return new ReportTable(
                null,
                List.of(
                        ReportColumn.of("key", Kind.REFERENCE, "客服", "Agent"),
                        ReportColumn.of("count", Kind.INTEGER, "质检数", "Reviews"),
                        ReportColumn.of("average", Kind.PERCENT, "平均得分", "Average score"),
                        ReportColumn.of("passed", Kind.PERCENT, "合格率", "Passed")),
                rows);
    }
}
