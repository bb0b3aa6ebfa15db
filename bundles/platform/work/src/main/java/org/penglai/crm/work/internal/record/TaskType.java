package org.penglai.crm.work.internal.record;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;

/** What is to be done. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-work)"))
public final class TaskType implements RecordType {
    public static final String TYPE = "tasks";
    static final String STATUS = "status";
    static final String OPEN = "open";
    static final String DONE = "done";
    static final String CANCELLED = "cancelled";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(ActivityType.MODULE, TYPE, Task.class)
                .unit(ActivityType.UNIT)
                .label("任务", "Task", "Tasks")
                .title("subject")
                .onTimeline("task", "related", "createdAt", "remark")
                .touches(TYPE);
        fields(type);
        origin(type);
        SeriesFields.declare(type, TYPE, OnDelete.CLEAR);
        return arrange(type)
                .hook(new TaskRules())
                .action(ActionDefinition.of("complete", "完成", "Complete", new CompleteTask())
                        .onlyIf(ActionCondition.is(STATUS, OPEN)))
                .action(ActionDefinition.of("cancel", "取消任务", "Cancel task", new CancelTask())
                        .onlyIf(ActionCondition.is(STATUS, OPEN)))
                .action(ActionDefinition.of("reopen", "重新打开", "Reopen", new ReopenTask())
                        .onlyIf(ActionCondition.isNot(STATUS, OPEN)))
                .build();
    }

    private static void fields(RecordDefinitionBuilder type) {
        type.field(
                        "subject",
                        TEXT,
                        f -> f.label("主题", "Subject").required().searchable().alias("标题", "任务", "Title"))
                .links("related", f -> f.label("相关记录", "Related to"))
                .field("dueAt", INSTANT, f -> f.label("截止时间", "Due")
                        .help("重复的任务改时间，只移动这一次。", "Of a task that repeats, another time moves this one alone.")
                        .alias("到期时间", "截止日期", "Due date"))
                .field("remindAt", INSTANT, f -> f.label("提醒时间", "Reminder").alias("提醒"))
                .field(
                        "rrule",
                        TEXT,
                        f -> f.label("重复", "Repeats")
                                .help(
                                        "每天、工作日、每周、每两周、每月、每年，或 RFC 5545 规则。完成后生成下一次任务。",
                                        "daily, weekdays, weekly, fortnightly, monthly, yearly, or a rule of RFC 5545. Completing makes the next task."))
                .field("priority", ENUMERATION, f -> f.label("优先级", "Priority")
                        .required()
                        .defaultValue("normal")
                        .option("low", "低", "Low")
                        .option("normal", "普通", "Normal")
                        .option("high", "高", "High"))
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(OPEN)
                        .option(OPEN, "待办", "Open")
                        .option(DONE, "已完成", "Done")
                        .option(CANCELLED, "已取消", "Cancelled"))
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark").alias("说明", "Notes"))
                .field("completedAt", INSTANT, f -> f.label("完成时间", "Completed").readOnly());
    }

    private static void origin(RecordDefinitionBuilder type) {
        type.field("followUp", BOOLEAN, f -> f.label("跟进任务", "Follow-up task")
                        .readOnly()
                        .defaultValue(false))
                .reference("activity", ActivityType.TYPE, OnDelete.CLEAR, f -> f.label("来自跟进", "From activity")
                        .readOnly())
                .reference("previous", TYPE, OnDelete.CLEAR, f -> f.label("上一次", "Previous one")
                        .readOnly());
    }

    private static RecordDefinitionBuilder arrange(RecordDefinitionBuilder type) {
        String[] columns = {"subject", "related", "dueAt", "priority", "status", "owner"};
        return type.view("open", "我的待办", "My open tasks", "dueAt", "status==open;owner==me", columns)
                .view("overdue", "已逾期", "Overdue", "dueAt", "status==open;dueAt=lt=today", columns)
                .view("week", "未来七天", "Next seven days", "dueAt", "status==open;dueAt=lt=today+7d", columns)
                .view("done", "已完成", "Done", "-completedAt", "status==done", columns)
                .view("all", "全部任务", "All tasks", "-createdAt", "", columns)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        "subject",
                        "related",
                        "dueAt",
                        "remindAt",
                        "rrule",
                        "priority",
                        "status",
                        "completedAt",
                        "remark")
                .section("more", "其他", "More", "owner", "followUp", "activity", "previous", "tags");
    }
}
