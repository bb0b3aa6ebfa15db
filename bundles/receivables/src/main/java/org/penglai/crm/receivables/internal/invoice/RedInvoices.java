package org.penglai.crm.receivables.internal.invoice;

import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Amounts;

/** What issued red invoices take back of an invoice: never more than it comes to. Comes after the totals. */
final class RedInvoices implements DocumentRule {

    @Override
    public String parts() {
        return InvoiceType.TYPE;
    }

    @Override
    public String field() {
        return InvoiceType.ORIGINAL;
    }

    @Override
    public Outcome settle(Whole whole) {
        RecordSnapshot invoice = whole.document();
        BigDecimal red = Amounts.sum(
                        whole.parts().stream()
                                .filter(each -> InvoiceType.ISSUED.equals(each.text(STATUS)))
                                .toList(),
                        InvoiceType.GROSS)
                .negate();
        BigDecimal gross = Amounts.of(invoice, InvoiceType.GROSS);
        if (red.signum() > 0 && red.compareTo(gross) > 0) {
            return Outcome.none()
                    .reject(Violation.of(
                            InvoiceType.GROSS,
                            "exceedsInvoiced",
                            "红字发票合计超过原发票金额。",
                            "Red invoices would take back more than the invoice comes to."));
        }
        Outcome outcome = Outcome.none().set(InvoiceType.RED, new Money(red, invoice.text(InvoiceType.CURRENCY)));
        boolean all = red.signum() > 0 && red.compareTo(gross) == 0;
        String status = invoice.text(STATUS);
        if (all && status.equals(InvoiceType.ISSUED)) {
            outcome.set(STATUS, InvoiceType.RED_FLUSHED);
        } else if (!all && status.equals(InvoiceType.RED_FLUSHED)) {
            outcome.set(STATUS, InvoiceType.ISSUED);
        }
        return outcome;
    }
}
