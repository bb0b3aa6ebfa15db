package org.penglai.crm.work.internal.series;

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
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.work.internal.WorkKernel;
import org.penglai.crm.work.internal.calendar.RecordCalendar;
import org.penglai.crm.work.internal.calendar.SecretFeeds;
import org.penglai.crm.work.internal.reminder.ReminderRound;
import org.penglai.crm.work.spi.Calendar;
import org.penglai.crm.work.spi.Notifications;
import org.penglai.crm.work.spi.Series;
import org.penglai.crm.work.spi.Series.Scope;

/** Clocks go forward in Berlin in the night to 28 March 2027: 9 o'clock is at 8 UTC before and at 7 UTC after. */
class SeriesTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZonedDateTime MONDAY =
            LocalDate.of(2027, 3, 15).atTime(9, 0).atZone(BERLIN);

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void oneTheFollowingOrAllOccurrencesChange(TestDatabase.Kind kind) throws Exception {
        try (WorkKernel kernel = new WorkKernel(kind)) {
            kernel.planningTime = MONDAY.minusDays(1).toInstant();
            Series series = new RecordSeries(kernel.records);
            Caller hans = kernel.user("hans", BERLIN);
            oneMovesAloneEverywhere(kernel, series, hans);
            theFollowingBecomeASeriesOfTheirOwn(kernel, series, kernel.user("li", SHANGHAI));
            allMoveWithWhatWasLeftOutAndTakenOut(kernel, series, kernel.user("anna", BERLIN));
            removingReachesAsFarAsSaid(kernel, series, kernel.user("eva", BERLIN));
            aTaskIsPutOffAlone(kernel, series, kernel.user("otto", BERLIN));
            whatIsNoOccurrenceIsRefused(kernel, series, hans);
        }
    }

    private static void oneMovesAloneEverywhere(WorkKernel kernel, Series series, Caller hans) throws Exception {
        RecordSnapshot weekly = weekly(kernel, hans, "FREQ=WEEKLY;BYDAY=MO");
        Instant third = MONDAY.plusWeeks(2).toInstant();
        Instant moved = MONDAY.plusWeeks(2).plusHours(5).toInstant();
        Series.Done done = series.change(
                hans,
                "appointments",
                weekly.id(),
                third,
                Scope.ONE,
                Map.of(
                        "startAt",
                        moved.toString(),
                        "endAt",
                        moved.plusSeconds(1800).toString(),
                        "location",
                        "2号楼"));
        List<Calendar.Item> items = items(kernel, hans);
        assertThat(items)
                .extracting(Calendar.Item::startAt)
                .containsExactly(
                        MONDAY.toInstant(),
                        MONDAY.plusWeeks(1).toInstant(),
                        moved,
                        MONDAY.plusWeeks(3).toInstant());
        assertThat(items.get(2))
                .returns(done.id(), Calendar.Item::id)
                .returns(weekly.id(), Calendar.Item::series)
                .returns(third, Calendar.Item::occurrenceAt)
                .returns("2号楼", Calendar.Item::location)
                .returns(false, Calendar.Item::recurring);
        assertThat(feed(kernel, hans).lines().toList())
                .contains("RECURRENCE-ID;TZID=Europe/Berlin:20270329T090000", "DTSTART:20270329T120000Z")
                .noneMatch(line -> line.startsWith("EXDATE"));
        round(kernel, MONDAY.plusWeeks(1).toInstant());
        int before = heard(kernel, hans);
        round(kernel, third);
        assertThat(heard(kernel, hans)).as("not at the old time").isEqualTo(before);
        round(kernel, moved.minusSeconds(600));
        assertThat(heard(kernel, hans)).as("but at the new one").isEqualTo(before + 1);
        round(kernel, MONDAY.plusWeeks(3).minusMinutes(10).toInstant());
        assertThat(heard(kernel, hans)).as("and the next week as ever").isEqualTo(before + 2);

        kernel.records.apply(hans, done.undo());
        assertThat(items(kernel, hans)).hasSize(4).allSatisfy(item -> assertThat(item.id())
                .isEqualTo(weekly.id()));
    }

    private static void theFollowingBecomeASeriesOfTheirOwn(WorkKernel kernel, Series series, Caller li) {
        ZonedDateTime start = MONDAY.withZoneSameLocal(SHANGHAI);
        RecordSnapshot six = kernel.create(
                li,
                "appointments",
                "subject",
                "周会",
                "startAt",
                start.toInstant(),
                "rrule",
                "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=6");
        Instant thirdWeek = start.plusWeeks(2).toInstant();
        ZonedDateTime tuesday = start.plusWeeks(2).plusDays(1).plusHours(1);
        Series.Done done = series.change(
                li,
                "appointments",
                six.id(),
                thirdWeek,
                Scope.FOLLOWING,
                Map.of("startAt", tuesday.toInstant().toString(), "subject", "新周会"));
        RecordSnapshot rest = kernel.records.find(li, "appointments", done.id()).orElseThrow();
        assertThat(rest.values())
                .containsEntry("rrule", "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=2")
                .containsEntry("subject", "新周会")
                .containsEntry("continues", six.id());
        assertThat(items(kernel, li))
                .extracting(item -> item.startAt().atZone(SHANGHAI).toLocalDateTime())
                .containsExactly(
                        start.toLocalDateTime(),
                        start.plusDays(2).toLocalDateTime(),
                        start.plusDays(7).toLocalDateTime(),
                        start.plusDays(9).toLocalDateTime(),
                        tuesday.toLocalDateTime(),
                        tuesday.plusDays(2).toLocalDateTime());
        kernel.records.apply(li, done.undo());
        assertThat(items(kernel, li)).hasSize(6).allSatisfy(item -> assertThat(item.id())
                .isEqualTo(six.id()));
    }

    private static void allMoveWithWhatWasLeftOutAndTakenOut(WorkKernel kernel, Series series, Caller anna) {
        RecordSnapshot daily = weekly(kernel, anna, "FREQ=DAILY;UNTIL=20270319T235959Z");
        series.remove(anna, "appointments", daily.id(), MONDAY.plusDays(1).toInstant(), Scope.ONE);
        Series.Done apart = series.change(
                anna, "appointments", daily.id(), MONDAY.plusDays(2).toInstant(), Scope.ONE, Map.of("subject", "特别"));
        ZonedDateTime later = MONDAY.plusDays(3).plusHours(2);
        Series.Done all = series.change(
                anna,
                "appointments",
                daily.id(),
                MONDAY.plusDays(3).toInstant(),
                Scope.ALL,
                Map.of(
                        "startAt",
                        later.toInstant().toString(),
                        "endAt",
                        later.plusHours(3).toInstant().toString()));
        assertThat(items(kernel, anna))
                .filteredOn(Calendar.Item::recurring)
                .extracting(Calendar.Item::startAt)
                .containsExactly(
                        MONDAY.plusHours(2).toInstant(),
                        MONDAY.plusDays(3).plusHours(2).toInstant(),
                        MONDAY.plusDays(4).plusHours(2).toInstant());
        assertThat(kernel.records
                        .find(anna, "appointments", apart.id())
                        .orElseThrow()
                        .values())
                .containsEntry("series", daily.id())
                .containsEntry("occurrenceAt", MONDAY.plusDays(2).plusHours(2).toInstant());
        assertThat(items(kernel, anna).get(0).endAt())
                .isEqualTo(MONDAY.plusHours(5).toInstant());
        assertThat(feed(kernel, anna).lines().toList())
                .contains("EXDATE;TZID=Europe/Berlin:20270316T110000")
                .contains("RECURRENCE-ID;TZID=Europe/Berlin:20270317T110000");
        kernel.records.apply(anna, all.undo());
        assertThat(items(kernel, anna))
                .extracting(Calendar.Item::startAt)
                .containsExactly(
                        MONDAY.toInstant(),
                        MONDAY.plusDays(2).toInstant(),
                        MONDAY.plusDays(3).toInstant(),
                        MONDAY.plusDays(4).toInstant());
    }

    private static void removingReachesAsFarAsSaid(WorkKernel kernel, Series series, Caller eva) {
        RecordSnapshot weekly = weekly(kernel, eva, "FREQ=WEEKLY");
        Series.Done one = series.remove(
                eva, "appointments", weekly.id(), MONDAY.plusWeeks(1).toInstant(), Scope.ONE);
        assertThat(items(kernel, eva)).hasSize(3);
        assertThat(feed(kernel, eva)).contains("EXDATE;TZID=Europe/Berlin:20270322T090000\r\n");
        kernel.records.apply(eva, one.undo());
        assertThat(items(kernel, eva)).hasSize(4);

        Series.Done apart = series.change(
                eva, "appointments", weekly.id(), MONDAY.plusWeeks(3).toInstant(), Scope.ONE, Map.of("location", "x"));
        Series.Done following = series.remove(
                eva, "appointments", weekly.id(), MONDAY.plusWeeks(2).toInstant(), Scope.FOLLOWING);
        assertThat(items(kernel, eva)).hasSize(2);
        assertThat(following.restore()).containsExactly(apart.id());
        kernel.records.apply(eva, following.undo());
        following.restore().forEach(id -> kernel.writes.restore(eva, "appointments", id));
        assertThat(items(kernel, eva)).hasSize(4);

        Series.Done all = series.remove(eva, "appointments", weekly.id(), MONDAY.toInstant(), Scope.FOLLOWING);
        assertThat(items(kernel, eva))
                .as("nothing is left from the first one on")
                .isEmpty();
        assertThat(all.restore()).containsExactly(weekly.id());
        kernel.writes.restore(eva, "appointments", weekly.id());
        assertThat(items(kernel, eva))
                .as("and what was taken out comes back with it")
                .hasSize(4);
    }

    private static void aTaskIsPutOffAlone(WorkKernel kernel, Series series, Caller otto) {
        RecordSnapshot report = kernel.create(
                otto,
                "tasks",
                "subject",
                "周报",
                "dueAt",
                MONDAY.toInstant(),
                "remindAt",
                MONDAY.minusHours(1).toInstant(),
                "rrule",
                "FREQ=WEEKLY;COUNT=4");
        kernel.update(otto, report, "dueAt", MONDAY.plusDays(1).toInstant());
        assertThat(items(kernel, otto))
                .extracting(Calendar.Item::startAt)
                .as("the others come when they would have come")
                .containsExactly(
                        MONDAY.plusDays(1).toInstant(),
                        MONDAY.plusWeeks(1).toInstant(),
                        MONDAY.plusWeeks(2).toInstant(),
                        MONDAY.plusWeeks(3).toInstant());

        series.remove(otto, "tasks", report.id(), MONDAY.plusWeeks(1).toInstant(), Scope.ONE);
        Instant third = MONDAY.plusWeeks(2).toInstant();
        Series.Done apart = series.change(
                otto,
                "tasks",
                report.id(),
                third,
                Scope.ONE,
                Map.of("dueAt", third.plusSeconds(7200).toString()));
        assertThat(kernel.records.find(otto, "tasks", apart.id()).orElseThrow().values())
                .as("an hour before, after the change of the clock, too")
                .containsEntry("dueAt", third.plusSeconds(7200))
                .containsEntry("series", report.id())
                .containsEntry("rrule", null);
        kernel.act(otto, report, "complete");
        RecordSnapshot next = kernel.list("tasks", "subject==周报;status==open;rrule=null=false")
                .get(0);
        assertThat(next.get("dueAt", Instant.class))
                .as("neither the one left out nor the one taken out")
                .isEqualTo(MONDAY.plusWeeks(3).toInstant());

        Series.Done skipped =
                series.remove(otto, "tasks", next.id(), MONDAY.plusWeeks(3).toInstant(), Scope.ONE);
        assertThat(skipped.id()).as("it was the last one").isNull();
        kernel.writes.restore(otto, "tasks", skipped.restore().get(0));
        assertThat(kernel.list("tasks", "subject==周报;status==open;rrule=null=false"))
                .hasSize(1);
    }

    private static void whatIsNoOccurrenceIsRefused(WorkKernel kernel, Series series, Caller hans) {
        RecordSnapshot weekly = weekly(kernel, hans, "FREQ=WEEKLY");
        RecordSnapshot single = kernel.create(hans, "appointments", "subject", "一次", "startAt", MONDAY.toInstant());
        assertThatThrownBy(() -> series.remove(
                        hans, "appointments", weekly.id(), MONDAY.plusDays(1).toInstant(), Scope.ONE))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> series.remove(hans, "appointments", single.id(), MONDAY.toInstant(), Scope.ONE))
                .isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> series.remove(hans, "users", hans.userId(), MONDAY.toInstant(), Scope.ONE))
                .isInstanceOf(NotFound.class);
    }

    private static RecordSnapshot weekly(WorkKernel kernel, Caller owner, String rrule) {
        return kernel.create(
                owner,
                "appointments",
                "subject",
                "晨会",
                "startAt",
                MONDAY.toInstant(),
                "endAt",
                MONDAY.plusMinutes(30).toInstant(),
                "rrule",
                rrule,
                "remindMinutes",
                10L,
                "attendees",
                List.of(new RecordLink("users", owner.userId())));
    }

    private static List<Calendar.Item> items(WorkKernel kernel, Caller of) {
        return new RecordCalendar(kernel.records)
                .items(
                        of,
                        MONDAY.minusDays(1).toInstant(),
                        MONDAY.plusWeeks(4).minusHours(1).toInstant(),
                        Set.of(of.userId()));
    }

    private static String feed(WorkKernel kernel, Caller of) {
        SecretFeeds feeds = SecretFeeds.with(
                kernel.records,
                name -> Optional.of(of),
                kernel.database.database(),
                kernel.database.transactions(),
                Clock.systemUTC());
        return feeds.read(feeds.create(of)).orElseThrow();
    }

    private static void round(WorkKernel kernel, Instant now) throws Exception {
        new ReminderRound(kernel.records, kernel.notices, kernel.database.database(), kernel.database.transactions())
                .run(now);
    }

    private static int heard(WorkKernel kernel, Caller caller) {
        return (int) kernel.notifications.list(caller, false, 100, 0).stream()
                .filter(item -> item.kind().equals("reminder"))
                .map(Notifications.Item::id)
                .count();
    }
}
