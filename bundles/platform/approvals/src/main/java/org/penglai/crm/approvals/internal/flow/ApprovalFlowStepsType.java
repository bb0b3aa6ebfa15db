package org.penglai.crm.approvals.internal.flow;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
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

/** The record type {@code approvalFlowSteps}. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-approvals)"))
public final class ApprovalFlowStepsType implements RecordType {
    public static final String TYPE = "approvalFlowSteps";
    static final String NAME = "name";
    static final String FLOW = "flow";
    static final String POSITION = "position";
    static final String WHO = "who";
    static final String USERS = "users";
    static final String ROLE = "role";
    static final String LEVEL = "managerLevel";
    static final String LIMITS = "limits";
    static final String FIELD = "fieldName";
    static final String MODE = "mode";
    static final String FALLBACK = "fallback";
    static final String CONDITION = "condition";
    static final String COPIES = "copies";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, ApprovalFlowStep.class)
                .unit(ApprovalFlowsType.UNIT)
                .label("审批步骤", "Step of a flow", "Steps of flows")
                .title(NAME)
                .field(NAME, TEXT, f -> f.label("名称", "Name").required())
                .reference(FLOW, ApprovalFlowsType.TYPE, OnDelete.CASCADE, f -> f.label("审批流", "Approval flow")
                        .required())
                .field(POSITION, INTEGER, f -> f.label("顺序", "Order").required().defaultValue(10));
        people(type);
        return type.view("all", "全部步骤", "All steps", "flow,position", "", NAME, FLOW, POSITION, WHO, MODE, FALLBACK)
                .section("basic", "基本信息", "Basics", NAME, FLOW, POSITION, CONDITION, MODE)
                .section("who", "审批人", "Approvers", WHO, USERS, ROLE, LEVEL, LIMITS, FIELD, FALLBACK, COPIES)
                .hook(new StepCheck())
                .touches(ApprovalFlowsType.TYPE)
                .build();
    }

    private static void people(RecordDefinitionBuilder type) {
        type.field(WHO, ENUMERATION, f -> f.label("由谁审批", "Who")
                        .required()
                        .defaultValue(Who.USER.code())
                        .option(Who.USER.code(), "指定人员", "Named people")
                        .option(Who.ROLE.code(), "角色", "A role")
                        .option(Who.MANAGER.code(), "第 n 级上级", "The manager, n levels up")
                        .option(
                                Who.MANAGER_CHAIN.code(),
                                "上级逐级，直到金额权限",
                                "Managers, one after the other, up to the amount")
                        .option(Who.FIELD.code(), "记录上的人员字段", "A person named in the record"))
                .links(USERS, f -> f.label("人员", "People").targets("users"))
                .reference(ROLE, "roles", OnDelete.RESTRICT, f -> f.label("角色", "Role"))
                .field(LEVEL, INTEGER, f -> f.label("级数", "Levels")
                        .help("1 为直属上级；逐级审批时为最多几级。", "1 is the direct manager; of a chain the most that there are."))
                .field(LIMITS, TEXT, f -> f.label("各级权限金额", "Limits of the levels")
                        .help(
                                "本位币，例如 10000,100000：一级可批到 10000，二级到 100000，再往上不限。",
                                "In the base currency, such as 10000,100000: the first level decides up to 10000, the second"
                                        + " up to 100000, the next without limit."))
                .field(FIELD, TEXT, f -> f.label("人员字段", "Field of the record").help("例如 owner。", "Such as owner."))
                .field(MODE, ENUMERATION, f -> f.label("方式", "How")
                        .required()
                        .defaultValue(Mode.ANY.code())
                        .option(Mode.ANY.code(), "或签（一人同意即可）", "One of them")
                        .option(Mode.ALL.code(), "会签（全部同意）", "All of them")
                        .option(Mode.SEQUENCE.code(), "依次", "One after the other"))
                .reference(FALLBACK, "users", OnDelete.CLEAR, f -> f.label("替补审批人", "Fallback")
                        .help("留空为审批流的替补。", "That of the flow when left empty."))
                .field(CONDITION, LONG_TEXT, f -> f.label("条件", "Condition")
                        .help("不符合条件的记录跳过这一步。", "Records that do not fit skip the step."))
                .links(COPIES, f -> f.label("抄送", "Copies to").targets("users"));
    }
}
