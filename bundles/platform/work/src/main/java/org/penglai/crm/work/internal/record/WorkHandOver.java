package org.penglai.crm.work.internal.record;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.handover.HandOverSource;
import org.penglai.crm.api.handover.HeldRecords;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.SystemFields;

/** Open tasks are handed over; what was done stays with who did it. */
@Component
public final class WorkHandOver implements HandOverSource {
    private static final List<HeldRecords> HELD = List.of(new HeldRecords(
            "openTasks",
            Localized.of("未完成的任务", "Open tasks"),
            TaskType.TYPE,
            SystemFields.OWNER,
            List.of(ActionCondition.is(TaskType.STATUS, TaskType.OPEN)),
            false));

    @Override
    public List<HeldRecords> held() {
        return HELD;
    }

    @Override
    public List<String> staying() {
        return List.of(ActivityType.TYPE);
    }
}
