package org.penglai.crm.sales.internal.returns;

import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.Lines;
import org.penglai.crm.sales.internal.order.OrderLineType;

/** What comes back, by the lines of the order. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class OrderReturnLineType implements RecordType {
    public static final String TYPE = "orderReturnLines";
    static final String RETURN = "orderReturn";
    static final String LINE = "orderLine";
    static final String QUANTITY = Lines.QUANTITY;
    private static final String REMARK = "remark";

    /** How lines are written on the return's page. */
    static final List<String> GRID = List.of(LINE, Lines.SKU, QUANTITY, Lines.UNIT, Documents.GROSS, REMARK);

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Sales.MODULE, TYPE, OrderReturnLine.class)
                .unit(Sales.UNIT)
                .label("退货明细", "Return line", "Return lines")
                .title(Lines.NAME)
                .touches(OrderReturnType.TYPE)
                .reference(RETURN, OrderReturnType.TYPE, OnDelete.CASCADE, f -> f.label("退货单", "Return")
                        .required())
                .reference(LINE, OrderLineType.TYPE, OnDelete.CASCADE, f -> f.label("订单明细", "Order line")
                        .required())
                .field(Lines.NAME, TEXT, f -> f.label("品名", "Name").searchable().computed())
                .field(Lines.SKU, TEXT, f -> f.label("产品编码", "SKU").computed())
                .field(Lines.UNIT, TEXT, f -> f.label("单位", "Unit").computed())
                .field(QUANTITY, DECIMAL, f -> f.label("退货数量", "Quantity")
                        .help("不超过已交付而未退货的数量。", "At most what was delivered and has not come back.")
                        .required())
                .field(Documents.NET, MONEY, f -> f.label("不含税金额", "Net").computed())
                .field(Documents.TAX, MONEY, f -> f.label("税额", "Tax").computed())
                .field(Documents.GROSS, MONEY, f -> f.label("价税合计", "Total").computed())
                .field(REMARK, TEXT, f -> f.label("备注", "Remark"))
                .view(
                        "all",
                        "全部明细",
                        "All lines",
                        Lines.NAME,
                        "",
                        Lines.NAME,
                        RETURN,
                        QUANTITY,
                        Lines.UNIT,
                        Documents.GROSS)
                .section("basic", "基本信息", "Basics", RETURN, LINE, Lines.NAME, Lines.SKU, QUANTITY, Lines.UNIT, REMARK)
                .section("amounts", "金额", "Amounts", Documents.NET, Documents.TAX, Documents.GROSS)
                .hook(new ReturnLineRules())
                .build();
    }
}
