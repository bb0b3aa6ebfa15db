package org.penglai.crm.customers.internal;

import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.Set;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * How a customer's status moves: potential, engaged, active, silent, lost. People move it by actions; a stated intention
 * to buy moves it by rule. Becoming active is the business of whoever knows of orders: they set the status by a
 * follow-up write.
 */
final class Lifecycle {
    static final String STATUS = "status";
    static final String POTENTIAL = "potential";
    static final String ENGAGED = "engaged";
    static final String ACTIVE = "active";
    static final String SILENT = "silent";
    static final String LOST = "lost";

    private static final String LOST_REASON = "lostReason";
    private static final Set<String> INTENDING = Set.of("high", "medium");

    private Lifecycle() {}

    static ActionDefinition markEngaged() {
        return ActionDefinition.of("markEngaged", "标记意向", "Mark as engaged", input -> {
                    require(input.record(), Set.of(POTENTIAL, SILENT));
                    return Outcome.none().set(STATUS, ENGAGED);
                })
                .onlyIf(ActionCondition.is(STATUS, POTENTIAL, SILENT));
    }

    static ActionDefinition markLost() {
        return ActionDefinition.of("markLost", "标记流失", "Mark as lost", input -> {
                    require(input.record(), Set.of(POTENTIAL, ENGAGED, ACTIVE, SILENT));
                    return Outcome.none()
                            .set(STATUS, LOST)
                            .set(LOST_REASON, input.arguments().get("reason"));
                })
                .asking("reason", TEXT, f -> f.label("流失原因", "Reason of loss").required())
                .onlyIf(ActionCondition.isNot(STATUS, LOST));
    }

    static ActionDefinition reactivate() {
        return ActionDefinition.of("reactivate", "重新激活", "Reactivate", input -> {
                    require(input.record(), Set.of(SILENT, LOST));
                    return Outcome.none().set(STATUS, awake(input.record())).set(LOST_REASON, null);
                })
                .onlyIf(ActionCondition.is(STATUS, SILENT, LOST));
    }

    /** Where somebody stands who is silent no longer. */
    static String awake(RecordSnapshot customer) {
        Money won = customer.get("wonAmount", Money.class);
        return won != null && won.amount().signum() > 0 ? ACTIVE : ENGAGED;
    }

    private static void require(RecordSnapshot customer, Set<String> states) {
        if (!states.contains(customer.text(STATUS))) {
            throw new Conflict(
                    "wrongState", Localized.of("客户当前状态不允许这个操作。", "The customer's present status does not allow this."));
        }
    }

    /** Who says that they intend to buy is engaged. */
    static final class FromIntention implements RecordHook {
        @Override
        public Outcome apply(Input input) {
            RecordSnapshot customer = input.after();
            boolean engaged = customer != null
                    && POTENTIAL.equals(customer.text(STATUS))
                    && customer.text("purchaseIntention") != null
                    && INTENDING.contains(customer.text("purchaseIntention"));
            return engaged ? Outcome.none().set(STATUS, ENGAGED) : Outcome.none();
        }
    }
}
