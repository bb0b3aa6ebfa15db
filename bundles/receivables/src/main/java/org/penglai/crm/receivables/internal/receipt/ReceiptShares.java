package org.penglai.crm.receivables.internal.receipt;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;

import java.math.BigDecimal;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.receivables.internal.Amounts;

/** What of a receipt goes to instalments: never more than came. */
final class ReceiptShares implements DocumentRule {

    @Override
    public String parts() {
        return AllocationType.TYPE;
    }

    @Override
    public String field() {
        return AllocationType.RECEIPT;
    }

    @Override
    public Outcome settle(Whole whole) {
        Money amount = whole.document().get(AMOUNT, Money.class);
        BigDecimal allocated = Amounts.sum(
                whole.parts().stream()
                        .filter(share -> !AllocationType.isReversed(share))
                        .toList(),
                AMOUNT);
        if (allocated.compareTo(amount.amount()) > 0) {
            return Outcome.none()
                    .reject(Violation.of(
                            AMOUNT,
                            "exceedsReceipt",
                            "核销合计超过回款金额 " + Amounts.text(amount.amount(), amount.currency()) + "。",
                            "More would be allocated than was received: "
                                    + Amounts.text(amount.amount(), amount.currency()) + "."));
        }
        return Outcome.none().set(ReceiptType.ALLOCATED, new Money(allocated, amount.currency()));
    }
}
