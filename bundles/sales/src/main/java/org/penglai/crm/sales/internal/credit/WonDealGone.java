package org.penglai.crm.sales.internal.credit;

import java.util.Map;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/** What a deleted deal was worth goes from its customer at once: afterwards nobody could tell whose it was. */
public final class WonDealGone implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Money worth = input.after() == null ? input.before().get(OpportunityType.BASE_AMOUNT, Money.class) : null;
        if (worth == null) {
            return Outcome.none();
        }
        RecordSnapshot customer = input.records()
                .find(Caller.system(), Sales.CUSTOMERS, input.before().reference(WonAmounts.CUSTOMER))
                .orElse(null);
        Money known = customer == null ? null : customer.get(WonAmounts.WON_AMOUNT, Money.class);
        // What the customer was not told of yet, it will not be told: the next sum leaves the deal out.
        if (known == null || known.amount().compareTo(worth.amount()) < 0) {
            return Outcome.none();
        }
        Money rest = new Money(known.amount().subtract(worth.amount()), known.currency());
        return Outcome.none()
                .follow(new RecordChange.Update(
                        Sales.CUSTOMERS, customer.id(), customer.version(), Map.of(WonAmounts.WON_AMOUNT, rest)));
    }
}
