package org.penglai.crm.support.internal.ticket;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.EMAIL;
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
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.assignment.Handing;
import org.penglai.crm.support.internal.assignment.TicketSkillType;
import org.penglai.crm.support.internal.complaint.ComplaintDetailsType;
import org.penglai.crm.support.internal.complaint.ComplaintGate;
import org.penglai.crm.support.internal.sla.Sla;
import org.penglai.crm.support.internal.sla.SlaTimerType;

/** What customers ask, report or complain about. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class TicketType implements RecordType {
    public static final String TYPE = "tickets";
    public static final String STATUS = "status";
    public static final String NUMBER = "ticketNo";
    public static final String KIND = "kind";
    /** The kind that is not done with before its cause is known and what was done about it is verified. */
    public static final String COMPLAINT = "complaint";

    public static final String SUBJECT = "subject";
    public static final String QUEUE = "queue";
    /** What whoever answers it has to know. */
    public static final String SKILL = "skill";

    public static final String PRIORITY = "priority";
    public static final String CUSTOMER = "customer";
    public static final String CONTACT = "contact";
    static final String RESOLUTION = "resolution";
    public static final String FIRST_RESPONDED_AT = "firstRespondedAt";
    public static final String RESOLVED_AT = "resolvedAt";
    public static final String CLOSED_AT = "closedAt";
    public static final String FIRST_RESPONSE_MINUTES = "firstResponseMinutes";
    public static final String RESOLUTION_MINUTES = "resolutionMinutes";
    /** Since when the customer waits for an answer, after the first one. */
    public static final String WAITING_SINCE = "waitingSince";
    /** When the next promise about it is due, or was. */
    public static final String SLA_DUE_AT = "slaDueAt";

    public static final String SLA_STATE = "slaState";
    /** The score that the customer gave. */
    public static final String SATISFACTION = "satisfaction";

    public static final String REOPEN_COUNT = "reopenCount";

    public static final String DESCRIPTION = "description";
    public static final String CHANNEL = "channel";
    /** Mail address of the one who asks. */
    public static final String ADDRESS = "address";
    /** A machine asked. */
    public static final String AUTOMATIC = "automatic";
    /** The closed ticket that this one goes on with. */
    public static final String PREVIOUS = "previous";

    /** Users who hear of what the customer says. */
    public static final String WATCHERS = "watchers";
    /** Tickets that have to do with it. */
    public static final String RELATED = "related";

    public static final String MERGED_INTO = "mergedInto";
    public static final String SPLIT_FROM = "splitFrom";

    private static final String OPEN = TicketStatus.IS_UNRESOLVED;

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, Ticket.class)
                .unit(Support.UNIT)
                .label("工单", "Ticket", "Tickets")
                .title(SUBJECT)
                .number(NUMBER, "T{yyyyMM}-{seq:5}")
                .key(NUMBER);
        question(type);
        course(type);
        String[] columns = {
            NUMBER, SUBJECT, CUSTOMER, PRIORITY, STATUS, SLA_DUE_AT, QUEUE, SystemFields.OWNER, "updatedAt"
        };
        type.view("open", "未解决", "Unresolved", "-createdAt", OPEN, columns)
                .view("mine", "我的工单", "My tickets", "-createdAt", "owner==me;" + OPEN, columns)
                .view("late", "已超时", "Late", SLA_DUE_AT, "slaState==breached;" + OPEN, columns)
                .view("all", "全部工单", "All tickets", "-createdAt", "", columns)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS)
                .onTimeline("ticket", CUSTOMER, SystemFields.CREATED_AT, NUMBER)
                .touches(TicketMessageType.TYPE, SlaTimerType.TYPE, ComplaintDetailsType.TYPE)
                .hook(new WhoAsks())
                .hook(new Waited())
                .hook(Handing::tell)
                .hook(new Sla())
                .hook(new ComplaintGate())
                .action(Reply.action());
        TicketStatus.actions().forEach(type::action);
        Merging.actions().forEach(type::action);
        Handing.actions().forEach(type::action);
        return type.build();
    }

    private static void question(RecordDefinitionBuilder type) {
        type.field(NUMBER, TEXT, f -> f.label("工单编号", "Ticket no.").searchable())
                .field(SUBJECT, TEXT, f -> f.label("主题", "Subject").required().searchable())
                .field(DESCRIPTION, LONG_TEXT, f -> f.label("问题描述", "Description"))
                .reference(CUSTOMER, Support.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer"))
                .reference(CONTACT, Support.CONTACTS, OnDelete.CLEAR, f -> f.label("联系人", "Contact"))
                .field(KIND, ENUMERATION, f -> kinds(f.label("类型", "Kind"))
                        .required()
                        .defaultValue("enquiry"))
                .field(PRIORITY, ENUMERATION, f -> f.label("优先级", "Priority")
                        .required()
                        .defaultValue("normal")
                        .option("low", "低", "Low")
                        .option("normal", "普通", "Normal")
                        .option("high", "高", "High")
                        .option("urgent", "紧急", "Urgent"))
                .field(CHANNEL, ENUMERATION, f -> f.label("渠道", "Channel")
                        .required()
                        .defaultValue("phone")
                        .option("phone", "电话", "Phone")
                        .option("mail", "邮件", "E-mail")
                        .option("web", "网页", "Web")
                        .option("wechat", "微信", "WeChat")
                        .option("other", "其他", "Other"))
                .field(ADDRESS, EMAIL, f -> f.label("邮箱", "E-mail").personal())
                .reference(QUEUE, TicketQueueType.TYPE, OnDelete.RESTRICT, f -> f.label("队列", "Queue"))
                .reference(SKILL, TicketSkillType.TYPE, OnDelete.CLEAR, f -> f.label("所需技能", "Skill needed"))
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        NUMBER,
                        SUBJECT,
                        DESCRIPTION,
                        CUSTOMER,
                        CONTACT,
                        KIND,
                        PRIORITY,
                        CHANNEL,
                        ADDRESS,
                        QUEUE,
                        SKILL);
    }

    /** What a ticket can be about. */
    public static FieldBuilder kinds(FieldBuilder field) {
        return field.option("enquiry", "咨询", "Enquiry")
                .option(COMPLAINT, "投诉", "Complaint")
                .option("fault", "故障", "Fault")
                .option("request", "请求", "Request");
    }

    private static void course(RecordDefinitionBuilder type) {
        type.field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(TicketStatus.NEW)
                        .option(TicketStatus.NEW, "新建", "New")
                        .option(TicketStatus.OPEN, "处理中", "Open")
                        .option(TicketStatus.PENDING_CUSTOMER, "等待客户", "Waiting for the customer")
                        .option(TicketStatus.PENDING_INTERNAL, "等待内部", "Waiting internally")
                        .option(TicketStatus.RESOLVED, "已解决", "Resolved")
                        .option(TicketStatus.CLOSED, "已关闭", "Closed")
                        .option(TicketStatus.MERGED, "已合并", "Merged"))
                .field(RESOLUTION, LONG_TEXT, f -> f.label("解决方案", "Resolution").readOnly())
                .field(FIRST_RESPONDED_AT, INSTANT, f -> f.label("首次响应时间", "First answered at")
                        .readOnly())
                .field(RESOLVED_AT, INSTANT, f -> f.label("解决时间", "Resolved at").readOnly())
                .field(CLOSED_AT, INSTANT, f -> f.label("关闭时间", "Closed at").readOnly())
                .field(FIRST_RESPONSE_MINUTES, INTEGER, f -> f.label("首次响应（分钟）", "Minutes to the first answer")
                        .readOnly())
                .field(RESOLUTION_MINUTES, INTEGER, f -> f.label("解决用时（分钟）", "Minutes to the solution")
                        .readOnly())
                .field(WAITING_SINCE, INSTANT, f -> f.label("客户等待自", "Customer waits since")
                        .readOnly())
                .field(SLA_DUE_AT, INSTANT, f -> f.label("SLA 到期", "SLA due at").readOnly())
                .field(SLA_STATE, ENUMERATION, f -> SlaTimerType.states(f.label("SLA 状态", "SLA"))
                        .readOnly())
                .field(SATISFACTION, INTEGER, f -> f.label("客户评分", "Customer's score")
                        .readOnly())
                .field(REOPEN_COUNT, INTEGER, f -> f.label("重开次数", "Times reopened")
                        .readOnly()
                        .defaultValue(0L))
                .field(AUTOMATIC, BOOLEAN, f -> f.label("自动邮件", "Written by a machine")
                        .readOnly()
                        .defaultValue(false))
                .reference(PREVIOUS, TYPE, OnDelete.CLEAR, f -> f.label("接续工单", "Goes on with")
                        .readOnly())
                .reference(MERGED_INTO, TYPE, OnDelete.CLEAR, f -> f.label("合并到", "Merged into")
                        .readOnly())
                .reference(SPLIT_FROM, TYPE, OnDelete.CLEAR, f -> f.label("拆分自", "Split from")
                        .readOnly())
                .links(WATCHERS, f -> f.label("关注人", "Watchers").targets(Support.USERS))
                .links(RELATED, f -> f.label("相关工单", "Related tickets").targets(TYPE))
                .section(
                        "course",
                        "处理",
                        "Course",
                        STATUS,
                        RESOLUTION,
                        FIRST_RESPONDED_AT,
                        RESOLVED_AT,
                        CLOSED_AT,
                        FIRST_RESPONSE_MINUTES,
                        RESOLUTION_MINUTES,
                        SLA_STATE,
                        SLA_DUE_AT,
                        WAITING_SINCE,
                        SATISFACTION,
                        REOPEN_COUNT,
                        PREVIOUS,
                        MERGED_INTO,
                        SPLIT_FROM,
                        AUTOMATIC)
                .section("ownership", "归属", "Ownership", SystemFields.OWNER, WATCHERS, RELATED);
    }
}
