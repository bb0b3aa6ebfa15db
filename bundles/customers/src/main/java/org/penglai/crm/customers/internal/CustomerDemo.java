package org.penglai.crm.customers.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
        return Stream.of(CustomerType.TYPE, ContactType.TYPE)
                .flatMap(type -> DemoTable.records(CustomerDemo.class, type, REFERENCES, CustomerDemo::value).stream())
                .toList();
    }

    private static Object value(String column, String cell) {
        return switch (column) {
            case "annualRevenue" -> new Money(new BigDecimal(cell), "CNY");
            case "isPrimary" -> Boolean.valueOf(cell);
            default -> cell;
        };
    }
}
