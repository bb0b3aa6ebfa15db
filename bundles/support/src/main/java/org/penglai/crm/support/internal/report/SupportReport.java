package org.penglai.crm.support.internal.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.Option;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportColumn;
import org.penglai.crm.api.reports.ReportDefinition;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.reports.TotalsQuery;

/** What the reports on service have in common: what they are asked with, and how figures are worked out. */
abstract class SupportReport implements Report {
    static final ReportParameter FROM = ReportParameter.date("from", "起始日期", "From");
    static final ReportParameter TO = ReportParameter.date("to", "截止日期", "To");
    static final String QUEUE = "queue";
    static final String OWNER = "owner";
    static final ReportParameter BY = ReportParameter.choice(
            "by",
            "分组",
            "By",
            new Option(QUEUE, Localized.of("队列", "Queue")),
            new Option(OWNER, Localized.of("负责人", "Agent")));
    private static final BigDecimal MINUTES_PER_HOUR = BigDecimal.valueOf(60);
    private static final int USUAL_DAYS = 30;

    private final ReportDefinition definition;

    SupportReport(String name, Localized label, String permission, ReportParameter... parameters) {
        this.definition = new ReportDefinition(name, label, permission, List.of(parameters));
    }

    @Override
    public final ReportDefinition definition() {
        return definition;
    }

    /** RSQL for the days that are asked for, of the last thirty where none are. */
    static String days(Input input, String field) {
        ZoneId zone = input.caller().zone();
        LocalDate today = LocalDate.ofInstant(input.now(), zone);
        Instant from =
                day(input, FROM, today.minusDays(USUAL_DAYS)).atStartOfDay(zone).toInstant();
        Instant end = day(input, TO, today).plusDays(1).atStartOfDay(zone).toInstant();
        return field + "=ge=" + from + ";" + field + "=lt=" + end;
    }

    private static LocalDate day(Input input, ReportParameter parameter, LocalDate otherwise) {
        String text = input.text(parameter.name());
        return text.isEmpty() ? otherwise : LocalDate.parse(text);
    }

    static ReportColumn groups(String by) {
        return by.equals(OWNER)
                ? ReportColumn.of("key", ReportColumn.Kind.REFERENCE, "负责人", "Agent")
                : ReportColumn.of("key", ReportColumn.Kind.REFERENCE, "队列", "Queue");
    }

    /** RSQL for the records of one group. */
    static String of(String field, Titled group) {
        return group == null ? field + "=null=true" : field + "==" + RecordId.format(group.id());
    }

    /** How many records of the type match, by what the field leads to. */
    static Map<Titled, Long> counts(RecordTotals totals, Input input, String type, String filter, String by) {
        Map<Titled, Long> counts = new HashMap<>();
        totals.read(input.caller(), TotalsQuery.of(type, filter, "count").by(by))
                .forEach(row -> counts.put(row.reference(by), row.count()));
        return counts;
    }

    /** Null where there was nothing. */
    static BigDecimal share(long part, long whole) {
        return whole == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
    }

    /** Hours of minutes; null where there is nothing to average. */
    static BigDecimal hours(BigDecimal minutes) {
        return minutes == null ? null : minutes.divide(MINUTES_PER_HOUR, 1, RoundingMode.HALF_UP);
    }
}
