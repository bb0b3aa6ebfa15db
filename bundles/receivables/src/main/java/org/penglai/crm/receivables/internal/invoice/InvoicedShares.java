package org.penglai.crm.receivables.internal.invoice;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Amounts;

/** Where an invoice says what it is for, it says so of all it comes to. Comes after the totals. */
final class InvoicedShares implements DocumentRule {

    @Override
    public String parts() {
        return InvoiceLinkType.TYPE;
    }

    @Override
    public String field() {
        return InvoiceLinkType.INVOICE;
    }

    @Override
    public Outcome settle(Whole whole) {
        RecordSnapshot invoice = whole.document();
        BigDecimal linked = Amounts.sum(whole.parts(), AMOUNT);
        BigDecimal gross = Amounts.of(invoice, InvoiceType.GROSS);
        String currency = invoice.text(InvoiceType.CURRENCY);
        boolean issued = InvoiceType.ISSUED.equals(invoice.text(STATUS));
        if (issued && !whole.parts().isEmpty() && linked.compareTo(gross) != 0) {
            String difference = Amounts.text(gross.subtract(linked), currency);
            return Outcome.none()
                    .reject(Violation.of(
                            InvoiceType.LINKED,
                            "linksDiffer",
                            "关联的合同和订单金额须等于价税合计，相差 " + difference + "。",
                            "What it is for must come to its total; the difference is " + difference + "."));
        }
        return Outcome.none().set(InvoiceType.LINKED, new Money(linked, currency));
    }
}
