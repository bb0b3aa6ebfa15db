package org.penglai.crm.work.internal.record;

import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;

/** Gives a task up; one that repeats does not come again. */
final class CancelTask implements ActionDefinition.Handler {
    @Override
    public Outcome run(ActionDefinition.Input input) {
        CompleteTask.requireOpen(input.record());
        return Outcome.none().set(TaskType.STATUS, TaskType.CANCELLED).set("completedAt", null);
    }
}
