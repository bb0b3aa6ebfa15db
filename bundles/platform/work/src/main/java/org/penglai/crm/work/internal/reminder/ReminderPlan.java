package org.penglai.crm.work.internal.reminder;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.work.internal.calendar.Occurrences;
import org.penglai.crm.work.internal.record.TaskType;

/**
 * When somebody is to be reminded next.
 *
 * @param dueAt when to tell
 * @param occurrenceAt of what: when the task is due or the appointment begins
 */
record ReminderPlan(Instant dueAt, Instant occurrenceAt) {

    /**
     * The reminder that comes after the given occurrence.
     *
     * @param record a task or appointment as it is
     * @param after the occurrence that was told of last; null if none was, so that one that begins later than {@code now}
     *     is next
     */
    static Optional<ReminderPlan> next(RecordSnapshot record, Instant after, Instant now) {
        return record.type().equals(TaskType.TYPE) ? ofTask(record, after) : ofAppointment(record, after, now);
    }

    private static Optional<ReminderPlan> ofTask(RecordSnapshot task, Instant after) {
        Instant remindAt = task.get("remindAt", Instant.class);
        if (after != null || remindAt == null || !"open".equals(task.text("status"))) {
            return Optional.empty();
        }
        Instant due = task.get("dueAt", Instant.class);
        return Optional.of(new ReminderPlan(remindAt, due == null ? remindAt : due));
    }

    private static Optional<ReminderPlan> ofAppointment(RecordSnapshot appointment, Instant after, Instant now) {
        Long minutes = appointment.get("remindMinutes", Long.class);
        if (minutes == null) {
            return Optional.empty();
        }
        Occurrences occurrences = Occurrences.of(appointment, Caller.system().zone());
        Instant from = after == null || now.isAfter(after) ? now : after;
        return occurrences
                .after(from)
                .map(span -> new ReminderPlan(span.start().minus(Duration.ofMinutes(minutes)), span.start()));
    }
}
