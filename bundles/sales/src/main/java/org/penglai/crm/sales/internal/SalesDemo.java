package org.penglai.crm.sales.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<DemoRecord> records = new ArrayList<>();
        for (String type : List.of(LeadType.TYPE, OpportunityType.TYPE)) {
            DemoTable.read(SalesDemo.class, type).forEach(row -> records.add(record(type, row)));
        }
        return records;
    }

    private static DemoRecord record(String type, Map<String, String> row) {
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, String> references = new LinkedHashMap<>();
        row.forEach((column, cell) -> {
            if (REFERENCES.contains(column)) {
                references.put(column, cell);
            } else if (!column.equals("key")) {
                values.put(column, value(column, cell));
            }
        });
        return new DemoRecord(type, row.get("key"), values, references);
    }

    private static Object value(String column, String cell) {
        return switch (column) {
            case "amount" -> new Money(new BigDecimal(cell), "CNY");
            case "stage" -> RecordId.format(Long.parseLong(cell));
            default -> cell;
        };
    }
}
