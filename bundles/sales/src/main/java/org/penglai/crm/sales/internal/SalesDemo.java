package org.penglai.crm.sales.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.demo.DemoData;
import org.penglai.crm.api.demo.DemoRecord;
import org.penglai.crm.api.demo.DemoTable;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/** Invented leads, and deals with the invented customers in every stage of the pipeline that comes with the product. */
@Component
public final class SalesDemo implements DemoData {
    private static final Set<String> REFERENCES = Set.of("customer", "primaryContact");

    @Override
    public String module() {
        return Sales.MODULE;
    }

    @Override
    public List<DemoRecord> records() {
        return Stream.of(LeadType.TYPE, OpportunityType.TYPE)
                .flatMap(type -> DemoTable.records(SalesDemo.class, type, REFERENCES, SalesDemo::value).stream())
                .toList();
    }

    private static Object value(String column, String cell) {
        return switch (column) {
            case "amount" -> new Money(new BigDecimal(cell), "CNY");
            case "stage" -> RecordId.format(Long.parseLong(cell));
            default -> cell;
        };
    }
}
