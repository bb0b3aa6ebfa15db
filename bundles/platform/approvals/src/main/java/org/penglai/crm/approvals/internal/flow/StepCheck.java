package org.penglai.crm.approvals.internal.flow;

import java.math.BigDecimal;
import java.util.List;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** Whether a step says whom to ask. */
final class StepCheck implements RecordHook {
    private static final int HIGHEST = 20;

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot step = input.after();
        if (step == null) {
            return outcome;
        }
        Who who = Who.of(step.text(ApprovalFlowStepsType.WHO));
        String needed = needed(who);
        Object value = needed == null ? "" : step.values().get(needed);
        if (value == null || value instanceof List<?> some && some.isEmpty()) {
            outcome.reject(Violation.of(needed, "required", "请填写由谁审批。", "Say who is asked."));
        }
        long level = step.integer(ApprovalFlowStepsType.LEVEL, 1);
        if (level < 1 || level > HIGHEST) {
            outcome.reject(Violation.of(
                    ApprovalFlowStepsType.LEVEL,
                    "outOfRange",
                    "应在 1 到 " + HIGHEST + " 之间。",
                    "Must be from 1 to " + HIGHEST + "."));
        }
        limits(step, who, outcome);
        FlowCheck.active(
                input.records(),
                step.reference(ApprovalFlowStepsType.FALLBACK),
                ApprovalFlowStepsType.FALLBACK,
                outcome);
        input.records()
                .find(Caller.system(), ApprovalFlowsType.TYPE, step.reference(ApprovalFlowStepsType.FLOW))
                .ifPresent(flow -> FlowCheck.condition(
                        input.records(),
                        flow.text(ApprovalFlowsType.FOR_TYPE),
                        step.text(ApprovalFlowStepsType.CONDITION),
                        ApprovalFlowStepsType.CONDITION,
                        outcome));
        return outcome;
    }

    private static String needed(Who who) {
        return switch (who) {
            case USER -> ApprovalFlowStepsType.USERS;
            case ROLE -> ApprovalFlowStepsType.ROLE;
            case FIELD -> ApprovalFlowStepsType.FIELD;
            case MANAGER, MANAGER_CHAIN -> null;
        };
    }

    private static void limits(RecordSnapshot step, Who who, Outcome outcome) {
        if (who != Who.MANAGER_CHAIN) {
            return;
        }
        try {
            BigDecimal last = BigDecimal.ZERO;
            for (BigDecimal limit : Flows.limits(step.text(ApprovalFlowStepsType.LIMITS))) {
                if (limit.compareTo(last) <= 0) {
                    throw new NumberFormatException();
                }
                last = limit;
            }
        } catch (NumberFormatException noAmounts) {
            outcome.reject(Violation.of(
                    ApprovalFlowStepsType.LIMITS,
                    "invalid",
                    "请填写由小到大的金额，用逗号分隔。",
                    "Amounts from small to large, with commas between them."));
        }
    }
}
