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
import org.penglai.crm.receivables.internal.invoice.InvoiceLinkType;

/** What of a contract is invoiced: issued invoices less red ones; never more than it comes to. */
final class ContractInvoicing implements DocumentRule {

    @Override
    public String parts() {
        return InvoiceLinkType.TYPE;
    }

    @Override
    public String field() {
        return InvoiceLinkType.CONTRACT;
    }

    @Override
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        RecordSnapshot contract = whole.document();
        List<RecordSnapshot> links =
                whole.parts().stream().filter(InvoiceLinkType::isEffective).toList();
        BigDecimal amount = Amounts.of(contract, AMOUNT);
        BigDecimal invoiced = Amounts.sum(links, AMOUNT);
        boolean limited = contract.get(AMOUNT, Money.class) != null;
        boolean grown = invoiced.compareTo(Amounts.of(whole.before(), ContractType.INVOICED)) > 0;
        if (limited && grown && invoiced.compareTo(amount) > 0) {
            outcome.reject(Violation.of(
                    AMOUNT, "exceedsContract", "开票将超过合同金额。", "More would be invoiced than the contract comes to."));
        }
        if (invoiced.signum() < 0) {
            outcome.reject(Violation.of(
                    AMOUNT, "exceedsInvoiced", "红字发票超过已开票金额。", "More would be taken back than was invoiced."));
        }
        String currency = limited
                ? Amounts.currency(contract, AMOUNT)
                : links.isEmpty() ? null : Amounts.currency(links.get(0), AMOUNT);
        String status =
                invoiced.signum() <= 0 ? "none" : limited && invoiced.compareTo(amount) >= 0 ? "full" : "partial";
        return outcome.set(ContractType.INVOICED, currency == null ? null : new Money(invoiced, currency))
                .set(ContractType.INVOICED_RATE, Amounts.share(invoiced, amount))
                .set(ContractType.INVOICING, status);
    }
}
