package org.penglai.crm.customers.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordSweep;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.security.Caller;

/**
 * ABC analysis of what customers bought: a customer is in tier A if those who bought more than it make up less than 80% of
 * all that was bought, in B if less than 95%, in C if it bought at all. Customers who bought the same are in the same tier.
 */
@Component(configurationPid = "org.penglai.crm.customers.valueTiers")
@Designate(ocd = ValueTiers.Configuration.class)
public final class ValueTiers implements PeriodicWork {
    static final String TIER = "valueTier";
    static final String FROM = "valueTierFrom";
    static final String ON = "valueTierOn";
    private static final String AMOUNT = "wonAmount";
    private static final String BOUGHT = AMOUNT + "=gt=0";
    private static final int PAGE = 500;

    private final Records records;
    private final RecordTotals totals;
    private final BigDecimal most;
    private final BigDecimal more;

    /** Settings; {@code etc/org.penglai.crm.customers.valueTiers.cfg}. */
    @ObjectClassDefinition(name = "Penglai CRM value tiers of customers")
    public @interface Configuration {
        @AttributeDefinition(description = "Percent of all that was bought which tier A makes up")
        int percentA() default 80;

        @AttributeDefinition(description = "Percent of all that was bought which tiers A and B make up")
        int percentB() default 95;
    }

    /** Where a tier begins; the amounts are above zero. */
    private record Bounds(BigDecimal a, BigDecimal b, String currency) {}

    /** @param migrated only there when the tables are */
    @Activate
    public ValueTiers(
            @Reference Records records,
            @Reference RecordTotals totals,
            @Reference(target = "(osgi.jndi.service.name=crm-customers)") DataSource migrated,
            Configuration configuration) {
        this(records, totals, configuration.percentA(), configuration.percentB());
    }

    ValueTiers(Records records, RecordTotals totals, int percentA, int percentB) {
        this.records = records;
        this.totals = totals;
        this.most = BigDecimal.valueOf(percentA, 2);
        this.more = BigDecimal.valueOf(percentB, 2);
    }

    @Override
    public String name() {
        return "customers.valueTiers";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        LocalDate today = LocalDate.ofInstant(now, Caller.system().zone());
        Bounds bounds = bounds();
        if (bounds != null) {
            put("A", AMOUNT + "=ge=" + bounds.a(), bounds.a(), bounds, today);
            put("B", AMOUNT + "=ge=" + bounds.b() + ";" + AMOUNT + "=lt=" + bounds.a(), bounds.b(), bounds, today);
            put("C", BOUGHT + ";" + AMOUNT + "=lt=" + bounds.b(), BigDecimal.ZERO, bounds, today);
        }
        Map<String, Object> none = new HashMap<>();
        none.put(TIER, null);
        none.put(FROM, null);
        none.put(ON, null);
        RecordSweep.run(
                records,
                CustomerType.TYPE,
                TIER + "=null=false;(" + AMOUNT + "=null=true," + AMOUNT + "=le=0)",
                customer -> none);
    }

    private void put(String tier, String bought, BigDecimal from, Bounds bounds, LocalDate today)
            throws InterruptedException {
        Map<String, Object> values = Map.of(TIER, tier, FROM, new Money(from, bounds.currency()), ON, today);
        String others = "(" + TIER + "!=" + tier + "," + TIER + "=null=true)";
        RecordSweep.run(records, CustomerType.TYPE, bought + ";" + others, customer -> values);
    }

    /** Goes down from whoever bought most until enough is seen; null if nobody bought anything. */
    private Bounds bounds() throws InterruptedException {
        String sum = "sum:" + AMOUNT;
        BigDecimal all = totals.read(Caller.system(), TotalsQuery.of(CustomerType.TYPE, BOUGHT, sum))
                .get(0)
                .number(sum);
        BigDecimal a = null;
        BigDecimal b = null;
        String currency = null;
        // Of those who bought more than the customer at hand, and of all up to it.
        BigDecimal above = BigDecimal.ZERO;
        BigDecimal seen = BigDecimal.ZERO;
        BigDecimal last = null;
        String next = BOUGHT;
        List<RecordSnapshot> page;
        do {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            page = records.list(Caller.system(), CustomerType.TYPE, new RecordQuery(next, "-" + AMOUNT + ",id", PAGE));
            for (RecordSnapshot customer : page) {
                Money amount = customer.get(AMOUNT, Money.class);
                if (last == null || amount.amount().compareTo(last) < 0) {
                    above = seen;
                    if (above.compareTo(all.multiply(more)) >= 0) {
                        return new Bounds(a, b, currency);
                    }
                    last = amount.amount();
                    currency = amount.currency();
                    a = above.compareTo(all.multiply(most)) < 0 ? last : a;
                    b = last;
                }
                seen = seen.add(amount.amount());
                next = BOUGHT + ";(" + AMOUNT + "=lt=" + last + ",(" + AMOUNT + "==" + last + ";id=gt="
                        + RecordId.format(customer.id()) + "))";
            }
        } while (page.size() == PAGE);
        return a == null ? null : new Bounds(a, b, currency);
    }
}
