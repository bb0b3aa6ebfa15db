package org.penglai.crm.support.internal.complaint;

import java.util.List;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;

/** The action against the cause is carried out, and somebody else verifies that it helped or sends it back. */
final class ComplaintSteps {
    private ComplaintSteps() {}

    static List<ActionDefinition> actions() {
        return List.of(carryOut(), verify(), sendBack());
    }

    private static ActionDefinition carryOut() {
        return ActionDefinition.of("carryOut", "措施已落实", "Action carried out", input -> Outcome.none()
                        .set(ComplaintDetailsType.CARRIED_OUT_BY, input.caller().userId())
                        .set(ComplaintDetailsType.CARRIED_OUT_AT, input.now())
                        .set(ComplaintDetailsType.VERIFICATION, null))
                .onlyIf(ActionCondition.filled(ComplaintDetailsType.ROOT_CAUSE))
                .onlyIf(ActionCondition.filled(ComplaintDetailsType.CORRECTIVE_ACTION))
                .onlyIf(ActionCondition.empty(ComplaintDetailsType.CARRIED_OUT_BY));
    }

    private static ActionDefinition verify() {
        return judged("verify", "验证通过", "Verify", input -> {
            requireSomebodyElse(input);
            return Outcome.none()
                    .set(ComplaintDetailsType.VERIFIED_BY, input.caller().userId())
                    .set(ComplaintDetailsType.VERIFIED_AT, input.now())
                    .set(ComplaintDetailsType.VERIFICATION, input.arguments().get(ComplaintDetailsType.VERIFICATION));
        });
    }

    private static ActionDefinition sendBack() {
        return judged("sendBack", "验证不通过", "Send back", input -> {
            requireSomebodyElse(input);
            String found = (String) input.arguments().get(ComplaintDetailsType.VERIFICATION);
            return Outcome.none()
                    .set(ComplaintDetailsType.CARRIED_OUT_BY, null)
                    .set(ComplaintDetailsType.CARRIED_OUT_AT, null)
                    .set(ComplaintDetailsType.VERIFICATION, found)
                    .notify(new Notice(
                            Set.of(input.record().reference(ComplaintDetailsType.CARRIED_OUT_BY)),
                            "complaintSentBack",
                            Localized.of("纠正措施未通过验证", "A corrective action was not verified"),
                            found,
                            ComplaintDetailsType.TYPE,
                            input.record().id()));
        });
    }

    private static ActionDefinition judged(String name, String zh, String en, ActionDefinition.Handler handler) {
        return ActionDefinition.of(name, zh, en, handler)
                .asking(ComplaintDetailsType.VERIFICATION, FieldKind.LONG_TEXT, f -> f.label("验证结果", "What was found")
                        .required())
                .onlyIf(ActionCondition.filled(ComplaintDetailsType.CARRIED_OUT_BY))
                .onlyIf(ActionCondition.empty(ComplaintDetailsType.VERIFIED_BY));
    }

    /** Conditions are looked at after the handler. */
    private static void requireSomebodyElse(ActionDefinition.Input input) {
        Long by = input.record().reference(ComplaintDetailsType.CARRIED_OUT_BY);
        if (by == null || input.record().reference(ComplaintDetailsType.VERIFIED_BY) != null) {
            throw new Conflict(
                    "wrongState", Localized.of("没有待验证的措施。", "There is no action that waits to be verified."));
        }
        if (by == input.caller().userId()) {
            throw new Conflict(
                    "ownWork",
                    Localized.of("不能验证自己落实的措施。", "Somebody else verifies it than the one who carried it out."));
        }
    }
}
