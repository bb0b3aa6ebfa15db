package org.penglai.crm.customers.internal;

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

/** Invented companies and their people. They bring numbers of their own, so that those of real customers begin at one. */
@Component
public final class CustomerDemo implements DemoData {

    private static final Set<String> REFERENCES = Set.of("parent", "customer");

    @Override
    public String module() {
        return CustomerType.MODULE;
    }

    @Override
    public List<DemoRecord> records() {
        List<DemoRecord> records = new ArrayList<>();
        for (String type : List.of(CustomerType.TYPE, ContactType.TYPE)) {
            DemoTable.read(CustomerDemo.class, type).forEach(row -> records.add(record(type, row)));
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
            case "annualRevenue" -> new Money(new BigDecimal(cell), "CNY");
            case "isPrimary" -> Boolean.valueOf(cell);
            case "tags" -> List.of(cell.split(";"));
            default -> cell;
        };
    }
}
