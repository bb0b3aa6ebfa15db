package org.penglai.crm.sales.internal.order;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.money.TaxRates;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.LineRules;
import org.penglai.crm.sales.internal.document.Lines;

/** What is ordered. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class OrderLineType implements RecordType {
    public static final String TYPE = "orderLines";
    public static final String ORDER = "order";

    private final TaxRates taxRates;

    @Activate
    public OrderLineType(@Reference TaxRates taxRates) {
        this.taxRates = taxRates;
    }

    @Override
    public RecordDefinition definition() {
        return Lines.of(TYPE, OrderLine.class, OrderType.TYPE, ORDER)
                .label("订单明细", "Order line", "Order lines")
                .reference(ORDER, OrderType.TYPE, OnDelete.CASCADE, f -> f.label("订单", "Order")
                        .required())
                .hook(new LineRules(OrderType.TYPE, ORDER, OrderType.ORDERED_ON, taxRates))
                .build();
    }
}
