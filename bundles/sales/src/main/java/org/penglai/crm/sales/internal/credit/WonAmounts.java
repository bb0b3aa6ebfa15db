package org.penglai.crm.sales.internal.credit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/**
 * Keeps at each customer what its won deals are worth. The sum is taken anew from all of them, so that it is right whatever
 * was told twice or late; that of a deleted deal goes with it ({@link WonDealGone}). What the firms above have along with it is the customers' own business.
 */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class WonAmounts implements EventHandler {
    static final String CUSTOMER = "customer";
    static final String WON_AMOUNT = "wonAmount";
    private static final String SUM = "sum:" + OpportunityType.BASE_AMOUNT;
    private static final Set<String> WHOLE = Set.of("created", "restored");

    private final Records records;
    private final RecordTotals totals;
    private final Currencies currencies;

    @Activate
    public WonAmounts(@Reference Records records, @Reference RecordTotals totals, @Reference Currencies currencies) {
        this.records = records;
        this.totals = totals;
        this.currencies = currencies;
    }

    @Override
    public String name() {
        return "sales.wonAmounts";
    }

    @Override
    public Set<String> types() {
        return Set.of(OpportunityType.TYPE);
    }

    @Override
    public void handle(RecordEvent event) {
        Object sums = event.changes().get(OpportunityType.BASE_AMOUNT);
        boolean isTold = WHOLE.contains(event.operation())
                || sums != null
                || event.changes().containsKey(CUSTOMER);
        if (!isTold) {
            return;
        }
        Set<String> customers = new TreeSet<>();
        named(event.changes().get(CUSTOMER)).forEach(customers::add);
        records.find(Caller.system(), OpportunityType.TYPE, event.recordId())
                .map(deal -> RecordId.format(deal.reference(CUSTOMER)))
                .ifPresent(customers::add);
        if (!customers.isEmpty()) {
            String those = SystemFields.ID + "=in=(" + String.join(",", customers) + ")";
            records.list(Caller.system(), Sales.CUSTOMERS, new RecordQuery(those, SystemFields.ID, customers.size()))
                    .forEach(this::sum);
        }
    }

    /** The value of a new record, or those before and after. */
    private static Stream<String> named(Object change) {
        List<?> values = change instanceof List<?> both ? both : change == null ? List.of() : List.of(change);
        return values.stream().filter(Objects::nonNull).map(Object::toString);
    }

    private void sum(RecordSnapshot customer) {
        String won = CUSTOMER + "==" + RecordId.format(customer.id()) + ";" + OpportunityType.STATUS + "==won";
        Money sum = new Money(
                totals.read(Caller.system(), TotalsQuery.of(OpportunityType.TYPE, won, SUM))
                        .get(0)
                        .number(SUM)
                        .setScale(currencies.minorUnits(currencies.base())),
                currencies.base());
        Money known = customer.get(WON_AMOUNT, Money.class);
        boolean same = known == null
                ? sum.amount().signum() == 0
                : known.currency().equals(sum.currency()) && known.amount().compareTo(sum.amount()) == 0;
        if (!same) {
            records.apply(
                    Caller.system(),
                    List.of(new RecordChange.Update(Sales.CUSTOMERS, customer.id(), null, Map.of(WON_AMOUNT, sum))));
        }
    }
}
