package org.penglai.crm.approvals.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.handover.HandOverSource;
import org.penglai.crm.api.handover.HeldRecords;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.approvals.internal.course.ApprovalStepsType;
import org.penglai.crm.approvals.internal.course.ApprovalsType;
import org.penglai.crm.approvals.internal.flow.ApprovalFlowStepsType;
import org.penglai.crm.approvals.internal.flow.ApprovalFlowsType;

/** What somebody who leaves was to decide is decided by whoever takes over. What he has decided stays his. */
@Component
public final class ApprovalHandOver implements HandOverSource {
    private static final List<HeldRecords> HELD = List.of(
            new HeldRecords(
                    "openApprovals",
                    Localized.of("待其审批", "Approvals to decide"),
                    ApprovalStepsType.TYPE,
                    ApprovalStepsType.ASSIGNEE,
                    List.of(ActionCondition.is(ApprovalStepsType.DECISION, "pending", "waiting")),
                    false),
            new HeldRecords(
                    "pendingRequests",
                    Localized.of("其发起、仍在审批中", "Own requests that are pending"),
                    ApprovalsType.TYPE,
                    ApprovalsType.REQUESTER,
                    List.of(ActionCondition.is(ApprovalsType.STATUS, "pending")),
                    true),
            new HeldRecords(
                    "approvalFallbacks",
                    Localized.of("作为替补审批人的审批流", "Approval flows with this fallback"),
                    ApprovalFlowsType.TYPE,
                    "fallback",
                    List.of(),
                    false),
            new HeldRecords(
                    "approvalStepFallbacks",
                    Localized.of("作为替补审批人的步骤", "Steps of approval flows with this fallback"),
                    ApprovalFlowStepsType.TYPE,
                    "fallback",
                    List.of(),
                    true));

    @Override
    public List<HeldRecords> held() {
        return HELD;
    }

    @Override
    public List<String> staying() {
        return List.of(ApprovalsType.TYPE, ApprovalStepsType.TYPE);
    }
}
