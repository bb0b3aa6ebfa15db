package org.penglai.crm.receivables.internal.contract;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;

import java.math.BigDecimal;
import java.util.List;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.receipt.AllocationType;

/**
 * What of a contract is paid: the confirmed shares of receipts that go to its instalments. It is overpaid only when its
 * amount was lowered afterwards.
 */
final class ContractPayment implements DocumentRule {

    @Override
    public String parts() {
        return AllocationType.TYPE;
    }

    @Override
    public String field() {
        return AllocationType.CONTRACT;
    }

    @Override
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        RecordSnapshot contract = whole.document();
        List<RecordSnapshot> counted =
                whole.parts().stream().filter(AllocationType::isCounted).toList();
        BigDecimal amount = Amounts.of(contract, AMOUNT);
        BigDecimal paid = Amounts.sum(counted, AMOUNT);
        boolean limited = contract.get(AMOUNT, Money.class) != null;
        boolean grown = paid.compareTo(Amounts.of(whole.before(), ContractType.PAID)) > 0;
        if (limited && grown && paid.compareTo(amount) > 0) {
            return outcome.reject(Violation.of(
                    AMOUNT, "exceedsContract", "回款将超过合同金额。", "More would be paid than the contract comes to."));
        }
        String currency = limited
                ? Amounts.currency(contract, AMOUNT)
                : counted.isEmpty() ? null : Amounts.currency(counted.get(0), AMOUNT);
        int order = paid.compareTo(amount);
        String status =
                paid.signum() == 0 ? "unpaid" : !limited || order < 0 ? "partial" : order == 0 ? "paid" : "overpaid";
        return outcome.set(ContractType.PAID, currency == null ? null : new Money(paid, currency))
                .set(ContractType.PAID_RATE, Amounts.share(paid, amount))
                .set(ContractType.PAYMENT, status);
    }
}
