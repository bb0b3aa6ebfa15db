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
import org.penglai.crm.sales.internal.catalogue.PriceListItemType;
import org.penglai.crm.sales.internal.catalogue.PriceListType;
import org.penglai.crm.sales.internal.catalogue.ProductType;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;
import org.penglai.crm.sales.internal.quote.QuoteLineType;
import org.penglai.crm.sales.internal.quote.QuoteType;

/** An invented catalogue, and drafts of quotes and orders: what is issued could not be removed again. */
@Component
public final class CatalogueDemo implements DemoData {
    private static final Set<String> REFERENCES = Set.of("customer", "priceList", "product", "quote", "order");

    @Override
    public String module() {
        return Sales.MODULE;
    }

    @Override
    public List<DemoRecord> records() {
        return Stream.of(
                        ProductType.TYPE,
                        PriceListType.TYPE,
                        PriceListItemType.TYPE,
                        QuoteType.TYPE,
                        QuoteLineType.TYPE,
                        OrderType.TYPE,
                        OrderLineType.TYPE)
                .flatMap(
                        type -> DemoTable.records(CatalogueDemo.class, type, REFERENCES, CatalogueDemo::value).stream())
                .toList();
    }

    private static Object value(String column, String cell) {
        return switch (column) {
            case "listPrice" -> new Money(new BigDecimal(cell), "CNY");
            case "priority", "position" -> Long.valueOf(cell);
            default -> cell;
        };
    }
}
