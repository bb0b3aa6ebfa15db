package org.penglai.crm.work.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.penglai.crm.work.internal.WorkKernel.SHANGHAI;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.work.internal.WorkKernel;

class TasksTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tasksEndByActionsAndComeAgainByTheirRule(TestDatabase.Kind kind) {
        try (WorkKernel kernel = new WorkKernel(kind)) {
            Caller li = kernel.user("li", SHANGHAI);
            statesChangeByActionsOnly(kernel, li);
            completingMakesTheNextAtTheSameLocalTime(kernel, li, kernel.user("hans", BERLIN));
            whatWasMissedIsNotMadeUpFor(kernel, li);
            reopeningTakesTheNextOneBack(kernel, li);
            aLimitedSeriesEnds(kernel, li);
        }
    }

    private static void statesChangeByActionsOnly(WorkKernel kernel, Caller li) {
        RecordSnapshot task = kernel.create(li, "tasks", "subject", "回电");
        assertThat(task.text("status")).isEqualTo("open");
        assertThatThrownBy(() -> kernel.update(li, task, "status", "done")).isInstanceOf(Invalid.class);
        RecordSnapshot done = kernel.act(li, task, "complete");
        assertThat(done.text("status")).isEqualTo("done");
        assertThat(done.values().get("completedAt")).isNotNull();
        assertThatThrownBy(() -> kernel.act(li, task, "complete")).isInstanceOf(Conflict.class);
        assertThat(kernel.act(li, task, "reopen").values())
                .containsEntry("status", "open")
                .containsEntry("completedAt", null);
        assertThat(kernel.act(li, task, "cancel").text("status")).isEqualTo("cancelled");
        assertThatThrownBy(() -> kernel.create(li, "tasks", "subject", "x", "rrule", "FREQ=DAILY"))
                .as("nothing to count from")
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(
                        () -> kernel.create(li, "tasks", "subject", "x", "dueAt", Instant.now(), "rrule", "every day"))
                .isInstanceOf(Invalid.class);
    }

    /** Completed by somebody in another zone: the owner's clock counts. */
    private static void completingMakesTheNextAtTheSameLocalTime(WorkKernel kernel, Caller li, Caller hans) {
        int year = LocalDate.now().getYear() + 1;
        ZonedDateTime due = LocalDate.of(year, 3, 20).atTime(9, 0).atZone(BERLIN);
        RecordSnapshot task = kernel.create(
                li,
                "tasks",
                "subject",
                "月报",
                "owner",
                hans.userId(),
                "dueAt",
                due.toInstant(),
                "remindAt",
                due.minusHours(1).toInstant(),
                "rrule",
                "FREQ=MONTHLY",
                "priority",
                "high");
        kernel.act(li, task, "complete");
        RecordSnapshot next = next(kernel, task);
        assertThat(next.values())
                .containsEntry("dueAt", due.plusMonths(1).toInstant())
                .containsEntry("remindAt", due.plusMonths(1).minusHours(1).toInstant())
                .containsEntry("status", "open")
                .containsEntry("owner", hans.userId())
                .containsEntry("priority", "high");
        assertThat(due.plusMonths(1).toInstant())
                .as("summer time began in between")
                .isNotEqualTo(due.toInstant().plusSeconds(31L * 86_400));
    }

    private static void whatWasMissedIsNotMadeUpFor(WorkKernel kernel, Caller li) {
        Instant longAgo = LocalDate.now(SHANGHAI)
                .minusDays(30)
                .atTime(LocalTime.of(0, 0))
                .atZone(SHANGHAI)
                .toInstant();
        RecordSnapshot task = kernel.create(li, "tasks", "subject", "日报", "dueAt", longAgo, "rrule", "FREQ=DAILY");
        kernel.act(li, task, "complete");
        assertThat(next(kernel, task).get("dueAt", Instant.class))
                .isAfter(Instant.now().minusSeconds(60));
    }

    private static void reopeningTakesTheNextOneBack(WorkKernel kernel, Caller li) {
        RecordSnapshot task = kernel.create(
                li, "tasks", "subject", "周会", "dueAt", Instant.now().plusSeconds(600), "rrule", "FREQ=WEEKLY");
        kernel.act(li, task, "complete");
        assertThat(next(kernel, task)).isNotNull();
        kernel.act(li, task, "reopen");
        assertThat(kernel.list("tasks", "previous==" + Ids.format(task.id()))).isEmpty();
        assertThat(kernel.list("tasks", "subject==周会")).hasSize(1);
    }

    private static void aLimitedSeriesEnds(WorkKernel kernel, Caller li) {
        RecordSnapshot task = kernel.create(
                li, "tasks", "subject", "两次", "dueAt", Instant.now().plusSeconds(600), "rrule", "FREQ=DAILY;COUNT=2");
        kernel.act(li, task, "complete");
        RecordSnapshot last = next(kernel, task);
        kernel.act(li, last, "complete");
        assertThat(kernel.list("tasks", "subject==两次;status==open")).isEmpty();
    }

    private static RecordSnapshot next(WorkKernel kernel, RecordSnapshot task) {
        List<RecordSnapshot> found = kernel.list("tasks", "previous==" + Ids.format(task.id()));
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
