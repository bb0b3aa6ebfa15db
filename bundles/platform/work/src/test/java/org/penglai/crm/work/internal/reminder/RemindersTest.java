package org.penglai.crm.work.internal.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.work.internal.WorkKernel.SHANGHAI;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.work.internal.WorkKernel;
import org.penglai.crm.work.spi.Notifications;

class RemindersTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant START = Instant.parse("2027-03-26T12:00:00Z");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void everybodyIsRemindedOnceAndInTime(TestDatabase.Kind kind) throws Exception {
        try (WorkKernel kernel = new WorkKernel(kind)) {
            kernel.planningTime = START;
            Caller li = kernel.user("li", SHANGHAI);
            Caller hans = kernel.user("hans", BERLIN);
            aTaskIsToldAtItsTimeAndOnce(kernel, li);
            aTaskThatEndedOrMovedIsNot(kernel, li);
            daylightSavingTimeShiftsNothing(kernel, li, hans);
            twoWorkersTellOnce(kernel);
        }
    }

    private static void aTaskIsToldAtItsTimeAndOnce(WorkKernel kernel, Caller li) throws Exception {
        kernel.create(li, "tasks", "subject", "回电", "remindAt", START.plusSeconds(60), "dueAt", START.plusSeconds(120));
        round(kernel, START.plusSeconds(59));
        assertThat(heard(kernel, li)).isEmpty();
        round(kernel, START.plusSeconds(60));
        round(kernel, START.plusSeconds(70));
        assertThat(heard(kernel, li)).containsExactly("待办提醒：回电");
    }

    private static void aTaskThatEndedOrMovedIsNot(WorkKernel kernel, Caller li) throws Exception {
        Caller wang = kernel.user("wang", SHANGHAI);
        RecordSnapshot done = kernel.create(wang, "tasks", "subject", "done", "remindAt", START.plusSeconds(60));
        RecordSnapshot moved = kernel.create(wang, "tasks", "subject", "moved", "remindAt", START.plusSeconds(60));
        RecordSnapshot gone = kernel.create(wang, "tasks", "subject", "gone", "remindAt", START.plusSeconds(60));
        kernel.act(wang, done, "complete");
        kernel.update(wang, moved, "remindAt", START.plusSeconds(600));
        kernel.records.apply(wang, List.of(new RecordChange.Delete("tasks", gone.id(), null)));
        round(kernel, START.plusSeconds(61));
        assertThat(heard(kernel, wang)).isEmpty();
        round(kernel, START.plusSeconds(601));
        assertThat(heard(kernel, wang)).containsExactly("待办提醒：moved");
        kernel.writes.restore(wang, "tasks", gone.id());
        round(kernel, START.plusSeconds(602));
        assertThat(heard(kernel, wang)).hasSize(2);
    }

    /** Clocks go forward in Berlin in the night to the 28th: 9 o'clock is at 8 UTC before and at 7 UTC after. */
    private static void daylightSavingTimeShiftsNothing(WorkKernel kernel, Caller li, Caller hans) throws Exception {
        RecordSnapshot meeting = kernel.create(
                hans,
                "appointments",
                "subject",
                "晨会",
                "startAt",
                Instant.parse("2027-03-27T08:00:00Z"),
                "endAt",
                Instant.parse("2027-03-27T08:30:00Z"),
                "rrule",
                "FREQ=DAILY",
                "remindMinutes",
                10L,
                "attendees",
                List.of(new RecordLink("users", li.userId())));
        assertThat(meeting.text("zone")).isEqualTo("Europe/Berlin");
        int before = heard(kernel, li).size();
        round(kernel, Instant.parse("2027-03-27T07:49:59Z"));
        assertThat(heard(kernel, hans)).isEmpty();
        round(kernel, Instant.parse("2027-03-27T07:50:00Z"));
        round(kernel, Instant.parse("2027-03-27T07:50:10Z"));
        assertThat(heard(kernel, hans)).containsExactly("09:00 日程：晨会");
        assertThat(heard(kernel, li)).hasSize(before + 1);
        round(kernel, Instant.parse("2027-03-28T06:49:59Z"));
        assertThat(heard(kernel, hans)).hasSize(1);
        round(kernel, Instant.parse("2027-03-28T06:50:00Z"));
        assertThat(heard(kernel, hans)).hasSize(2);
        // Three days on which nobody could tell: what is over is not told, the next one is.
        round(kernel, Instant.parse("2027-04-01T12:00:00Z"));
        assertThat(heard(kernel, hans)).hasSize(2);
        round(kernel, Instant.parse("2027-04-02T06:50:00Z"));
        assertThat(heard(kernel, hans)).hasSize(3);
    }

    private static void twoWorkersTellOnce(WorkKernel kernel) throws Exception {
        Caller sun = kernel.user("sun", SHANGHAI);
        int tasks = 12;
        for (int i = 0; i < tasks; i++) {
            kernel.create(sun, "tasks", "subject", "t" + i, "remindAt", START.plusSeconds(60));
        }
        CyclicBarrier together = new CyclicBarrier(2);
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> rounds =
                    List.of(nodes.submit(() -> node(kernel, together)), nodes.submit(() -> node(kernel, together)));
            for (Future<?> round : rounds) {
                round.get();
            }
        } finally {
            nodes.shutdownNow();
        }
        assertThat(heard(kernel, sun)).hasSize(tasks).doesNotHaveDuplicates();
    }

    private static Void node(WorkKernel kernel, CyclicBarrier together) throws Exception {
        ReminderRound worker = worker(kernel);
        together.await();
        worker.run(START.plusSeconds(60));
        return null;
    }

    private static ReminderRound worker(WorkKernel kernel) {
        return new ReminderRound(
                kernel.records, kernel.notices, kernel.database.database(), kernel.database.transactions());
    }

    private static void round(WorkKernel kernel, Instant now) throws Exception {
        worker(kernel).run(now);
    }

    private static List<String> heard(WorkKernel kernel, Caller caller) {
        return kernel.notifications.list(caller, false, 100, 0).stream()
                .map(Notifications.Item::title)
                .map(title -> title.zh())
                .toList();
    }
}
