package org.penglai.crm.work.internal.record;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;

/** Takes an ending back; the next occurrence that completing made goes again unless somebody has dealt with it. */
final class ReopenTask implements ActionDefinition.Handler {
    @Override
    public Outcome run(ActionDefinition.Input input) {
        if (TaskType.OPEN.equals(input.record().text(TaskType.STATUS))) {
            throw new Conflict("taskOpen", Localized.of("任务尚未结束。", "The task has not ended."));
        }
        Outcome outcome = Outcome.none().set(TaskType.STATUS, TaskType.OPEN).set("completedAt", null);
        String made = "status==open;previous==" + Ids.format(input.record().id());
        input.records()
                .list(Caller.system(), TaskType.TYPE, RecordQuery.where(made))
                .forEach(next -> outcome.follow(new RecordChange.Delete(TaskType.TYPE, next.id(), next.version())));
        return outcome;
    }
}
