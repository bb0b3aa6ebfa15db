package org.penglai.crm.approvals.internal.course;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.approvals.internal.flow.ApprovalFlowsType;

/**
 * The record type {@code approvalSteps}: who is asked, and what he says. The reference makes the type appear after its
 * tables.
 */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-approvals)"))
public final class ApprovalStepsType implements RecordType {
    public static final String TYPE = "approvalSteps";
    public static final String APPROVAL = "approval";
    public static final String ASSIGNEE = "assignee";
    public static final String DECISION = "decision";
    public static final String ASKED_AT = "askedAt";
    public static final String REMINDED_AT = "remindedAt";
    public static final String TITLE = "title";
    public static final String STEP_NAME = "stepName";
    static final String ROUND = "round";
    static final String STEP = "step";
    static final String LANE = "lane";
    static final String PLACE = "place";
    static final String FOR_USER = "forUser";
    static final String ADDED_BY = "addedBy";
    static final String SKIP_REASON = "skipReason";
    static final String TO_STEP = "toStep";
    static final String COMMENT = "comment";
    static final String DECIDED_AT = "decidedAt";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, ApprovalStep.class)
                .unit(ApprovalFlowsType.UNIT)
                .label("审批意见", "Decision", "Decisions")
                .title(TITLE);
        what(type);
        decision(type);
        String[] columns = {
            TITLE, ApprovalsType.RECORD_TYPE, ApprovalsType.REQUESTER, STEP_NAME, ASSIGNEE, DECISION, ASKED_AT
        };
        return type.view("waiting", "待我审批", "To decide", ASKED_AT, "assignee==me;decision==pending", columns)
                .view("all", "全部意见", "All decisions", "-createdAt", "", columns)
                .section("basic", "基本信息", "Basics", TITLE, APPROVAL, STEP_NAME, ASSIGNEE, DECISION, COMMENT, DECIDED_AT)
                .build();
    }

    private static void what(RecordDefinitionBuilder type) {
        type.field(TITLE, TEXT, f -> f.label("标题", "Title").readOnly().searchable())
                .reference(APPROVAL, ApprovalsType.TYPE, OnDelete.CASCADE, f -> f.label("审批", "Approval")
                        .readOnly())
                .field(ApprovalsType.RECORD_TYPE, TEXT, f -> f.label("对象", "Type")
                        .readOnly())
                .field(ApprovalsType.RECORD_ID, TEXT, f -> f.label("记录标识", "Record id")
                        .readOnly())
                .reference(ApprovalsType.REQUESTER, "users", OnDelete.CLEAR, f -> f.label("发起人", "Requested by")
                        .readOnly())
                .field(ROUND, INTEGER, f -> f.label("轮次", "Round").readOnly())
                .field(STEP, INTEGER, f -> f.label("步骤", "Step").readOnly())
                .field(STEP_NAME, TEXT, f -> f.label("步骤名称", "Step name").readOnly())
                .field(LANE, INTEGER, f -> f.label("并行序号", "Lane").readOnly())
                .field(PLACE, INTEGER, f -> f.label("先后", "Place").readOnly());
    }

    private static void decision(RecordDefinitionBuilder type) {
        type.reference(ASSIGNEE, "users", OnDelete.CLEAR, f -> f.label("审批人", "Asked")
                        .readOnly())
                .reference(FOR_USER, "users", OnDelete.CLEAR, f -> f.label("代理", "In place of")
                        .readOnly())
                .reference(ADDED_BY, "users", OnDelete.CLEAR, f -> f.label("由谁加入", "Brought in by")
                        .readOnly())
                .field(DECISION, ENUMERATION, f -> {
                    f.label("决定", "Decision").readOnly();
                    for (Decision decision : Decision.values()) {
                        f.option(
                                decision.code(),
                                decision.label().zh(),
                                decision.label().en());
                    }
                })
                .field(SKIP_REASON, ENUMERATION, f -> f.label("跳过原因", "Why skipped")
                        .readOnly()
                        .option(Seat.SAME_PERSON, "前面已同意", "Has agreed before")
                        .option(Seat.DECIDED, "已由他人决定", "Decided by others")
                        .option(Seat.WITHDRAWN, "已撤回", "Withdrawn")
                        .option(Seat.GONE, "已不在职", "No longer here"))
                .field(TO_STEP, INTEGER, f -> f.label("退回到步骤", "Back to step").readOnly())
                .field(COMMENT, LONG_TEXT, f -> f.label("意见", "Comment").readOnly())
                .field(ASKED_AT, INSTANT, f -> f.label("送达时间", "Asked at").readOnly())
                .field(DECIDED_AT, INSTANT, f -> f.label("处理时间", "Decided at").readOnly())
                .field(REMINDED_AT, INSTANT, f -> f.label("催办时间", "Reminded at").readOnly());
    }
}
