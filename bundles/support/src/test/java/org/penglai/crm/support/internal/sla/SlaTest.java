package org.penglai.crm.support.internal.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.calendar.BusinessHours;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.calendar.internal.BusinessCalendarsType;
import org.penglai.crm.calendar.internal.CalendarExceptionsType;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** What is promised about a ticket is due to the minute, waits while the customer is waited for, and is told of once. */
class SlaTest {
    private static final Path CASES =
            Path.of("..", "api", "src", "test", "resources", "org/penglai/crm/api/calendar/sla-cases.json");

    /** Monday, nine o'clock in Shanghai. */
    private static final Instant MONDAY = Instant.parse("2027-03-01T01:00:00Z");

    private final MovedClock time = new MovedClock(MONDAY);
    private TestKernel kernel;
    private final SubmittedJobs jobs = new SubmittedJobs(SlaRecomputing.KIND);
    private SlaWatch watch;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void promisesAreKeptToTheMinute(TestDatabase.Kind kind) throws Exception {
        try (TestKernel opened = open(kind)) {
            kernel = opened;
            watch = new SlaWatch(kernel.records());
            answersAndSolutionsMeetWhatWasPromised();
            nothingRunsWhileTheCustomerIsWaitedFor();
            whatIsLateIsNotMadeGoodByWaiting();
            aTicketCanWaitAsOftenAsItMust();
            whatIsReopenedIsPromisedAnew();
            whatIsMergedWaitsForNobodyUntilItIsTakenApart();
            anotherPriorityPromisesSomethingElse();
            whatWasNoLongerPromisedBeforeAMergeIsNotPromisedAfterIt();
            peopleAreWarnedAndToldOnceAndTheTicketIsHandedOn();
            anotherCalendarCountsForWhatIsRunning();
            aCalendarWhoseShiftsCannotBeReadIsRefused();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void everyCaseIsDueToTheMinute(TestDatabase.Kind kind) throws IOException {
        JsonNode all = new ObjectMapper().readTree(CASES.toFile());
        // Reckoning is the same on both; that instants come back as they were is seen from some.
        int step = kind == TestDatabase.Kind.DERBY ? 1 : 10;
        try (TestKernel opened = open(kind)) {
            kernel = opened;
            Map<String, RecordSnapshot> calendars = new HashMap<>();
            all.get("calendars")
                    .fields()
                    .forEachRemaining(each -> calendars.put(each.getKey(), calendar(each.getKey(), each.getValue())));
            RecordSnapshot policy = policy(Map.of());
            for (int at = 0; at < all.get("cases").size(); at += step) {
                JsonNode promise = all.get("cases").get(at);
                policy = kernel.update(
                        policy,
                        Map.of(
                                "calendar",
                                calendars.get(promise.get("calendar").asText()).id(),
                                "resolutionNormal",
                                promise.get("minutes").asLong()));
                time.set(Instant.parse(promise.get("startedAt").asText()));
                RecordSnapshot ticket = ticket(Map.of());
                for (JsonNode pause : promise.get("pauses")) {
                    time.set(Instant.parse(pause.get(0).asText()));
                    kernel.act(now(ticket), "waitForCustomer", Map.of());
                    time.set(Instant.parse(pause.get(1).asText()));
                    kernel.act(now(ticket), "resume", Map.of());
                }
                assertThat(timer(ticket, "resolution").get("dueAt", Instant.class))
                        .as("case %d: %s", at, promise)
                        .isEqualTo(Instant.parse(promise.get("dueAt").asText()));
                kernel.delete(now(ticket));
            }
        }
    }

    private void answersAndSolutionsMeetWhatWasPromised() {
        policy(Map.of("firstResponseNormal", 60, "nextResponseNormal", 120, "resolutionNormal", 450));
        time.set(MONDAY);
        RecordSnapshot ticket = ticket(Map.of());
        assertThat(due(ticket)).isEqualTo(MONDAY.plus(Duration.ofHours(1)));
        pass(30);
        say(ticket, "out");
        assertThat(state(ticket, "firstResponse")).isEqualTo("met");
        // Of the day's seven and a half hours: nine to twelve, half past one to six.
        assertThat(due(ticket)).isEqualTo(Instant.parse("2027-03-01T10:00:00Z"));
        say(ticket, "in");
        assertThat(due(ticket)).isEqualTo(MONDAY.plus(Duration.ofMinutes(150)));
        say(ticket, "in");
        assertThat(timers(ticket)).hasSize(3);
        pass(200);
        watch();
        assertThat(now(ticket).text("slaState")).isEqualTo("breached");
        say(ticket, "out");
        assertThat(state(ticket, "nextResponse")).isEqualTo("breached");
        assertThat(now(ticket).text("slaState")).isEqualTo("running");
        say(ticket, "in");
        assertThat(timers(ticket)).hasSize(4);
        kernel.act(now(ticket), "resolve", Map.of("resolution", "已更换"));
        assertThat(timers(ticket)).extracting(timer -> timer.text("state")).containsOnly("met", "breached");
        assertThat(now(ticket).text("slaState")).isEqualTo("breached");
    }

    private void nothingRunsWhileTheCustomerIsWaitedFor() {
        time.set(MONDAY);
        RecordSnapshot ticket = ticket(Map.of());
        say(ticket, "out");
        kernel.act(now(ticket), "waitForCustomer", Map.of());
        assertThat(now(ticket).text("slaState")).isEqualTo("paused");
        time.set(MONDAY.plus(Duration.ofDays(2)));
        watch();
        assertThat(state(ticket, "resolution")).isEqualTo("paused");
        say(ticket, "in");
        RecordSnapshot timer = timer(ticket, "resolution");
        assertThat(timer.text("state")).isEqualTo("running");
        assertThat(timer.get("dueAt", Instant.class)).isEqualTo(Instant.parse("2027-03-03T10:00:00Z"));
        assertThat(timer.integer("pausedMinutes", 0)).isEqualTo(900);
    }

    private void whatIsLateIsNotMadeGoodByWaiting() {
        time.set(MONDAY);
        RecordSnapshot ticket = ticket(Map.of());
        pass(70);
        kernel.act(now(ticket), "waitForCustomer", Map.of());
        assertThat(state(ticket, "firstResponse")).isEqualTo("running");
        assertThat(state(ticket, "resolution")).isEqualTo("paused");
        watch();
        assertThat(state(ticket, "firstResponse")).isEqualTo("breached");
    }

    private void aTicketCanWaitAsOftenAsItMust() {
        time.set(MONDAY);
        RecordSnapshot ticket = ticket(Map.of());
        for (int pause = 0; pause < 70; pause++) {
            kernel.act(now(ticket), "waitForCustomer", Map.of());
            pass(1);
            kernel.act(now(ticket), "resume", Map.of());
        }
        RecordSnapshot timer = timer(ticket, "resolution");
        assertThat(timer.integer("pausedMinutes", 0)).isEqualTo(70);
        assertThat(timer.get("dueAt", Instant.class)).isEqualTo(Instant.parse("2027-03-02T02:10:00Z"));
    }

    private void whatIsReopenedIsPromisedAnew() {
        time.set(MONDAY);
        RecordSnapshot ticket = ticket(Map.of());
        say(ticket, "out");
        kernel.act(now(ticket), "resolve", Map.of("resolution", "已更换"));
        time.set(MONDAY.plus(Duration.ofDays(1)));
        kernel.act(now(ticket), "reopen", Map.of());
        assertThat(due(ticket)).isEqualTo(Instant.parse("2027-03-02T10:00:00Z"));
        assertThat(timers(ticket))
                .filteredOn(timer -> "resolution".equals(timer.text("metric")))
                .hasSize(2);
    }

    private void whatIsMergedWaitsForNobodyUntilItIsTakenApart() {
        time.set(MONDAY);
        RecordSnapshot into = ticket(Map.of());
        RecordSnapshot ticket = ticket(Map.of());
        Instant promised = due(ticket);
        kernel.act(now(ticket), "merge", Map.of("into", into.id()));
        assertThat(timers(ticket)).extracting(timer -> timer.text("state")).containsOnly("cancelled");
        assertThat(due(ticket)).isNull();
        assertThat(timers(into)).hasSize(2);
        kernel.act(now(ticket), "unmerge", Map.of());
        assertThat(due(ticket)).isEqualTo(promised);
        assertThat(timers(ticket)).hasSize(2);
    }

    private void anotherPriorityPromisesSomethingElse() {
        time.set(MONDAY);
        RecordSnapshot ticket = ticket(Map.of());
        pass(10);
        RecordSnapshot policy = kernel.list(SlaPolicyType.TYPE, "", 1).get(0);
        kernel.update(policy, Map.of("firstResponseUrgent", 15));
        kernel.update(now(ticket), Map.of("priority", "urgent"));
        assertThat(due(ticket)).isEqualTo(MONDAY.plus(Duration.ofMinutes(15)));
        // Nothing is promised about the solution of urgent ones.
        assertThat(state(ticket, "resolution")).isEqualTo("cancelled");
        pass(10);
        kernel.update(now(ticket), Map.of("priority", "normal"));
        RecordSnapshot again = timer(ticket, "resolution");
        assertThat(again.text("state")).isEqualTo("running");
        assertThat(again.get("startedAt", Instant.class)).as("it goes on").isEqualTo(MONDAY);
        assertThat(timers(ticket)).hasSize(2);
        kernel.update(now(ticket), Map.of("priority", "urgent"));
        kernel.act(now(ticket), "resolve", Map.of("resolution", "已更换"));
        pass(10);
        kernel.act(now(ticket), "reopen", Map.of());
        kernel.update(now(ticket), Map.of("priority", "normal"));
        assertThat(timers(ticket))
                .as("what was over is not taken up again")
                .filteredOn(timer -> "resolution".equals(timer.text("metric")))
                .extracting(timer -> timer.text("state"))
                .containsExactlyInAnyOrder("cancelled", "running");
    }

    private void whatWasNoLongerPromisedBeforeAMergeIsNotPromisedAfterIt() {
        time.set(MONDAY);
        RecordSnapshot into = ticket(Map.of());
        RecordSnapshot ticket = ticket(Map.of());
        kernel.update(now(ticket), Map.of("priority", "urgent"));
        kernel.act(now(ticket), "merge", Map.of("into", into.id()));
        kernel.act(now(ticket), "unmerge", Map.of());
        assertThat(state(ticket, "firstResponse")).isEqualTo("running");
        assertThat(state(ticket, "resolution")).isEqualTo("cancelled");
    }

    private void peopleAreWarnedAndToldOnceAndTheTicketIsHandedOn() {
        RecordSnapshot boss = kernel.create("users", Map.of("username", "boss", "name", "boss"));
        RecordSnapshot agent = kernel.create("users", Map.of("username", "agent", "name", "agent"));
        RecordSnapshot policy = kernel.list(SlaPolicyType.TYPE, "", 1).get(0);
        kernel.update(policy, Map.of("warnMinutes", 20, "escalateTo", boss.id(), "reassign", true));
        time.set(MONDAY);
        RecordSnapshot ticket = ticket(Map.of("owner", agent.id()));
        pass(39);
        watch();
        assertThat(timer(ticket, "firstResponse").values().get("warnedAt")).isNull();
        pass(1);
        watch();
        RecordSnapshot warned = timer(ticket, "firstResponse");
        assertThat(warned.get("warnedAt", Instant.class)).isEqualTo(time.instant());
        pass(5);
        watch();
        assertThat(timer(ticket, "firstResponse").version()).isEqualTo(warned.version());
        pass(15);
        watch();
        RecordSnapshot late = timer(ticket, "firstResponse");
        assertThat(late.text("state")).isEqualTo("breached");
        assertThat(now(ticket).reference("owner")).isEqualTo(boss.id());
        pass(5);
        kernel.update(now(ticket), Map.of("owner", agent.id()));
        watch();
        assertThat(timer(ticket, "firstResponse").version()).isEqualTo(late.version());
        assertThat(now(ticket).reference("owner")).isEqualTo(agent.id());
    }

    private void anotherCalendarCountsForWhatIsRunning() {
        time.set(MONDAY);
        RecordSnapshot ticket = ticket(Map.of());
        RecordSnapshot calendar =
                kernel.list(BusinessHours.CALENDARS, "isDefault==true", 1).get(0);
        kernel.create(
                BusinessHours.EXCEPTIONS,
                Map.of("calendar", calendar.id(), "date", LocalDate.of(2027, 3, 1), "kind", "holiday", "name", "停工"));
        recompute();
        assertThat(due(ticket)).isEqualTo(MONDAY.plus(Duration.ofDays(1)).plus(Duration.ofHours(1)));
        assertThat(timer(ticket, "resolution").get("dueAt", Instant.class))
                .isEqualTo(Instant.parse("2027-03-02T10:00:00Z"));
        kernel.update(now(calendar), Map.of("shiftsTuesday", "10:00-12:00"));
        recompute();
        assertThat(due(ticket)).isEqualTo(Instant.parse("2027-03-02T03:00:00Z"));
        kernel.update(now(calendar), Map.of("shiftsTuesday", "11:00-12:00"));
        long first = jobs.add().id();
        long second = jobs.add().id();
        assertThat(run(first)).as("a later job does it all").isZero();
        assertThat(due(ticket)).isEqualTo(Instant.parse("2027-03-02T03:00:00Z"));
        assertThat(run(second)).isPositive();
        assertThat(due(ticket)).isEqualTo(Instant.parse("2027-03-02T04:00:00Z"));
    }

    private void recompute() {
        SlaRecomputing recomputing = new SlaRecomputing(kernel.records(), jobs);
        recomputing.handle(null);
        run(jobs.last());
    }

    private long run(long job) {
        return (long) new SlaRecomputing(kernel.records(), jobs)
                .run(SubmittedJobs.context(job))
                .get("timers");
    }

    private void aCalendarWhoseShiftsCannotBeReadIsRefused() {
        RecordSnapshot calendar =
                kernel.list(BusinessHours.CALENDARS, "isDefault==true", 1).get(0);
        for (String wrong : List.of("8 to 12", "12:00-08:00", "08:00-12:00, 11:00-13:00", "08:00-25:00")) {
            assertThatThrownBy(() -> kernel.update(calendar, Map.of(BusinessHours.SHIFTS, wrong)))
                    .isInstanceOf(Invalid.class);
        }
        kernel.update(calendar, Map.of(BusinessHours.SHIFTS, "8:30-12:00，13:30-24:00"));
    }

    private RecordSnapshot calendar(String name, JsonNode described) {
        Map<String, Object> values = new HashMap<>(
                Map.of("name", name, "zone", described.get("zone").asText(), "saturday", false, "sunday", false));
        for (DayOfWeek day : DayOfWeek.values()) {
            JsonNode shifts = described.get("shifts").path(day.name().substring(0, 3));
            if (shifts.size() > 0) {
                values.put(BusinessHours.shiftsOf(day), text(shifts));
                if (day.getValue() > DayOfWeek.FRIDAY.getValue()) {
                    values.put(day == DayOfWeek.SATURDAY ? "saturday" : "sunday", true);
                }
            }
        }
        RecordSnapshot calendar = kernel.create(BusinessHours.CALENDARS, values);
        described.get("exceptions").fields().forEachRemaining(day -> {
            Map<String, Object> exception = new HashMap<>(
                    Map.of("calendar", calendar.id(), "date", LocalDate.parse(day.getKey()), "name", day.getKey()));
            exception.put("kind", day.getValue().size() == 0 ? "holiday" : "workday");
            exception.put(BusinessHours.SHIFTS, text(day.getValue()));
            kernel.create(BusinessHours.EXCEPTIONS, exception);
        });
        return calendar;
    }

    private static String text(JsonNode shifts) {
        List<String> parts = new ArrayList<>();
        shifts.forEach(
                shift -> parts.add(shift.get(0).asText() + '-' + shift.get(1).asText()));
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    private RecordSnapshot policy(Map<String, Object> minutes) {
        Map<String, Object> values = new HashMap<>(minutes);
        values.put("name", "标准");
        return kernel.create(SlaPolicyType.TYPE, values);
    }

    private RecordSnapshot ticket(Map<String, Object> more) {
        Map<String, Object> values = new HashMap<>(more);
        values.put("subject", "泵不转");
        return kernel.create(TicketType.TYPE, values);
    }

    private void say(RecordSnapshot ticket, String direction) {
        kernel.create(TicketMessageType.TYPE, Map.of("ticket", ticket.id(), "direction", direction, "body", "怎么样了"));
    }

    private void pass(int minutes) {
        time.set(time.instant().plus(Duration.ofMinutes(minutes)));
    }

    private void watch() {
        try {
            watch.run(time.instant());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }

    private Instant due(RecordSnapshot ticket) {
        return now(ticket).get("slaDueAt", Instant.class);
    }

    private List<RecordSnapshot> timers(RecordSnapshot ticket) {
        return kernel.list(SlaTimerType.TYPE, "ticket==" + RecordId.format(ticket.id()), 50);
    }

    private RecordSnapshot timer(RecordSnapshot ticket, String metric) {
        List<RecordSnapshot> found = timers(ticket).stream()
                .filter(timer -> metric.equals(timer.text("metric")))
                .toList();
        return found.get(found.size() - 1);
    }

    private String state(RecordSnapshot ticket, String metric) {
        return timer(ticket, metric).text("state");
    }

    private TestKernel open(TestDatabase.Kind kind) {
        return TestKernel.on(
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
                new TicketMessageType());
    }
}
