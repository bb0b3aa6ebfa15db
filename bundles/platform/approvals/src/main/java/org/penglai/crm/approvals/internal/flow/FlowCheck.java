package org.penglai.crm.approvals.internal.flow;

import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Whether a flow can be followed. */
final class FlowCheck implements RecordHook {
    private static final int LONGEST = 24 * 90;

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot flow = input.after();
        if (flow == null) {
            return outcome;
        }
        condition(
                input.records(),
                flow.text(ApprovalFlowsType.FOR_TYPE),
                flow.text(ApprovalFlowsType.CONDITION),
                ApprovalFlowsType.CONDITION,
                outcome);
        long hours = flow.integer(ApprovalFlowsType.REMIND, 0);
        if (hours < 0 || hours > LONGEST) {
            outcome.reject(Violation.of(
                    ApprovalFlowsType.REMIND,
                    "outOfRange",
                    "应在 0 到 " + LONGEST + " 之间。",
                    "Must be from 0 to " + LONGEST + "."));
        }
        active(input.records(), flow.reference(ApprovalFlowsType.FALLBACK), ApprovalFlowsType.FALLBACK, outcome);
        return outcome;
    }

    /** @param type may be of a module that comes later */
    static void condition(RecordReader records, String type, String condition, String field, Outcome outcome) {
        if (condition == null) {
            return;
        }
        try {
            records.list(Caller.system(), type, new RecordQuery(condition, "", 1));
        } catch (NotFound notInstalled) {
            // Looked at when a record is submitted.
        } catch (CrmException refused) {
            outcome.reject(new Violation(field, "invalid", refused.text()));
        }
    }

    static void active(RecordReader records, Long user, String field, Outcome outcome) {
        if (user == null) {
            return;
        }
        boolean works = records.find(Caller.system(), "users", user)
                .filter(person -> "active".equals(person.text("status")))
                .isPresent();
        if (!works) {
            outcome.reject(Violation.of(field, "inactiveUser", "该用户不存在或已停用。", "There is no such active user."));
        }
    }
}
