package org.penglai.crm.support.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.reports.Report;
import org.penglai.crm.api.reports.ReportParameter;
import org.penglai.crm.api.reports.ReportRow;
import org.penglai.crm.api.reports.ReportTable;
import org.penglai.crm.api.reports.Titled;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.calendar.internal.BusinessCalendarsType;
import org.penglai.crm.calendar.internal.CalendarExceptionsType;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.sla.SlaPolicyType;
import org.penglai.crm.support.internal.sla.SlaTimerType;
import org.penglai.crm.support.internal.survey.SurveyResponseType;
import org.penglai.crm.support.internal.survey.SurveyType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** A few days of service whose figures are worked out by hand; each figure counts the records of the list behind it. */
class SupportReportsTest {
    /** A Monday at nine in Shanghai. */
    private static final Instant MONDAY = Instant.parse("2027-03-01T01:00:00Z");

    private final MovedClock time = new MovedClock();
    private TestKernel kernel;
    private long pumps;
    private long doors;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theFiguresAreThoseOfTheRecords(TestDatabase.Kind kind) {
        try (TestKernel opened = TestKernel.on(
                kind,
                time,
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new BusinessCalendarsType(),
                new CalendarExceptionsType(),
                new TicketQueueType(),
                new SlaPolicyType(),
                new SlaTimerType(),
                new TicketType(),
                new TicketMessageType(),
                new SurveyType(),
                new SurveyResponseType())) {
            kernel = opened;
            time.set(MONDAY);
            pumps = kernel.create(TicketQueueType.TYPE, Map.of("name", "水泵")).id();
            doors = kernel.create(TicketQueueType.TYPE, Map.of("name", "门窗")).id();
            kernel.create(SlaPolicyType.TYPE, Map.of("name", "标准", "firstResponseNormal", 90L));
            someDays();
            timesAreAveragedAndPromisesCounted();
            theBacklogIsWhatIsOpenNow();
            scoresAreAveragedAndPromotersCounted();
        }
    }

    /** Two answered about pumps after one and three hours, one of them solved and opened again; one about doors waits. */
    private void someDays() {
        RecordSnapshot first = ticket(pumps);
        RecordSnapshot second = ticket(pumps);
        ticket(doors);
        time.move(Duration.ofHours(1));
        say(first);
        time.move(Duration.ofHours(2));
        say(second);
        time.move(Duration.ofHours(1));
        kernel.act(now(first), "resolve", Map.of("resolution", "已更换"));
        kernel.act(now(second), "resolve", Map.of("resolution", "已更换"));
        time.move(Duration.ofDays(2));
        kernel.act(now(second), "reopen", Map.of());
    }

    private void timesAreAveragedAndPromisesCounted() {
        ReportTable times = run(new TimesReport(kernel.totals()));
        assertThat(table(times, "key", "count", "answer", "solution", "kept", "reopened"))
                .containsExactlyInAnyOrder("水泵 2 2 4 0.5 0.5", "门窗 1 - - - 0");
        countsAreThoseOfTheLists(times, "count");
        assertThat(run(new TimesReport(kernel.totals()), "from", "2027-01-01", "to", "2027-02-28")
                        .rows())
                .isEmpty();
        assertThat(table(run(new TimesReport(kernel.totals()), "by", "owner"), "count"))
                .containsExactly("3");
    }

    private void theBacklogIsWhatIsOpenNow() {
        ReportTable backlog = run(new BacklogReport(kernel.totals()));
        assertThat(table(backlog, "key", "count", "nobodys", "late", "waiting", "days"))
                .containsExactlyInAnyOrder("水泵 1 1 1 0 2.2", "门窗 1 1 0 0 2.2");
        countsAreThoseOfTheLists(backlog, "count");
    }

    private void scoresAreAveragedAndPromotersCounted() {
        RecordSnapshot nps = kernel.create(
                SurveyType.TYPE, Map.of("name", "推荐", "kind", "nps", "address", "https://crm.example.com"));
        for (Long score : Arrays.asList(10L, 9L, 8L, 3L, null)) {
            RecordSnapshot ticket = ticket(pumps);
            Map<String, Object> values = new HashMap<>(Map.of(
                    "name", "x",
                    "survey", nps.id(),
                    "ticket", ticket.id(),
                    "tokenHash", "h" + score,
                    "askedAt", time.instant(),
                    "expiresAt", time.instant().plus(Duration.ofDays(30))));
            values.put("score", score);
            kernel.create(SurveyResponseType.TYPE, values);
        }
        ReportTable satisfaction = run(new SatisfactionReport(kernel.totals()));
        assertThat(table(satisfaction, "key", "asked", "answered", "rate", "average", "nps"))
                .containsExactly("推荐 5 4 0.8 7.5 25");
        countsAreThoseOfTheLists(satisfaction, "asked");
        assertThat(run(new SatisfactionReport(kernel.totals()), "queue", RecordId.format(doors))
                        .rows())
                .isEmpty();
        assertThat(run(new SatisfactionReport(kernel.totals()), "queue", RecordId.format(pumps))
                        .rows())
                .hasSize(1);
    }

    private void countsAreThoseOfTheLists(ReportTable table, String count) {
        for (ReportRow row : table.rows()) {
            assertThat(kernel.list(row.behind().type(), row.behind().filter(), 200))
                    .hasSize(((Long) row.values().get(count)).intValue());
        }
    }

    private ReportTable run(Report report, String... parameters) {
        Map<String, String> values = new LinkedHashMap<>();
        for (ReportParameter each : report.definition().parameters()) {
            values.put(each.name(), each.defaultValue());
        }
        for (int at = 0; at < parameters.length; at += 2) {
            values.put(parameters[at], parameters[at + 1]);
        }
        return report.run(new Report.Input(Caller.system(), values, time.instant()));
    }

    private static List<String> table(ReportTable table, String... columns) {
        return table.rows().stream()
                .map(row -> Arrays.stream(columns)
                        .map(column -> text(row.values().get(column)))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static String text(Object value) {
        if (value instanceof Titled titled) {
            return titled.title();
        }
        return value instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : value == null ? "-" : value.toString();
    }

    private RecordSnapshot ticket(long queue) {
        return kernel.create(TicketType.TYPE, Map.of("subject", "泵不转", "queue", queue));
    }

    private void say(RecordSnapshot ticket) {
        kernel.create(TicketMessageType.TYPE, Map.of("ticket", ticket.id(), "direction", "out", "body", "工程师今天到"));
    }

    private RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }
}
