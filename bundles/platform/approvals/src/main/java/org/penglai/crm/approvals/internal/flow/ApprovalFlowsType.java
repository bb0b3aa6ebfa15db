package org.penglai.crm.approvals.internal.flow;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
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

/** The record type {@code approvalFlows} (审批流). The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-approvals)"))
public final class ApprovalFlowsType implements RecordType {
    public static final String TYPE = "approvalFlows";
    public static final String UNIT = "approvals";
    static final String NAME = "name";
    /** Name of a type; which there are to choose from is said by {@link ApprovableTypes}. */
    static final String FOR_TYPE = "type";

    static final String POSITION = "position";
    static final String ACTIVE = "active";
    static final String REVISION = "revision";
    static final String CONDITION = "condition";
    static final String FALLBACK = "fallback";
    static final String WATCHED = "watchedFields";
    static final String GUARDED = "guardedActions";
    static final String AMOUNT = "amountField";
    static final String REMIND = "remindAfterHours";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, ApprovalFlow.class)
                .unit(UNIT)
                .label("审批流", "Approval flow", "Approval flows")
                .title(NAME)
                .key(NAME);
        choice(type);
        effect(type);
        return type.view(
                        "all",
                        "全部审批流",
                        "All flows",
                        "type,position",
                        "",
                        NAME,
                        FOR_TYPE,
                        POSITION,
                        ACTIVE,
                        REVISION,
                        FALLBACK)
                .section("basic", "基本信息", "Basics", NAME, FOR_TYPE, CONDITION, POSITION, ACTIVE, FALLBACK)
                .section("effect", "规则", "Rules", GUARDED, WATCHED, AMOUNT, REMIND, "remark", REVISION)
                .hook(new FlowCheck())
                .hook(new FlowRevision())
                .touches(ApprovalFlowStepsType.TYPE)
                .build();
    }

    private static void choice(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(FOR_TYPE, TEXT, f -> f.label("对象", "For")
                        .help("要审批的对象。", "The type of the records.")
                        .required())
                .field(POSITION, INTEGER, f -> f.label("顺序", "Order")
                        .help("从小到大，第一条符合条件的流程生效。", "From small to large; the first flow that fits is taken.")
                        .required()
                        .defaultValue(10))
                .field(ACTIVE, BOOLEAN, f -> f.label("启用", "Active").required().defaultValue(Boolean.TRUE))
                .field(REVISION, INTEGER, f -> f.label("版本", "Revision")
                        .help(
                                "每次修改加一；进行中的审批沿用提交时的版本。",
                                "Counts the changes; what is pending goes on by the one it began with.")
                        .readOnly()
                        .defaultValue(0))
                .field(CONDITION, LONG_TEXT, f -> f.label("条件", "Condition")
                        .help(
                                "筛选表达式，例如 gross=gt=100000；留空为全部。",
                                "A filter such as gross=gt=100000; every record when left empty."))
                .reference(FALLBACK, "users", OnDelete.RESTRICT, f -> f.label("替补审批人", "Fallback")
                        .help(
                                "审批人离职、角色无人或没有上级时由其审批。",
                                "Decides where the approver has left, the role is empty or there is no manager.")
                        .required());
    }

    private static void effect(RecordDefinitionBuilder type) {
        type.field(
                        WATCHED,
                        LONG_TEXT,
                        f -> f.label("关注的字段", "Watched fields")
                                .help(
                                        "通过后修改这些字段则审批失效；留空为所有可编辑的内容。",
                                        "A change of one of these voids the approval; whatever people can change when left empty."))
                .field(GUARDED, TEXT, f -> f.label("须先审批的操作", "Actions that need it")
                        .help(
                                "例如 confirm；通过审批之前不能执行。",
                                "Such as confirm; they are refused until the record is approved."))
                .field(AMOUNT, TEXT, f -> f.label("金额字段", "Amount")
                        .help("主管逐级审批按它判断权限。", "What a chain of managers compares with its limits."))
                .field(REMIND, INTEGER, f -> f.label("催办间隔（小时）", "Remind after (hours)")
                        .help("超过后提醒审批人；0 为不提醒。", "Reminds those who are asked; 0 for never.")
                        .required()
                        .defaultValue(24))
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark"));
    }
}
