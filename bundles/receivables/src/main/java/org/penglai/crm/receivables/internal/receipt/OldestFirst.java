package org.penglai.crm.receivables.internal.receipt;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.plan.Instalments;
import org.penglai.crm.receivables.internal.plan.PaymentPlanType;

/** Allocates what is left of a receipt to the customer's open instalments, the one due first before the others. */
final class OldestFirst {
    private static final int MOST = 200;
    private static final String OPEN = "status=in=(pending,partial,overdue)";

    private OldestFirst() {}

    /** @throws Conflict if there is nothing left, or nothing to pay */
    static Outcome allocate(ActionDefinition.Input input) {
        RecordSnapshot receipt = input.record();
        Money amount = receipt.get(AMOUNT, Money.class);
        BigDecimal left = amount.amount()
                .subtract(Amounts.of(receipt, ReceiptType.ALLOCATED))
                .subtract(Amounts.of(receipt, ReceiptType.REFUNDED));
        Outcome outcome = Outcome.none();
        for (RecordSnapshot plan : open(input)) {
            Money asked = plan.get(PaymentPlanType.OPEN, Money.class);
            if (left.signum() <= 0 || asked == null || !asked.currency().equals(amount.currency())) {
                continue;
            }
            BigDecimal share = left.min(asked.amount());
            left = left.subtract(share);
            outcome.follow(new RecordChange.Create(
                    AllocationType.TYPE,
                    Map.of(
                            AllocationType.RECEIPT,
                            receipt.id(),
                            AllocationType.PLAN,
                            plan.id(),
                            AMOUNT,
                            new Money(share, amount.currency()))));
        }
        if (outcome.followUps().isEmpty()) {
            throw new Conflict(
                    "nothingToAllocate",
                    Localized.of("没有可核销的余额或回款计划。", "There is nothing left to allocate, or nothing to be paid."));
        }
        return outcome;
    }

    private static List<RecordSnapshot> open(ActionDefinition.Input input) {
        String filter = CUSTOMER + "==" + RecordId.format(input.record().reference(CUSTOMER)) + ";" + OPEN;
        return input
                .records()
                .list(Caller.system(), PaymentPlanType.TYPE, new RecordQuery(filter, "dueOn,id", MOST))
                .stream()
                .filter(plan -> Instalments.isDue(input.records(), plan))
                .toList();
    }
}
