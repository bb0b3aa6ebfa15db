package org.penglai.crm.support.internal.sla;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketType;

/** What is promised about one ticket, and until when. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class SlaTimerType implements RecordType {
    public static final String TYPE = "slaTimers";
    public static final String RUNNING = "running";
    public static final String PAUSED = "paused";
    public static final String MET = "met";
    public static final String BREACHED = "breached";
    public static final String CANCELLED = "cancelled";
    static final String NAME = "name";
    static final String TICKET = "ticket";
    static final String POLICY = "policy";
    static final String METRIC = "metric";
    static final String STATE = "state";
    static final String MINUTES = "minutes";
    static final String STARTED_AT = "startedAt";
    static final String DUE_AT = "dueAt";
    static final String WARN_AT = "warnAt";
    static final String WARNED_AT = "warnedAt";
    static final String PAUSED_AT = "pausedAt";
    static final String PAUSES = "pauses";
    static final String PAUSED_MINUTES = "pausedMinutes";
    static final String MET_AT = "metAt";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, SlaTimer.class)
                .unit(Support.UNIT)
                .label("SLA 计时", "SLA timer", "SLA timers")
                .title(NAME)
                .field(NAME, TEXT, f -> f.label("工单主题", "Subject").readOnly())
                .reference(TICKET, TicketType.TYPE, OnDelete.CASCADE, f -> f.label("工单", "Ticket")
                        .required()
                        .readOnly())
                .reference(POLICY, SlaPolicyType.TYPE, OnDelete.CLEAR, f -> f.label("SLA 规则", "Policy")
                        .readOnly())
                .field(METRIC, ENUMERATION, f -> {
                    f.label("指标", "Metric").readOnly();
                    for (Metric metric : Metric.values()) {
                        f.option(
                                metric.code(),
                                metric.label().zh(),
                                metric.label().en());
                    }
                })
                .field(STATE, ENUMERATION, f -> states(f.label("状态", "State")).readOnly());
        times(type);
        return type.view("all", "全部计时", "All timers", "-dueAt", "", NAME, TICKET, METRIC, STATE, DUE_AT, MET_AT)
                .view("running", "进行中", "Running", DUE_AT, "state==running", NAME, TICKET, METRIC, DUE_AT)
                .section("basic", "基本信息", "Basics", NAME, TICKET, POLICY, METRIC, STATE, MINUTES)
                .section(
                        "times",
                        "时间",
                        "Times",
                        STARTED_AT,
                        DUE_AT,
                        WARN_AT,
                        WARNED_AT,
                        PAUSED_AT,
                        PAUSES,
                        PAUSED_MINUTES,
                        MET_AT)
                .hook(Escalation::tell)
                .build();
    }

    private static void times(RecordDefinitionBuilder type) {
        type.field(MINUTES, INTEGER, f -> f.label("承诺（工作分钟）", "Promised (working minutes)")
                        .readOnly())
                .field(STARTED_AT, INSTANT, f -> f.label("开始", "Started at").readOnly())
                .field(DUE_AT, INSTANT, f -> f.label("到期", "Due at").readOnly())
                .field(WARN_AT, INSTANT, f -> f.label("提醒时间", "To be warned at").readOnly())
                .field(WARNED_AT, INSTANT, f -> f.label("已提醒", "Warned at").readOnly())
                .field(PAUSED_AT, INSTANT, f -> f.label("暂停于", "Paused at").readOnly())
                .field(PAUSES, LONG_TEXT, f -> f.label("暂停记录", "Pauses").readOnly())
                .field(PAUSED_MINUTES, INTEGER, f -> f.label("已暂停（工作分钟）", "Paused (working minutes)")
                        .readOnly()
                        .defaultValue(0L))
                .field(MET_AT, INSTANT, f -> f.label("完成", "Met at").readOnly());
    }

    /** The states of a timer, which are those of a ticket's promises too. */
    public static FieldBuilder states(FieldBuilder field) {
        return field.option(RUNNING, "计时中", "Running")
                .option(PAUSED, "已暂停", "Paused")
                .option(MET, "已达成", "Met")
                .option(BREACHED, "已超时", "Late")
                .option(CANCELLED, "已取消", "Cancelled");
    }
}
