package org.penglai.crm.work.internal.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.work.internal.recur.Recurrence;

/** When to remind of a task whose due time changes. */
public final class TaskReminder {
    private TaskReminder() {}

    /** As long before it is due as ever, on the clock, not on the stop-watch; null for none. */
    public static Instant before(RecordSnapshot task, LocalDateTime due, ZoneId zone) {
        Instant remindAt = task.get("remindAt", Instant.class);
        if (remindAt == null) {
            return null;
        }
        LocalDateTime was = LocalDateTime.ofInstant(task.get("dueAt", Instant.class), zone);
        Duration before = Duration.between(LocalDateTime.ofInstant(remindAt, zone), was);
        return Recurrence.instant(due.minus(before), zone);
    }
}
