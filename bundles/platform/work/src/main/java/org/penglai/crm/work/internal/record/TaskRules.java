package org.penglai.crm.work.internal.record;

import java.util.Objects;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.work.internal.recur.Exdates;

/** A task that repeats needs a date from which to count, and a rule that can be read. */
final class TaskRules implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot after = input.after();
        if (after == null || after.text("rrule") == null) {
            return outcome;
        }
        if (Exdates.parse(after.text(SeriesFields.EXDATES)).isEmpty()) {
            return outcome.reject(Violation.of(
                    SeriesFields.EXDATES,
                    "invalid",
                    "应为本地时间，例如 20270329T090000。",
                    "Must be local times such as 20270329T090000."));
        }
        if (after.values().get("dueAt") == null) {
            outcome.reject(Violation.of("dueAt", "required", "重复的任务需要截止时间。", "A task that repeats needs a due date."));
        }
        keepPlace(input.before(), after, outcome);
        return Rules.rrule(after, input.caller().zone(), outcome);
    }

    /** Whoever puts off a task of a series puts off this one: the next ones come when they would have come. */
    private static void keepPlace(RecordSnapshot before, RecordSnapshot after, Outcome outcome) {
        if (before == null
                || !same(before, after, "rrule")
                || same(before, after, "dueAt")
                || !same(before, after, SeriesFields.OCCURRENCE_AT)) {
            return;
        }
        Object place = before.values().get(SeriesFields.OCCURRENCE_AT);
        outcome.set(SeriesFields.OCCURRENCE_AT, place == null ? before.values().get("dueAt") : place);
    }

    private static boolean same(RecordSnapshot before, RecordSnapshot after, String field) {
        return Objects.equals(before.values().get(field), after.values().get(field));
    }
}
