package org.penglai.crm.sales.internal.order;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.money.TaxRates;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.LineRules;
import org.penglai.crm.sales.internal.document.Lines;

/** What is ordered, and how far it is. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class OrderLineType implements RecordType {
    public static final String TYPE = "orderLines";
    public static final String ORDER = "order";
    public static final String DELIVERED = "deliveredQuantity";
    public static final String RETURNED = "returnedQuantity";
    public static final String RETURNED_NET = "returnedNet";
    public static final String RETURNED_AMOUNT = "returnedAmount";
    static final String STOCK = "stockQuantity";
    static final String PRODUCTION = "productionStatus";
    static final String TRACKING = "trackingNo";
    static final String EXPECTED_ON = "expectedOn";
    static final String REPORTED_AT = "reportedAt";

    private final TaxRates taxRates;

    @Activate
    public OrderLineType(@Reference TaxRates taxRates) {
        this.taxRates = taxRates;
    }

    /** Of the line; nothing where nobody has said anything. */
    public static BigDecimal quantity(RecordSnapshot line, String field) {
        BigDecimal quantity = line.get(field, BigDecimal.class);
        return quantity == null ? BigDecimal.ZERO : quantity;
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = Lines.of(TYPE, OrderLine.class, OrderType.TYPE, ORDER)
                .label("订单明细", "Order line", "Order lines")
                .reference(ORDER, OrderType.TYPE, OnDelete.CASCADE, f -> f.label("订单", "Order")
                        .required());
        progress(type);
        return type.hook(new LineRules(OrderType.TYPE, ORDER, OrderType.ORDERED_ON, taxRates))
                .action(Delivery.ofLine())
                .build();
    }

    private static void progress(RecordDefinitionBuilder type) {
        type.field(DELIVERED, DECIMAL, f -> f.label("已交付数量", "Delivered").computed())
                .field(RETURNED, DECIMAL, f -> f.label("已退货数量", "Returned").computed())
                .field(RETURNED_NET, MONEY, f -> f.label("已退货不含税金额", "Returned, net")
                        .computed())
                .field(RETURNED_AMOUNT, MONEY, f -> f.label("已退货金额", "Returned, total")
                        .computed())
                .field(STOCK, DECIMAL, f -> f.label("可用库存", "In stock")
                        .help("由 ERP 提供。", "As the ERP says.")
                        .computed())
                .field(PRODUCTION, ENUMERATION, f -> Progress.production(f.label("生产状态", "Production"))
                        .computed())
                .field(TRACKING, TEXT, f -> f.label("物流单号", "Tracking no.").computed())
                .field(EXPECTED_ON, DATE, f -> f.label("预计交付日期", "Expected on").computed())
                .field(REPORTED_AT, INSTANT, f -> f.label("进度更新时间", "Progress as of")
                        .computed())
                .section(
                        "progress",
                        "进度",
                        "Progress",
                        STOCK,
                        PRODUCTION,
                        EXPECTED_ON,
                        DELIVERED,
                        TRACKING,
                        RETURNED,
                        RETURNED_NET,
                        RETURNED_AMOUNT,
                        REPORTED_AT);
    }
}
