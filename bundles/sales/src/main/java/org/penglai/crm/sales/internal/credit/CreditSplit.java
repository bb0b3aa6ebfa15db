package org.penglai.crm.sales.internal.credit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.opportunity.OpportunityStatus;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/**
 * The owner holds what the others are not given, so that the shares always add up to one. When a deal is won, everybody is
 * credited with his share in the department that he is in that day; whoever owns the deal later, or changes what it is worth,
 * changes neither persons nor departments nor shares. Comes after whatever sets the amount.
 */
public final class CreditSplit implements DocumentRule {
    private static final int MOST = 200;

    private final Currencies currencies;

    public CreditSplit(Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public String parts() {
        return CreditShareType.TYPE;
    }

    @Override
    public String field() {
        return CreditShareType.OPPORTUNITY;
    }

    @Override
    public Outcome settle(Whole whole) {
        BigDecimal given = whole.parts().stream()
                .map(share -> share.get(CreditShareType.SHARE, BigDecimal.class))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (given.compareTo(BigDecimal.ONE) > 0) {
            return Outcome.none()
                    .reject(Violation.of(
                            CreditShareType.SHARE,
                            "overHundred",
                            "分成合计超过 100%。",
                            "The shares of this opportunity add up to more than 100%."));
        }
        RecordSnapshot deal = whole.document();
        BigDecimal own = BigDecimal.ONE.subtract(given);
        Money worth = isWon(deal) ? worth(whole.before(), deal) : null;
        Outcome outcome = Outcome.none().set(OpportunityType.OWNER_SHARE, own).set(OpportunityType.BASE_AMOUNT, worth);
        if (isWon(deal) || isWon(whole.before())) {
            credit(outcome, whole, own, worth);
        }
        return outcome;
    }

    private void credit(Outcome outcome, Whole whole, BigDecimal own, Money worth) {
        RecordSnapshot deal = whole.document();
        List<RecordSnapshot> held = whole.before() == null ? List.of() : held(whole.records(), deal.id());
        boolean settled = isWon(deal) && isWon(whole.before()) && !held.isEmpty();
        if (settled && isUnchanged(whole.before(), deal, worth)) {
            return;
        }
        held.forEach(row -> outcome.follow(new RecordChange.Update(
                SalesCreditType.TYPE, row.id(), null, Map.of(SalesCreditType.UNTIL, whole.now()))));
        if (isWon(deal)) {
            List<Credits.Holder> holders = settled
                    ? Credits.of(held)
                    : Credits.of(whole.records(), deal.reference(SystemFields.OWNER), own, whole.parts());
            Credits.rows(deal, holders, worth, whole.now(), currencies)
                    .forEach(row -> outcome.follow(new RecordChange.Create(SalesCreditType.TYPE, row)));
        }
    }

    private static boolean isUnchanged(RecordSnapshot before, RecordSnapshot deal, Money worth) {
        return Objects.equals(before.get(OpportunityType.BASE_AMOUNT, Money.class), worth)
                && Objects.equals(
                        before.get(OpportunityType.CLOSED_ON, LocalDate.class),
                        deal.get(OpportunityType.CLOSED_ON, LocalDate.class));
    }

    /** In the firm's own currency at the rate of the day of closing, which stays the one that it was. */
    private Money worth(RecordSnapshot before, RecordSnapshot deal) {
        Money amount = deal.get(OpportunityType.AMOUNT, Money.class);
        LocalDate closedOn = deal.get(OpportunityType.CLOSED_ON, LocalDate.class);
        if (amount == null || closedOn == null) {
            return null;
        }
        Money known = isWon(before) ? before.get(OpportunityType.BASE_AMOUNT, Money.class) : null;
        boolean same = known != null
                && amount.equals(before.get(OpportunityType.AMOUNT, Money.class))
                && closedOn.equals(before.get(OpportunityType.CLOSED_ON, LocalDate.class));
        return same
                ? known
                : currencies
                        .rate(amount.currency(), closedOn)
                        .map(rate -> currencies.toBase(amount, rate))
                        .orElse(null);
    }

    private static boolean isWon(RecordSnapshot deal) {
        return deal != null && OpportunityStatus.WON.equals(deal.text(OpportunityType.STATUS));
    }

    private static List<RecordSnapshot> held(RecordReader records, long deal) {
        String current =
                SalesCreditType.OPPORTUNITY + "==" + RecordId.format(deal) + ";" + SalesCreditType.UNTIL + "=null=true";
        return records.list(Caller.system(), SalesCreditType.TYPE, new RecordQuery(current, "id", MOST));
    }
}
