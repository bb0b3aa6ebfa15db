package org.penglai.crm.work.internal.record;

import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** A task that repeats needs a date from which to count, and a rule that can be read. */
final class TaskRules implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot after = input.after();
        if (after == null || after.text("rrule") == null) {
            return outcome;
        }
        if (after.values().get("dueAt") == null) {
            outcome.reject(Violation.of("dueAt", "required", "重复的任务需要截止时间。", "A task that repeats needs a due date."));
        }
        return Rules.rrule(after, input.caller().zone(), outcome);
    }
}
