package org.penglai.crm.receivables.internal.invoice;

import java.math.BigDecimal;
import java.util.List;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.line.LineTotals;

/** The amounts of an invoice and its lines. */
final class InvoiceTotals implements DocumentRule {
    private final Currencies currencies;

    InvoiceTotals(Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public String parts() {
        return InvoiceLineType.TYPE;
    }

    @Override
    public String field() {
        return InvoiceLineType.INVOICE;
    }

    @Override
    public PartsGrid grid() {
        return new PartsGrid(
                InvoiceLineType.GRID,
                List.of(InvoiceType.NET, InvoiceType.TAX, InvoiceType.GROSS, InvoiceType.CAPITAL),
                List.of(ActionCondition.is(Receivables.STATUS, InvoiceType.REQUESTED)));
    }

    @Override
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        RecordSnapshot invoice = whole.document();
        String currency = invoice.text(InvoiceType.CURRENCY);
        boolean withTax = Boolean.TRUE.equals(invoice.get(InvoiceType.INCLUDES_TAX, Boolean.class));
        LineTotals.settle(outcome, whole, currencies, currency, withTax, BigDecimal.ZERO)
                .ifPresent(totals -> outcome.set(InvoiceType.NET, new Money(totals.net(), currency))
                        .set(InvoiceType.TAX, new Money(totals.tax(), currency))
                        .set(InvoiceType.GROSS, new Money(totals.gross(), currency))
                        .set(InvoiceType.CAPITAL, LineTotals.capital(totals.gross(), currency)));
        return outcome;
    }
}
