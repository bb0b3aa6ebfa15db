package org.penglai.crm.support.internal.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
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
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/** What is unresolved now: how much, how much of it is nobody's or late, and since when the oldest waits. */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class BacklogReport extends SupportReport {
    private static final String OLDEST = "min:createdAt";
    private static final BigDecimal HOURS_PER_DAY = BigDecimal.valueOf(24);

    private final RecordTotals totals;

    @Activate
    public BacklogReport(@Reference RecordTotals totals) {
        super("supportBacklog", Localized.of("积压", "Backlog"), "tickets:read", BY);
        this.totals = totals;
    }

    @Override
    public ReportTable run(Input input) {
        String by = input.text(BY.name());
        String open = TicketStatus.IS_UNRESOLVED;
        Map<Titled, Long> nobodys = counts(totals, input, TicketType.TYPE, open + ";owner=null=true", by);
        Map<Titled, Long> late = counts(totals, input, TicketType.TYPE, open + ";slaState==breached", by);
        Map<Titled, Long> waiting = counts(totals, input, TicketType.TYPE, open + ";status==pendingCustomer", by);
        List<ReportRow> rows = new ArrayList<>();
        TotalsQuery query =
                TotalsQuery.of(TicketType.TYPE, open, "count", OLDEST).by(by);
        for (TotalsRow row : totals.read(input.caller(), query)) {
            Titled group = row.reference(by);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("key", group);
            values.put("count", row.count());
            values.put("nobodys", nobodys.getOrDefault(group, 0L));
            values.put("late", late.getOrDefault(group, 0L));
            values.put("waiting", waiting.getOrDefault(group, 0L));
            values.put("days", days((Instant) row.values().get(OLDEST), input.now()));
            rows.add(new ReportRow(values, new ReportRow.Behind(TicketType.TYPE, open + ";" + of(by, group))));
        }
        return new ReportTable(
                null,
                List.of(
                        groups(by),
                        ReportColumn.of("count", Kind.INTEGER, "未解决", "Unresolved"),
                        ReportColumn.of("nobodys", Kind.INTEGER, "未分配", "Nobody's"),
                        ReportColumn.of("late", Kind.INTEGER, "SLA 超时", "Late"),
                        ReportColumn.of("waiting", Kind.INTEGER, "等待客户", "Waiting for the customer"),
                        ReportColumn.of("days", Kind.DECIMAL, "最早的天数", "Days of the oldest")),
                rows);
    }

    private static BigDecimal days(Instant since, Instant now) {
        return since == null
                ? null
                : BigDecimal.valueOf(Duration.between(since, now).toHours())
                        .divide(HOURS_PER_DAY, 1, RoundingMode.HALF_UP);
    }
}
