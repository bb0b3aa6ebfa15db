package org.penglai.crm.work.internal.record;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.work.internal.calendar.Occurrences;
import org.penglai.crm.work.internal.recur.Exdates;
import org.penglai.crm.work.internal.recur.Recurrence;

/** Ends a task; one that repeats leaves the next one, due at the same local time of its owner. */
final class CompleteTask implements ActionDefinition.Handler {
    private static final String[] KEPT = {"subject", "related", "priority", "remark", "owner", "followUp", "tags"};

    @Override
    public Outcome run(ActionDefinition.Input input) {
        RecordSnapshot task = input.record();
        requireOpen(task);
        Outcome outcome = Outcome.none().set(TaskType.STATUS, TaskType.DONE).set("completedAt", input.now());
        next(input).ifPresent(outcome::follow);
        return outcome;
    }

    static void requireOpen(RecordSnapshot task) {
        if (!TaskType.OPEN.equals(task.text(TaskType.STATUS))) {
            throw new Conflict("taskNotOpen", Localized.of("任务已结束。", "The task has ended already."));
        }
    }

    private static Optional<RecordChange> next(ActionDefinition.Input input) {
        RecordSnapshot task = input.record();
        Instant dueAt = task.get("dueAt", Instant.class);
        if (task.text("rrule") == null || dueAt == null) {
            return Optional.empty();
        }
        ZoneId zone = Zones.of(task.reference("owner"), input.caller(), input.records());
        Occurrences series = Occurrences.of(task, zone);
        // Occurrences that were missed are not made up for.
        Instant after = input.now().isAfter(series.start()) ? input.now() : series.start();
        return series.after(after)
                .map(next -> new RecordChange.Create(TaskType.TYPE, values(task, series, series.local(next.start()))));
    }

    private static Map<String, Object> values(RecordSnapshot task, Occurrences series, LocalDateTime next) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String field : KEPT) {
            if (task.values().get(field) != null) {
                values.put(field, task.values().get(field));
            }
        }
        values.put("dueAt", Recurrence.instant(next, series.zone()));
        values.put("remindAt", TaskReminder.before(task, next, series.zone()));
        values.put("rrule", series.rule().rest(series.first(), next));
        values.put(SeriesFields.EXDATES, Exdates.text(new TreeSet<>(series.without()).tailSet(next)));
        values.put("previous", task.id());
        return values;
    }
}
