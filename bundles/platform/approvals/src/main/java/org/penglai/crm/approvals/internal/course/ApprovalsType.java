package org.penglai.crm.approvals.internal.course;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ApprovalFields;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.approvals.internal.flow.ApprovalFlowsType;

/** The record type {@code approvals} (审批). The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-approvals)"))
public final class ApprovalsType implements RecordType {
    public static final String TYPE = "approvals";
    public static final String TITLE = "title";
    public static final String RECORD = "record";
    public static final String RECORD_TYPE = "recordType";
    public static final String RECORD_ID = "recordId";
    public static final String STATUS = "status";
    public static final String REQUESTER = "requester";
    public static final String FINISHED_AT = "finishedAt";
    static final String FLOW = "flow";
    static final String FLOW_REVISION = "flowRevision";
    static final String ROUND = "round";
    static final String STEP = "step";
    static final String STEP_NAME = "stepName";
    static final String DECISIONS = "decisions";
    static final String AMOUNT = "amount";
    static final String REASON = "reason";
    static final String VOIDED_AT = "voidedAt";
    public static final String PLAN = "plan";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, Approval.class)
                .unit(ApprovalFlowsType.UNIT)
                .label("审批", "Approval", "Approvals")
                .title(TITLE);
        what(type);
        where(type);
        String[] columns = {TITLE, RECORD_TYPE, REQUESTER, STATUS, STEP_NAME, AMOUNT, SystemFields.CREATED_AT};
        return type.view("all", "全部审批", "All approvals", "-createdAt", "", columns)
                .view("pending", "审批中", "Pending", "-createdAt", "status==pending", columns)
                .view("mine", "我发起的", "My requests", "-createdAt", "requester==me", columns)
                .section("basic", "基本信息", "Basics", TITLE, REQUESTER, STATUS, STEP_NAME, AMOUNT, REASON, FINISHED_AT)
                .section("flow", "流程", "Flow", FLOW, FLOW_REVISION, ROUND, VOIDED_AT)
                .onTimeline("approval", RECORD, SystemFields.CREATED_AT, REASON)
                .build();
    }

    private static void what(RecordDefinitionBuilder type) {
        type.field(TITLE, TEXT, f -> f.label("标题", "Title").readOnly().searchable())
                .links(RECORD, f -> f.label("记录", "Record").readOnly())
                .field(RECORD_TYPE, TEXT, f -> f.label("对象", "Type").readOnly())
                .field(RECORD_ID, TEXT, f -> f.label("记录标识", "Record id").readOnly())
                .reference(REQUESTER, "users", OnDelete.CLEAR, f -> f.label("发起人", "Requested by")
                        .readOnly())
                .field(AMOUNT, MONEY, f -> f.label("金额", "Amount").readOnly())
                .field(REASON, LONG_TEXT, f -> f.label("说明", "Reason").readOnly());
    }

    private static void where(RecordDefinitionBuilder type) {
        type.reference(FLOW, ApprovalFlowsType.TYPE, OnDelete.CLEAR, f -> f.label("审批流", "Flow")
                        .readOnly())
                .field(FLOW_REVISION, INTEGER, f -> f.label("流程版本", "Revision of the flow")
                        .readOnly())
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .option(ApprovalFields.PENDING, "审批中", "Pending")
                        .option(ApprovalFields.APPROVED, "已通过", "Approved")
                        .option(ApprovalFields.REJECTED, "已驳回", "Rejected")
                        .option(ApprovalFields.WITHDRAWN, "已撤回", "Withdrawn"))
                .field(ROUND, INTEGER, f -> f.label("轮次", "Round").readOnly())
                .field(STEP, INTEGER, f -> f.label("步骤", "Step").readOnly())
                .field(STEP_NAME, TEXT, f -> f.label("当前步骤", "Current step").readOnly())
                .field(DECISIONS, INTEGER, f -> f.label("决定次数", "Decisions").readOnly())
                .field(FINISHED_AT, INSTANT, f -> f.label("结束时间", "Finished at").readOnly())
                .field(VOIDED_AT, INSTANT, f -> f.label("失效时间", "Void since")
                        .help("通过后内容被修改。", "What had been approved was changed.")
                        .readOnly())
                .field(PLAN, LONG_TEXT, f -> f.label("提交时的流程", "Flow as it was").readOnly());
    }
}
