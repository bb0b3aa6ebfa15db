package org.penglai.crm.receivables.internal.contract;

import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.util.List;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.line.LineTotals;
import org.penglai.crm.receivables.internal.line.Lines;

/** A draft with lines comes to what its lines come to; once it is in effect its amount changes by an amendment alone. */
final class ContractLines implements DocumentRule {
    private final Currencies currencies;

    ContractLines(Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public String parts() {
        return ContractLineType.TYPE;
    }

    @Override
    public String field() {
        return ContractLineType.CONTRACT;
    }

    @Override
    public PartsGrid grid() {
        return new PartsGrid(
                ContractLineType.GRID,
                List.of(ContractType.DISCOUNT, Lines.NET, Lines.TAX, AMOUNT),
                List.of(ActionCondition.is(STATUS, ContractType.DRAFT)));
    }

    @Override
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        RecordSnapshot contract = whole.document();
        String currency = currency(contract);
        Money amount = contract.get(AMOUNT, Money.class);
        if (ContractType.DRAFT.equals(contract.text(STATUS))) {
            if (whole.parts().isEmpty()) {
                outcome.set(Lines.NET, null).set(Lines.TAX, null);
            } else {
                boolean withTax = !Boolean.FALSE.equals(contract.get(ContractType.INCLUDES_TAX, Boolean.class));
                BigDecimal discount = contract.get(ContractType.DISCOUNT, BigDecimal.class);
                Money before = amount;
                amount = LineTotals.settle(
                                outcome,
                                whole,
                                currencies,
                                currency,
                                withTax,
                                discount == null ? BigDecimal.ZERO : discount)
                        .map(totals -> {
                            outcome.set(Lines.NET, new Money(totals.net(), currency))
                                    .set(Lines.TAX, new Money(totals.tax(), currency))
                                    .set(AMOUNT, new Money(totals.gross(), currency));
                            return new Money(totals.gross(), currency);
                        })
                        .orElse(before);
            }
        }
        return outcome.set(
                ContractType.CAPITAL, amount == null ? null : LineTotals.capital(amount.amount(), amount.currency()));
    }

    private String currency(RecordSnapshot contract) {
        String currency = Amounts.currency(contract, AMOUNT);
        return currency == null ? currencies.base() : currency;
    }
}
