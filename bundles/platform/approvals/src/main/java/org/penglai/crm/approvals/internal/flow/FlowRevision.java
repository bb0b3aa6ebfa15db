package org.penglai.crm.approvals.internal.flow;

import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Outcome;

/** Counts what is changed of a flow or of one of its steps. */
final class FlowRevision implements DocumentRule {
    @Override
    public String parts() {
        return ApprovalFlowStepsType.TYPE;
    }

    @Override
    public String field() {
        return ApprovalFlowStepsType.FLOW;
    }

    @Override
    public Outcome settle(Whole whole) {
        long known = whole.before() == null ? 0 : whole.before().integer(ApprovalFlowsType.REVISION, 0);
        return Outcome.none().set(ApprovalFlowsType.REVISION, known + 1);
    }
}
