package org.penglai.crm.receivables.internal.receipt;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Amounts;

/**
 * What is left of a receipt when its shares and what was paid back are taken off: the prepayment. It is never below
 * nothing, and so the balance of a customer, the sum of it, is not either. Comes after the shares.
 */
final class ReceiptRefunds implements DocumentRule {

    @Override
    public String parts() {
        return ReceiptType.TYPE;
    }

    @Override
    public String field() {
        return ReceiptType.ORIGINAL;
    }

    @Override
    public Outcome settle(Whole whole) {
        RecordSnapshot receipt = whole.document();
        Money amount = receipt.get(AMOUNT, Money.class);
        boolean confirmed = isConfirmed(receipt);
        BigDecimal refunded = Amounts.sum(
                whole.parts().stream().filter(ReceiptRefunds::isConfirmed).toList(), AMOUNT);
        BigDecimal left = amount.amount()
                .subtract(Amounts.of(receipt, ReceiptType.ALLOCATED))
                .subtract(refunded);
        if (left.signum() < 0 || refunded.signum() > 0 && !confirmed) {
            return Outcome.none()
                    .reject(Violation.of(
                            AMOUNT,
                            "exceedsUnallocated",
                            "超过该回款未核销的余额。",
                            "It is more than what is left of the receipt."));
        }
        boolean prepayment = confirmed && ReceiptType.RECEIPT.equals(receipt.text(ReceiptType.KIND));
        return Outcome.none()
                .set(ReceiptType.REFUNDED, new Money(refunded, amount.currency()))
                .set(ReceiptType.UNALLOCATED, new Money(prepayment ? left : BigDecimal.ZERO, amount.currency()));
    }

    private static boolean isConfirmed(RecordSnapshot receipt) {
        return ReceiptType.CONFIRMED.equals(receipt.text(STATUS));
    }
}
