package org.penglai.crm.work.internal.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.work.internal.WorkKernel.SHANGHAI;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.work.internal.WorkKernel;
import org.penglai.crm.work.spi.Calendar;

class CalendarTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theCalendarShowsEveryOccurrenceToThoseConcerned(TestDatabase.Kind kind) {
        try (WorkKernel kernel = new WorkKernel(kind)) {
            Caller li = kernel.user("li", SHANGHAI);
            Caller hans = kernel.user("hans", BERLIN);
            Calendar calendar = new RecordCalendar(kernel.records);
            repetitionsKeepTheClockOfTheirZone(kernel, calendar, li, hans);
            wholeDaysAreDaysOfTheZone(kernel, calendar, li);
            tasksHaveTheirPlace(kernel, calendar, li);
            windowsAreLimited(calendar, li);
            theFeedIsForProgramsThatKnowTheSecret(kernel, li, hans);
        }
    }

    private static void repetitionsKeepTheClockOfTheirZone(
            WorkKernel kernel, Calendar calendar, Caller li, Caller hans) {
        ZonedDateTime first = LocalDate.of(2027, 3, 25).atTime(23, 30).atZone(BERLIN);
        kernel.create(
                hans,
                "appointments",
                "subject",
                "夜班交接, 柏林; 二号楼",
                "startAt",
                first.toInstant(),
                "endAt",
                first.plusHours(1).toInstant(),
                "rrule",
                "FREQ=DAILY;UNTIL=20270330",
                "attendees",
                List.of(new RecordLink("users", li.userId())),
                "remindMinutes",
                15L);
        Instant from = Instant.parse("2027-03-27T22:45:00Z");
        List<Calendar.Item> items =
                calendar.items(li, from, Instant.parse("2027-03-29T22:00:00Z"), Set.of(li.userId()));
        assertThat(items)
                .as("one that runs when the window begins, then summer time")
                .extracting(Calendar.Item::startAt)
                .containsExactly(
                        Instant.parse("2027-03-27T22:30:00Z"),
                        Instant.parse("2027-03-28T21:30:00Z"),
                        Instant.parse("2027-03-29T21:30:00Z"));
        assertThat(items).allSatisfy(item -> {
            assertThat(item.endAt()).isEqualTo(item.startAt().plusSeconds(3_600));
            assertThat(item.recurring()).isTrue();
        });
        Caller stranger = kernel.user("stranger", SHANGHAI);
        assertThat(calendar.items(stranger, from, from.plusSeconds(86_400 * 30L), Set.of(stranger.userId())))
                .isEmpty();
        assertThat(calendar.items(
                        li,
                        Instant.parse("2027-03-31T00:00:00Z"),
                        Instant.parse("2027-05-01T00:00:00Z"),
                        Set.of(hans.userId())))
                .as("the series has ended")
                .isEmpty();
    }

    private static void wholeDaysAreDaysOfTheZone(WorkKernel kernel, Calendar calendar, Caller li) {
        Instant noon = Instant.parse("2027-06-01T04:00:00Z");
        RecordSnapshot fair = kernel.create(
                li,
                "appointments",
                "subject",
                "展会",
                "startAt",
                noon,
                "endAt",
                noon.plusSeconds(86_400),
                "allDay",
                true);
        assertThat(fair.get("startAt", Instant.class)).isEqualTo("2027-05-31T16:00:00Z");
        assertThat(fair.get("endAt", Instant.class)).isEqualTo("2027-06-02T16:00:00Z");
        assertThat(kernel.update(li, fair, "location", "烟台").get("endAt", Instant.class))
                .as("a second write moves nothing")
                .isEqualTo("2027-06-02T16:00:00Z");
        assertThatThrownBy(() -> kernel.create(
                        li, "appointments", "subject", "x", "startAt", noon, "endAt", noon.minusSeconds(1)))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(
                        () -> kernel.create(li, "appointments", "subject", "x", "startAt", noon, "zone", "Mars/Base"))
                .isInstanceOf(Invalid.class);
    }

    private static void tasksHaveTheirPlace(WorkKernel kernel, Calendar calendar, Caller li) {
        Instant due = Instant.parse("2028-01-03T01:00:00Z");
        RecordSnapshot weekly = kernel.create(li, "tasks", "subject", "周报", "dueAt", due, "rrule", "FREQ=WEEKLY");
        kernel.act(li, kernel.create(li, "tasks", "subject", "取消的", "dueAt", due), "cancel");
        List<Calendar.Item> january = calendar.items(
                li, Instant.parse("2028-01-01T00:00:00Z"), Instant.parse("2028-02-01T00:00:00Z"), Set.of(li.userId()));
        assertThat(january).hasSize(5).allSatisfy(item -> {
            assertThat(item.id()).isEqualTo(weekly.id());
            assertThat(item.status()).isEqualTo("open");
            assertThat(item.endAt()).isNull();
        });
    }

    private static void windowsAreLimited(Calendar calendar, Caller li) {
        Instant from = Instant.parse("2028-01-01T00:00:00Z");
        assertThatThrownBy(() -> calendar.items(li, from, from, Set.of(li.userId())))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> calendar.items(li, from, from.plusSeconds(86_400 * 400L), Set.of(li.userId())))
                .isInstanceOf(Invalid.class);
    }

    private static void theFeedIsForProgramsThatKnowTheSecret(WorkKernel kernel, Caller li, Caller hans) {
        SecretFeeds feeds = SecretFeeds.with(
                kernel.records,
                name -> Optional.ofNullable(Map.of("li", li, "hans", hans).get(name)),
                kernel.database.database(),
                kernel.database.transactions(),
                Clock.systemUTC());
        String old = feeds.create(hans);
        String secret = feeds.create(hans);
        assertThat(feeds.read(old)).as("replaced").isEmpty();
        assertThat(feeds.read("x".repeat(43))).isEmpty();
        String text = feeds.read(secret).orElseThrow();
        assertThat(text.lines().toList())
                .startsWith("BEGIN:VCALENDAR", "VERSION:2.0")
                .endsWith("END:VCALENDAR")
                .contains(
                        "BEGIN:VTIMEZONE",
                        "TZID:Europe/Berlin",
                        "SUMMARY:夜班交接\\, 柏林\\; 二号楼",
                        "DTSTART;TZID=Europe/Berlin:20270325T233000",
                        "DTEND;TZID=Europe/Berlin:20270326T003000",
                        "RRULE:FREQ=DAILY;UNTIL=20270330T215959Z",
                        "TRIGGER:-PT15M",
                        "TZOFFSETTO:+0200");
        assertThat(text).contains("RDATE:20280326T020000\r\n");
        assertThat(feeds.read(feeds.create(li)).orElseThrow().lines().toList())
                .contains(
                        "DTSTART;VALUE=DATE:20270601",
                        "DTEND;VALUE=DATE:20270603",
                        "BEGIN:VTODO",
                        "DUE:20280103T010000Z");
        feeds.revoke(hans);
        assertThat(feeds.exists(hans)).isFalse();
        assertThat(feeds.read(secret)).isEmpty();
    }
}
