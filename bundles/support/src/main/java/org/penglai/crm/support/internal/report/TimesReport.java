package org.penglai.crm.support.internal.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.penglai.crm.support.internal.sla.SlaTimerType;
import org.penglai.crm.support.internal.ticket.TicketType;

/** How long customers waited for answers and solutions, and how often it was as promised, of tickets begun in some days. */
@Component(
        service = Report.class,
        reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class TimesReport extends SupportReport {
    private static final String ANSWER = "avg:" + TicketType.FIRST_RESPONSE_MINUTES;
    private static final String SOLUTION = "avg:" + TicketType.RESOLUTION_MINUTES;
    private static final String STATE = "state";

    private final RecordTotals totals;

    @Activate
    public TimesReport(@Reference RecordTotals totals) {
        super("supportTimes", Localized.of("响应与解决", "Answers and solutions"), "tickets:read", BY, FROM, TO);
        this.totals = totals;
    }

    @Override
    public ReportTable run(Input input) {
        String by = input.text(BY.name());
        String begun = days(input, "createdAt") + ";status!=merged";
        Map<Titled, Kept> kept = kept(input, by);
        List<ReportRow> rows = new ArrayList<>();
        TotalsQuery tickets = TotalsQuery.of(TicketType.TYPE, begun, "count", ANSWER, SOLUTION)
                .by(by);
        Map<Titled, Long> reopened = counts(totals, input, TicketType.TYPE, begun + ";reopenCount=gt=0", by);
        for (TotalsRow row : totals.read(input.caller(), tickets)) {
            Titled group = row.reference(by);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("key", group);
            values.put("count", row.count());
            values.put("answer", hours(average(row, ANSWER)));
            values.put("solution", hours(average(row, SOLUTION)));
            Kept promises = kept.getOrDefault(group, new Kept(0, 0));
            values.put("kept", share(promises.met, promises.met + promises.late));
            values.put("reopened", share(reopened.getOrDefault(group, 0L), row.count()));
            rows.add(new ReportRow(values, new ReportRow.Behind(TicketType.TYPE, begun + ";" + of(by, group))));
        }
        return new ReportTable(
                null,
                List.of(
                        groups(by),
                        ReportColumn.of("count", Kind.INTEGER, "工单数", "Tickets"),
                        ReportColumn.of("answer", Kind.DECIMAL, "平均首次响应（小时）", "Hours to the first answer"),
                        ReportColumn.of("solution", Kind.DECIMAL, "平均解决（小时）", "Hours to the solution"),
                        ReportColumn.of("kept", Kind.PERCENT, "SLA 达成", "Promises kept"),
                        ReportColumn.of("reopened", Kind.PERCENT, "重开比例", "Reopened")),
                rows);
    }

    /** What was promised and is decided, by the groups of the tickets. */
    private Map<Titled, Kept> kept(Input input, String by) {
        String field = "ticket." + by;
        String decided = days(input, "ticket.createdAt") + ";state=in=(met,breached);ticket.status!=merged";
        Map<Titled, Kept> kept = new HashMap<>();
        if (!input.caller().may("slaTimers:read")) {
            return kept;
        }
        TotalsQuery query = TotalsQuery.of(SlaTimerType.TYPE, decided, "count").by(field, STATE);
        for (TotalsRow row : totals.read(input.caller(), query)) {
            boolean met = "met".equals(row.text(STATE));
            kept.merge(row.reference(field), new Kept(met ? row.count() : 0, met ? 0 : row.count()), Kept::plus);
        }
        return kept;
    }

    private static BigDecimal average(TotalsRow row, String measure) {
        return row.values().get(measure) == null ? null : row.number(measure);
    }

    private record Kept(long met, long late) {
        Kept plus(Kept other) {
            return new Kept(met + other.met, late + other.late);
        }
    }
}
