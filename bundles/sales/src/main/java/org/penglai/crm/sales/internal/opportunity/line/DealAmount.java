package org.penglai.crm.sales.internal.opportunity.line;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.money.DocumentAmounts;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.sales.internal.document.Counting;
import org.penglai.crm.sales.internal.document.Lines;
import org.penglai.crm.sales.internal.opportunity.OpportunityStatus;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/** A deal with lines is worth what they come to, whatever is sent; one without is worth what somebody expects. */
public final class DealAmount implements DocumentRule {
    private final Currencies currencies;

    public DealAmount(Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public String parts() {
        return OpportunityLineType.TYPE;
    }

    @Override
    public String field() {
        return OpportunityLineType.OPPORTUNITY;
    }

    @Override
    public PartsGrid grid() {
        return new PartsGrid(
                Lines.GRID,
                List.of(OpportunityType.AMOUNT),
                List.of(ActionCondition.is(OpportunityType.STATUS, OpportunityStatus.OPEN)));
    }

    @Override
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        if (whole.parts().isEmpty() || Counting.isTooMany(outcome, whole.parts())) {
            return outcome;
        }
        List<RecordSnapshot> lines = Counting.inOrder(whole.parts());
        String currency = currency(whole, lines);
        DocumentAmounts amounts = Counting.of(currencies.minorUnits(currency), true, BigDecimal.ZERO, lines);
        Counting.write(outcome, OpportunityLineType.TYPE, lines, amounts, currency);
        return outcome.set(OpportunityType.AMOUNT, new Money(amounts.totals().gross(), currency));
    }

    /** That of the lines there were: their prices are in it, whatever is sent as the amount. */
    private String currency(Whole whole, List<RecordSnapshot> lines) {
        return lines.stream()
                .map(Counting::gross)
                .filter(amount -> amount != null)
                .findFirst()
                .or(() -> Optional.ofNullable(whole.document().get(OpportunityType.AMOUNT, Money.class)))
                .map(Money::currency)
                .orElseGet(currencies::base);
    }
}
