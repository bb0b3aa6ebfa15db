package org.penglai.crm.sales.internal.opportunity;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.testkit.TestKernel;

/** The types of this module and the customers that they lead to. */
public final class SalesKernel {
    /** Stages of the pipeline that comes with the product. */
    static final long CONTACTED = 1;

    static final long NEEDS = 2;
    static final long QUOTED = 3;
    static final long WON = 5;
    static final long LOST = 6;

    private SalesKernel() {}

    public static TestKernel on(TestDatabase.Kind kind) {
        return TestKernel.on(
                kind,
                new CustomerType(),
                new ContactType(),
                new PipelineType(),
                new StageType(),
                new OpportunityType(),
                new StageChangeType(),
                new LeadType());
    }

    static RecordSnapshot opportunity(TestKernel kernel, Map<String, Object> values) {
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
