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
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/** How a registration ends, and how a dispute is decided: whoever may {@code grant} or {@code dismiss} it does so. */
final class Disputes {
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
                    return decided(input, Protection.GRANTED)
                            .follow(new RecordChange.Update(RegistrationType.TYPE, held.id(), held.version(), values));
                })
                .onlyIf(ActionCondition.is(RegistrationType.STATUS, Protection.DISPUTED));
    }

    static ActionDefinition dismiss() {
        return ActionDefinition.of("dismiss", "驳回争议", "Dismiss", input -> {
                    require(input.record(), Protection.DISPUTED);
                    return decided(input, Protection.DISMISSED);
                })
                .onlyIf(ActionCondition.is(RegistrationType.STATUS, Protection.DISPUTED));
    }

    private static long against(RecordSnapshot dispute) {
        Long against = dispute.reference(RegistrationType.AGAINST);
        return against == null ? 0 : against;
    }

    private static Outcome decided(ActionDefinition.Input input, String status) {
        Outcome outcome = Outcome.none()
                .set(RegistrationType.STATUS, status)
                .set(RegistrationType.DECIDED_AT, input.now())
                .set(
                        RegistrationType.DECIDED_BY,
                        input.caller().isSystem() ? null : input.caller().userId());
        Long owner = input.record().reference(SystemFields.OWNER);
        return owner == null
                ? outcome
                : outcome.notify(new Notice(
                        Set.of(owner),
                        "disputeDecided",
                        Protection.GRANTED.equals(status)
                                ? Localized.of("您的争议成立，客户归您", "Your dispute was granted: the customer is yours")
                                : Localized.of("您的争议被驳回", "Your dispute was dismissed"),
                        input.record().text(RegistrationType.CUSTOMER_NAME),
                        RegistrationType.TYPE,
                        input.record().id()));
    }

    private static void require(RecordSnapshot registration, String status) {
        if (!status.equals(registration.text(RegistrationType.STATUS))) {
            throw new Conflict(
                    "wrongState",
                    Localized.of("报备当前状态不允许这个操作。", "The registration's present status does not allow this."));
        }
    }
}
