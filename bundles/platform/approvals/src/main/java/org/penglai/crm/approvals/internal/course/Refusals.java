package org.penglai.crm.approvals.internal.course;

import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;

/** Why not. */
final class Refusals {
    private Refusals() {}

    static Conflict locked() {
        return new Conflict(
                "approvalPending",
                Localized.of("审批中，不能修改；请先撤回审批。", "Approval is pending: withdraw it before changing the record."));
    }

    static Conflict submitted() {
        return new Conflict(
                "approvalSubmitted", Localized.of("已提交审批或已通过。", "Approval is pending, or has been given already."));
    }

    static Conflict noFlow() {
        return new Conflict(
                "noApprovalFlow", Localized.of("没有适用的审批流，无需审批。", "No approval flow applies; none is needed."));
    }

    static Conflict over() {
        return new Conflict("approvalOver", Localized.of("审批已结束。", "The approval is over."));
    }

    static Conflict notAsked() {
        return new Conflict(
                "notAsked",
                Localized.of("当前不由你审批，可能已被处理。", "It is not yours to decide now; perhaps it has just been decided."));
    }

    static Forbidden notRequester() {
        return new Forbidden("notRequester", Localized.of("只有发起人可以撤回。", "Only whoever asked for it can withdraw it."));
    }

    static Conflict needed() {
        return new Conflict(
                "approvalNeeded", Localized.of("需先通过审批才能执行这个操作。", "This needs approval first: submit the record."));
    }
}
