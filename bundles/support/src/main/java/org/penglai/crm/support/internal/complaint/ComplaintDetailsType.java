package org.penglai.crm.support.internal.complaint;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * How a complaint is dealt with, in the steps of an 8D report: who is on the team, what keeps it from getting worse, why it
 * came, what is done about that, and who saw that it helped. Appears after its tables.
 */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class ComplaintDetailsType implements RecordType {
    public static final String TYPE = "complaintDetails";
    static final String NAME = "name";
    static final String TICKET = "ticket";
    static final String DUE_ON = "dueOn";
    static final String ROOT_CAUSE = "rootCause";
    static final String CORRECTIVE_ACTION = "correctiveAction";
    static final String CARRIED_OUT_BY = "carriedOutBy";
    static final String CARRIED_OUT_AT = "carriedOutAt";
    static final String VERIFIED_BY = "verifiedBy";
    static final String VERIFIED_AT = "verifiedAt";
    static final String VERIFICATION = "verification";
    /** How far those in charge were told of the deadline. */
    static final String REMINDED = "reminded";

    private static final String SEVERITY = "severity";
    private static final String LIABLE_DEPARTMENT = "liableDepartment";
    private static final String TEAM = "team";
    private static final String CONTAINMENT = "containment";
    private static final String PREVENTION = "prevention";
    private static final String COMPENSATION = "compensation";
    private static final String UNVERIFIED = "verifiedBy=null=true";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, ComplaintDetails.class)
                .unit(Support.UNIT)
                .label("投诉处理", "Complaint", "Complaints")
                .title(NAME)
                .key(TICKET);
        analysis(type);
        end(type);
        String[] columns = {NAME, TICKET, SEVERITY, LIABLE_DEPARTMENT, DUE_ON, CARRIED_OUT_BY, VERIFIED_BY};
        type.view("open", "待验证", "Not verified", DUE_ON, UNVERIFIED, columns)
                .view("late", "已逾期", "Late", DUE_ON, UNVERIFIED + ";dueOn=lt=today", columns)
                .view("all", "全部投诉", "All complaints", "-createdAt", "", columns)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS)
                .hook(new ComplaintRules())
                .hook(ComplaintDeadlines::tell);
        ComplaintSteps.actions().forEach(type::action);
        return type.build();
    }

    private static void analysis(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("工单主题", "Subject").computed().searchable())
                .reference(TICKET, TicketType.TYPE, OnDelete.CASCADE, f -> f.label("工单", "Ticket")
                        .required())
                .field(SEVERITY, ENUMERATION, f -> f.label("严重程度", "Severity")
                        .required()
                        .defaultValue("minor")
                        .option("minor", "轻微", "Minor")
                        .option("major", "严重", "Major")
                        .option("critical", "重大", "Critical"))
                .reference(LIABLE_DEPARTMENT, "departments", OnDelete.CLEAR, f -> f.label("责任部门", "Liable department"))
                .links(TEAM, f -> f.label("处理小组", "Team").targets(Support.USERS))
                .field(DUE_ON, DATE, f -> f.label("完成期限", "Due on"))
                .field(CONTAINMENT, LONG_TEXT, f -> f.label("临时措施", "Containment"))
                .field(ROOT_CAUSE, LONG_TEXT, f -> f.label("根本原因", "Root cause"))
                .field(CORRECTIVE_ACTION, LONG_TEXT, f -> f.label("纠正措施", "Corrective action"))
                .field(PREVENTION, LONG_TEXT, f -> f.label("预防措施", "Prevention"))
                .field(COMPENSATION, MONEY, f -> f.label("赔偿金额", "Compensation"))
                .section("basic", "基本信息", "Basics", NAME, TICKET, SEVERITY, LIABLE_DEPARTMENT, TEAM, DUE_ON)
                .section(
                        "analysis",
                        "原因与措施",
                        "Cause and action",
                        CONTAINMENT,
                        ROOT_CAUSE,
                        CORRECTIVE_ACTION,
                        PREVENTION,
                        COMPENSATION);
    }

    private static void end(RecordDefinitionBuilder type) {
        type.reference(CARRIED_OUT_BY, Support.USERS, OnDelete.CLEAR, f -> f.label("落实人", "Carried out by")
                        .readOnly())
                .field(CARRIED_OUT_AT, INSTANT, f -> f.label("落实时间", "Carried out at")
                        .readOnly())
                .reference(VERIFIED_BY, Support.USERS, OnDelete.CLEAR, f -> f.label("验证人", "Verified by")
                        .readOnly())
                .field(VERIFIED_AT, INSTANT, f -> f.label("验证时间", "Verified at").readOnly())
                .field(VERIFICATION, LONG_TEXT, f -> f.label("验证结果", "What was found")
                        .readOnly())
                .field(REMINDED, ENUMERATION, f -> f.label("期限提醒", "Told of the deadline")
                        .readOnly()
                        .option(ComplaintDeadlines.SOON, "即将到期", "Due soon")
                        .option(ComplaintDeadlines.LATE, "已逾期", "Late"))
                .section(
                        "end",
                        "落实与验证",
                        "Carried out and verified",
                        CARRIED_OUT_BY,
                        CARRIED_OUT_AT,
                        VERIFIED_BY,
                        VERIFIED_AT,
                        VERIFICATION,
                        REMINDED);
    }
}
