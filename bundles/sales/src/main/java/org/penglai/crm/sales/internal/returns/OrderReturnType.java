package org.penglai.crm.sales.internal.returns;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;

/** Goods that come back. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class OrderReturnType implements RecordType {
    public static final String TYPE = "orderReturns";
    static final String NUMBER = "returnNo";
    static final String ORDER = "order";
    static final String RETURNED_ON = "returnedOn";
    static final String REASON = "reason";
    static final String CONFIRMED = "confirmed";
    static final String CANCELLED = "cancelled";
    static final String CANCELLED_BECAUSE = "cancelledBecause";

    private final Currencies currencies;

    @Activate
    public OrderReturnType(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, OrderReturn.class)
                .unit(Sales.UNIT)
                .label("退货单", "Return", "Returns")
                .title(NUMBER)
                .number(NUMBER, "RT-{yyyyMM}-{seq:4}")
                .key(NUMBER);
        head(type);
        amounts(type);
        String[] columns = {
            NUMBER, ORDER, Documents.CUSTOMER, Documents.STATUS, Documents.GROSS, RETURNED_ON, REASON, "owner"
        };
        return type.view("all", "全部退货单", "All returns", "-createdAt", "", columns)
                .view("mine", "我的退货单", "My returns", "-createdAt", "owner==me", columns)
                .view("draft", "待确认", "To be confirmed", RETURNED_ON, "status==draft", columns)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS)
                .touches(OrderReturnLineType.TYPE, OrderLineType.TYPE, OrderType.TYPE)
                .hook(Documents.dated(RETURNED_ON))
                .hook(ReturnRules::apply)
                .hook(new ReturnTotals(currencies))
                .action(ReturnActions.confirm())
                .action(ReturnActions.cancel())
                .build();
    }

    private static void head(RecordDefinitionBuilder type) {
        type.field(NUMBER, TEXT, f -> f.label("退货单号", "Return no.").searchable())
                .field(Documents.STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(Documents.DRAFT)
                        .option(Documents.DRAFT, "草稿", "Draft")
                        .option(CONFIRMED, "已确认", "Confirmed")
                        .option(CANCELLED, "已取消", "Cancelled"))
                .reference(ORDER, OrderType.TYPE, OnDelete.CASCADE, f -> f.label("订单", "Order")
                        .required()
                        .restrictWhile(ActionCondition.isNot(Documents.STATUS, Documents.DRAFT)))
                .reference(Documents.CUSTOMER, Sales.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .restrictWhile(ActionCondition.isNot(Documents.STATUS, Documents.DRAFT))
                        .computed())
                .field(RETURNED_ON, DATE, f -> f.label("退货日期", "Returned on").help("留空为当天。", "Today when left empty."))
                .field(REASON, PICKLIST, f -> f.label("退货原因", "Reason")
                        .option("quality", "质量问题", "Quality")
                        .option("wrongGoods", "发错货", "Wrong goods")
                        .option("surplus", "多余", "Not needed")
                        .option("other", "其他", "Other"))
                .field(Documents.REMARK, LONG_TEXT, f -> f.label("备注", "Remark"))
                .field(CANCELLED_BECAUSE, TEXT, f -> f.label("取消原因", "Reason of cancellation")
                        .readOnly())
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        NUMBER,
                        Documents.STATUS,
                        ORDER,
                        Documents.CUSTOMER,
                        RETURNED_ON,
                        REASON,
                        CANCELLED_BECAUSE,
                        Documents.REMARK);
    }

    private static void amounts(RecordDefinitionBuilder type) {
        type.field(Documents.CURRENCY, TEXT, f -> f.label("币种", "Currency").computed())
                .field(Documents.NET, MONEY, f -> f.label("不含税金额", "Net").computed())
                .field(Documents.TAX, MONEY, f -> f.label("税额", "Tax").computed())
                .field(Documents.GROSS, MONEY, f -> f.label("价税合计", "Total").computed())
                .section("amounts", "金额", "Amounts", Documents.CURRENCY, Documents.NET, Documents.TAX, Documents.GROSS);
    }
}
