package org.penglai.crm.support.internal.sla;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.calendar.BusinessHours;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Within how many working minutes what is promised. The first policy that fits a ticket counts. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class SlaPolicyType implements RecordType {
    public static final String TYPE = "slaPolicies";
    static final String NAME = "name";
    static final String IS_ACTIVE = "isActive";
    static final String POSITION = "position";
    static final String QUEUE = "queue";
    static final String KIND = "kind";
    static final String CALENDAR = "calendar";
    static final String WARN_MINUTES = "warnMinutes";
    static final String ESCALATE_TO = "escalateTo";
    static final String REASSIGN = "reassign";

    private static final int MOST_MINUTES = 100_000;
    private static final List<Localized> PRIORITIES = List.of(
            Localized.of("低", "low"),
            Localized.of("普通", "normal"),
            Localized.of("高", "high"),
            Localized.of("紧急", "urgent"));

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, SlaPolicy.class)
                .unit(Support.UNIT)
                .label("SLA 规则", "SLA policy", "SLA policies")
                .title(NAME)
                .key(NAME);
        conditions(type);
        for (Metric metric : Metric.values()) {
            minutes(type, metric);
        }
        type.field(WARN_MINUTES, INTEGER, f -> f.label("提前提醒（分钟）", "Warn before (minutes)")
                        .help("到期前这么久提醒负责人；留空不提醒。", "The owner is told so long before; not at all when empty."))
                .reference(ESCALATE_TO, Support.USERS, OnDelete.CLEAR, f -> f.label("超时通知", "Told of what is late"))
                .field(REASSIGN, BOOLEAN, f -> f.label("超时转给此人", "Late tickets go to that person")
                        .required()
                        .defaultValue(false));
        return type.view(
                        "all",
                        "全部规则",
                        "All policies",
                        POSITION + "," + NAME,
                        "",
                        NAME,
                        POSITION,
                        QUEUE,
                        KIND,
                        IS_ACTIVE)
                .section("basic", "基本信息", "Basics", NAME, IS_ACTIVE, POSITION, CALENDAR)
                .section("conditions", "适用工单", "For tickets", QUEUE, KIND)
                .section("minutes", "时限（工作分钟）", "Promised (working minutes)", minuteFields())
                .section("escalation", "提醒与升级", "Warning and escalation", WARN_MINUTES, ESCALATE_TO, REASSIGN)
                .hook(SlaPolicyType::check)
                .build();
    }

    private static void conditions(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("启用", "Active")
                        .required()
                        .defaultValue(true))
                .field(POSITION, INTEGER, f -> f.label("顺序", "Order")
                        .help("按顺序取第一条符合的规则。", "The first policy that fits counts.")
                        .required()
                        .defaultValue(100))
                .reference(QUEUE, TicketQueueType.TYPE, OnDelete.CASCADE, f -> f.label("队列", "Queue")
                        .help("留空为任何队列。", "Any when empty."))
                .field(KIND, ENUMERATION, f -> TicketType.kinds(f.label("类型", "Kind"))
                        .help("留空为任何类型。", "Any when empty."))
                .reference(CALENDAR, BusinessHours.CALENDARS, OnDelete.RESTRICT, f -> f.label("工作日历", "Calendar")
                        .help("留空为默认日历。", "The default one when empty."));
    }

    private static void minutes(RecordDefinitionBuilder type, Metric metric) {
        for (Localized priority : PRIORITIES) {
            type.field(
                    metric.minutesField(priority.en()),
                    INTEGER,
                    f -> f.label(
                            metric.label().zh() + "（" + priority.zh() + "）",
                            metric.label().en() + ", " + priority.en()));
        }
    }

    private static String[] minuteFields() {
        List<String> fields = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            PRIORITIES.forEach(priority -> fields.add(metric.minutesField(priority.en())));
        }
        return fields.toArray(String[]::new);
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() == null) {
            return outcome;
        }
        for (String field : minuteFields()) {
            Long minutes = input.after().get(field, Long.class);
            if (minutes != null && (minutes < 1 || minutes > MOST_MINUTES)) {
                outcome.reject(Violation.of(field, "outOfRange", "请填写 1 到 100000 分钟。", "It is 1 to 100,000 minutes."));
            }
        }
        return outcome;
    }
}
