package org.penglai.crm.receivables.internal.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.contract.ContractType;

/** The instalments of a contract or an order. */
public final class Instalments {
    private static final int MOST = 1_000;

    private static final Set<String> NOT_YET = Set.of(ContractType.DRAFT, ContractType.VOIDED, "cancelled");

    private Instalments() {}

    /** Whether its contract and its order are in effect. */
    public static boolean isDue(RecordReader records, RecordSnapshot plan) {
        return isInEffect(Receivables.target(records, ContractType.TYPE, plan, PaymentPlanType.CONTRACT))
                && isInEffect(Receivables.target(records, Receivables.ORDERS, plan, Receivables.ORDER));
    }

    private static boolean isInEffect(Optional<RecordSnapshot> document) {
        return document.map(found -> !NOT_YET.contains(found.text(Receivables.STATUS)))
                .orElse(true);
    }

    /** @param field the reference that leads to the document */
    public static List<RecordSnapshot> of(RecordReader records, String field, long document) {
        String filter = field + "==" + RecordId.format(document);
        return records.list(Caller.system(), PaymentPlanType.TYPE, new RecordQuery(filter, "id", MOST));
    }

    /** One for all of it, owned by whoever owns the document. */
    public static RecordChange whole(RecordSnapshot document, String field, Money amount, LocalDate dueOn) {
        Map<String, Object> values = new HashMap<>();
        values.put(field, document.id());
        values.put(Receivables.AMOUNT, amount);
        values.put(PaymentPlanType.DUE_ON, dueOn);
        values.put(SystemFields.OWNER, document.reference(SystemFields.OWNER));
        values.values().removeIf(value -> value == null);
        return new RecordChange.Create(PaymentPlanType.TYPE, values);
    }

    /**
     * A contract without instalments takes those of its order that nobody has paid anything of yet, and gets one for what
     * the order's do not come to: nothing is asked for twice.
     */
    public static void ofContract(Outcome outcome, RecordReader records, RecordSnapshot contract, LocalDate dueOn) {
        if (!of(records, PaymentPlanType.CONTRACT, contract.id()).isEmpty()) {
            return;
        }
        Long order = contract.reference(Receivables.ORDER);
        Money amount = contract.get(Receivables.AMOUNT, Money.class);
        BigDecimal left = amount.amount();
        for (RecordSnapshot plan : order == null ? List.<RecordSnapshot>of() : of(records, Receivables.ORDER, order)) {
            if (plan.reference(PaymentPlanType.CONTRACT) == null
                    && !PaymentPlanType.CLOSED.equals(plan.text(Receivables.STATUS))) {
                left = left.subtract(Amounts.of(plan, Receivables.AMOUNT));
                if (Amounts.of(plan, PaymentPlanType.PAID).signum() == 0) {
                    outcome.follow(new RecordChange.Update(
                            PaymentPlanType.TYPE, plan.id(), null, Map.of(PaymentPlanType.CONTRACT, contract.id())));
                }
            }
        }
        if (left.signum() > 0) {
            outcome.follow(whole(contract, PaymentPlanType.CONTRACT, new Money(left, amount.currency()), dueOn));
        }
    }

    /** What is not paid of the document is no longer asked for. */
    public static void close(Outcome outcome, RecordReader records, String field, long document) {
        of(records, field, document)
                .forEach(plan -> outcome.follow(new RecordChange.Update(
                        PaymentPlanType.TYPE, plan.id(), null, Map.of(PaymentPlanType.CLOSED, true))));
    }
}
