package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.money.TaxRates;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.assignment.AssigneeType;
import org.penglai.crm.sales.internal.assignment.AssignmentRuleType;
import org.penglai.crm.sales.internal.catalogue.PriceListItemType;
import org.penglai.crm.sales.internal.catalogue.PriceListType;
import org.penglai.crm.sales.internal.catalogue.ProductType;
import org.penglai.crm.sales.internal.credit.CreditShareType;
import org.penglai.crm.sales.internal.credit.SalesCreditType;
import org.penglai.crm.sales.internal.document.DiscountLimitType;
import org.penglai.crm.sales.internal.document.TwoCurrencies;
import org.penglai.crm.sales.internal.form.LeadFormType;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.line.OpportunityLineType;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;
import org.penglai.crm.sales.internal.quote.QuoteLineType;
import org.penglai.crm.sales.internal.quote.QuoteType;
import org.penglai.crm.sales.internal.registration.RegistrationType;
import org.penglai.crm.sales.internal.returns.OrderReturnLineType;
import org.penglai.crm.sales.internal.returns.OrderReturnType;
import org.penglai.crm.sales.internal.scoring.ScoringRuleType;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.testkit.TestKernel;

/** The types of this module and the customers that they lead to. */
public final class SalesKernel {
    /** Stages of the pipeline that comes with the product. */
    public static final long CONTACTED = 1;

    public static final long NEEDS = 2;
    public static final long QUOTED = 3;
    public static final long WON = 5;
    public static final long LOST = 6;

    private SalesKernel() {}

    public static TestKernel on(TestDatabase.Kind kind) {
        return on(kind, Clock.systemUTC());
    }

    /** With more types, and a clock that can be moved. */
    public static TestKernel on(TestDatabase.Kind kind, Clock clock, RecordType... more) {
        Currencies currencies = new TwoCurrencies();
        TaxRates rates = day -> List.of(new BigDecimal("0.13"), new BigDecimal("0.06"), BigDecimal.ZERO);
        List<RecordType> types = new ArrayList<>(List.of(
                new CustomerType(),
                new ContactType(),
                new PipelineType(),
                new StageType(),
                new OpportunityType(currencies),
                new OpportunityLineType(rates, currencies),
                new StageChangeType(),
                new CreditShareType(),
                new SalesCreditType(),
                RegistrationType.with(name -> name.replace("有限公司", ""), Duration.ofDays(90)),
                new LeadFormType(),
                new ScoringRuleType(),
                new AssignmentRuleType(),
                new AssigneeType(),
                new LeadType(),
                new ProductType(),
                new DiscountLimitType(),
                new PriceListType(currencies),
                new PriceListItemType(),
                new QuoteType(currencies),
                new QuoteLineType(rates),
                new OrderType(currencies),
                new OrderLineType(rates),
                new OrderReturnType(currencies),
                new OrderReturnLineType()));
        types.addAll(List.of(more));
        return TestKernel.on(kind, clock, types.toArray(RecordType[]::new));
    }

    /** With people who can own what is sold. */
    public static TestKernel withPeople(TestDatabase.Kind kind) {
        return on(kind, Clock.systemUTC(), new UsersType());
    }

    public static RecordSnapshot person(TestKernel kernel, String name) {
        return kernel.create("users", Map.of("username", name, "name", name));
    }

    public static RecordSnapshot opportunity(TestKernel kernel, Map<String, Object> values) {
        RecordSnapshot customer = kernel.create("customers", Map.of("name", "远航物流有限公司"));
        Map<String, Object> all = new HashMap<>(values);
        all.putIfAbsent("name", "远航物流仓储系统");
        all.put("customer", customer.id());
        return kernel.create(OpportunityType.TYPE, all);
    }

    public static Money yuan(long amount) {
        return new Money(BigDecimal.valueOf(amount * 100, 2), "CNY");
    }
}
