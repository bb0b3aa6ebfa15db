package org.penglai.crm.sales.internal.registration;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/**
 * How a registration ends, and how a dispute is decided: whoever may {@code grant} or {@code dismiss} it does so and says
 * why; where a flow asks for it, after approval. Both sides are told.
 */
final class Disputes {
    private static final String WHY = "decision";

    private Disputes() {}

    static ActionDefinition release() {
        return ActionDefinition.of("release", "释放", "Release", input -> {
                    require(input.record(), Protection.PROTECTED);
                    return Outcome.none()
                            .set(RegistrationType.STATUS, Protection.RELEASED)
                            .set(
                                    RegistrationType.NAME_KEY,
                                    Protection.free(input.record().id()));
                })
                .onlyIf(ActionCondition.is(RegistrationType.STATUS, Protection.PROTECTED));
    }

    /** The protection goes over to whoever disputed it and begins anew. */
    static ActionDefinition grant(Duration length) {
        return ActionDefinition.of("grant", "争议成立", "Grant", input -> {
                    require(input.record(), Protection.DISPUTED);
                    RecordSnapshot held = input.records()
                            .find(Caller.system(), RegistrationType.TYPE, against(input.record()))
                            .filter(each -> Protection.PROTECTED.equals(each.text(RegistrationType.STATUS)))
                            .orElseThrow(
                                    () -> new Conflict(
                                            "notProtected",
                                            Localized.of(
                                                    "所争议的报备已不在保护中，请驳回并重新报备。",
                                                    "What is disputed protects nothing any more; dismiss this and register anew.")));
                    Map<String, Object> values = new HashMap<>();
                    values.put(SystemFields.OWNER, input.record().reference(SystemFields.OWNER));
                    values.put(RegistrationType.PROTECTED_UNTIL, input.now().plus(length));
                    return decided(input, Protection.GRANTED, held)
                            .follow(new RecordChange.Update(RegistrationType.TYPE, held.id(), held.version(), values));
                })
                .asking(WHY, FieldKind.TEXT, f -> f.label("裁定理由", "Reason").required())
                .onlyIf(ActionCondition.is(RegistrationType.STATUS, Protection.DISPUTED));
    }

    static ActionDefinition dismiss() {
        return ActionDefinition.of("dismiss", "驳回争议", "Dismiss", input -> {
                    require(input.record(), Protection.DISPUTED);
                    RecordSnapshot held = input.records()
                            .find(Caller.system(), RegistrationType.TYPE, against(input.record()))
                            .orElse(null);
                    return decided(input, Protection.DISMISSED, held);
                })
                .asking(WHY, FieldKind.TEXT, f -> f.label("裁定理由", "Reason").required())
                .onlyIf(ActionCondition.is(RegistrationType.STATUS, Protection.DISPUTED));
    }

    private static long against(RecordSnapshot dispute) {
        Long against = dispute.reference(RegistrationType.AGAINST);
        return against == null ? 0 : against;
    }

    /** @param held what was disputed; null if it is gone */
    private static Outcome decided(ActionDefinition.Input input, String status, RecordSnapshot held) {
        boolean granted = Protection.GRANTED.equals(status);
        Outcome outcome = Outcome.none()
                .set(RegistrationType.STATUS, status)
                .set(RegistrationType.DECISION, input.arguments().get(WHY))
                .set(RegistrationType.DECIDED_AT, input.now())
                .set(
                        RegistrationType.DECIDED_BY,
                        input.caller().isSystem() ? null : input.caller().userId());
        tell(
                outcome,
                input.record(),
                granted
                        ? Localized.of("您的争议成立，客户归您", "Your dispute was granted: the customer is yours")
                        : Localized.of("您的争议被驳回", "Your dispute was dismissed"));
        if (held != null) {
            tell(
                    outcome,
                    held,
                    granted
                            ? Localized.of("争议成立，您报备的客户归对方", "The dispute was granted: the customer is no longer yours")
                            : Localized.of("争议被驳回，客户仍归您", "The dispute was dismissed: the customer stays yours"));
        }
        return outcome;
    }

    private static void tell(Outcome outcome, RecordSnapshot registration, Localized text) {
        Long owner = registration.reference(SystemFields.OWNER);
        if (owner != null) {
            outcome.notify(new Notice(
                    Set.of(owner),
                    "disputeDecided",
                    text,
                    registration.text(RegistrationType.CUSTOMER_NAME),
                    RegistrationType.TYPE,
                    registration.id()));
        }
    }

    private static void require(RecordSnapshot registration, String status) {
        if (!status.equals(registration.text(RegistrationType.STATUS))) {
            throw new Conflict(
                    "wrongState",
                    Localized.of("报备当前状态不允许这个操作。", "The registration's present status does not allow this."));
        }
    }
}
