package org.penglai.crm.sales.internal.opportunity.line;

import java.util.LinkedHashMap;
import java.util.Map;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.Issuing;
import org.penglai.crm.sales.internal.opportunity.OpportunityStatus;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.quote.QuoteLineType;
import org.penglai.crm.sales.internal.quote.QuoteType;

/** A draft of a quote from a deal, with its lines at their prices. */
public final class DealQuote {
    private DealQuote() {}

    public static ActionDefinition action() {
        return ActionDefinition.of("quote", "生成报价单", "Make a quote", DealQuote::quote)
                .onlyIf(ActionCondition.is(OpportunityType.STATUS, OpportunityStatus.OPEN));
    }

    private static Outcome quote(ActionDefinition.Input input) {
        RecordSnapshot deal = input.record();
        Money amount = deal.get(OpportunityType.AMOUNT, Money.class);
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(Documents.OPPORTUNITY, deal.id());
        values.put(Documents.CONTACT, deal.reference(OpportunityType.CONTACT));
        values.put(Documents.CURRENCY, amount == null ? null : amount.currency());
        // What is noted about a deal is not for the customer.
        values.put(Documents.REMARK, null);
        return Issuing.copy(
                Outcome.none(),
                input,
                OpportunityLineType.TYPE,
                OpportunityLineType.OPPORTUNITY,
                QuoteType.TYPE,
                QuoteLineType.TYPE,
                QuoteLineType.QUOTE,
                values);
    }
}
