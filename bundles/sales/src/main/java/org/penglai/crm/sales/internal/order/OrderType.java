package org.penglai.crm.sales.internal.order;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.document.Documents;
import org.penglai.crm.sales.internal.document.Drafts;
import org.penglai.crm.sales.internal.document.Issuing;
import org.penglai.crm.sales.internal.document.Totals;
import org.penglai.crm.sales.internal.quote.QuoteType;
import org.penglai.crm.sales.internal.returns.OrderReturnLineType;
import org.penglai.crm.sales.internal.returns.OrderReturnType;
import org.penglai.crm.sales.internal.returns.ReturnActions;

/** What customers have ordered. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class OrderType implements RecordType {
    public static final String TYPE = "orders";
    public static final String QUOTE = "quote";
    public static final String CANCELLED = "cancelled";
    public static final String ORDERED_ON = "orderedOn";
    static final String NUMBER = "orderNo";
    private static final String END_CUSTOMER = "endCustomer";
    private static final String SHIP_TO = "shipTo";
    private static final String CANCELLED_BECAUSE = "cancelledBecause";
    public static final String CONFIRMED = "confirmed";
    public static final String COMPLETED = "completed";
    private static final String ACTIVE = "active";
    static final String PRODUCTION = "productionStatus";
    static final String DELIVERY = "deliveryStatus";
    static final String PAYMENT = "paymentStatus";
    static final String INVOICE = "invoiceStatus";
    static final String PAID = "paidAmount";
    static final String INVOICED = "invoicedAmount";
    static final String RETURNED = "returnedAmount";
    static final String DUE = "dueAmount";

    private final Currencies currencies;

    @Activate
    public OrderType(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, SalesOrder.class)
                .unit(Sales.UNIT)
                .label("订单", "Order", "Orders")
                .title(NUMBER)
                .number(NUMBER, "SO-{yyyyMM}-{seq:4}")
                .key(NUMBER);
        head(type);
        Documents.parties(type);
        progress(type);
        Documents.amounts(type);
        List<String> content = new ArrayList<>(Documents.CONTENT);
        content.addAll(List.of(ORDERED_ON, END_CUSTOMER, SHIP_TO));
        String[] columns = {
            NUMBER, Documents.CUSTOMER, Documents.STATUS, "gross", ORDERED_ON, DELIVERY, PAYMENT, "owner"
        };
        return type.view("all", "全部订单", "All orders", "-createdAt", "", columns)
                .view("mine", "我的订单", "My orders", "-createdAt", "owner==me", columns)
                .view("confirmed", "执行中", "In progress", ORDERED_ON, "status==confirmed", columns)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS, Trait.APPROVABLE)
                .onTimeline("order", Documents.CUSTOMER, "createdAt", null)
                .touches(OrderLineType.TYPE, Sales.CUSTOMERS, OrderReturnType.TYPE, OrderReturnLineType.TYPE)
                .hook(Documents.dated(ORDERED_ON))
                .hook(new Drafts(OrderLineType.TYPE, OrderLineType.ORDER, content, currencies))
                .hook(new Totals(OrderLineType.TYPE, OrderLineType.ORDER, ORDERED_ON, currencies))
                .hook(new Progress())
                .hook(new Settlement())
                .action(ActionDefinition.of("confirm", "确认", "Confirm", this::confirm)
                        .onlyIf(ActionCondition.is(Documents.STATUS, Documents.DRAFT)))
                .action(Delivery.ofOrder())
                .action(ReturnActions.ofOrder())
                .action(ActionDefinition.of("complete", "完成", "Complete", input -> Outcome.none()
                                .set(Documents.STATUS, COMPLETED))
                        .onlyIf(ActionCondition.is(Documents.STATUS, CONFIRMED)))
                .action(ActionDefinition.of("cancel", "取消", "Cancel", OrderType::cancel)
                        .asking("reason", TEXT, f -> f.label("原因", "Reason").required())
                        .onlyIf(ActionCondition.is(Documents.STATUS, Documents.DRAFT, CONFIRMED)))
                .build();
    }

    private static void head(RecordDefinitionBuilder type) {
        type.field(NUMBER, TEXT, f -> f.label("订单号", "Order no.").searchable())
                .field(Documents.STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(Documents.DRAFT)
                        .option(Documents.DRAFT, "草稿", "Draft")
                        .option(CONFIRMED, "已确认", "Confirmed")
                        .option(COMPLETED, "已完成", "Completed")
                        .option(CANCELLED, "已取消", "Cancelled"))
                .reference(END_CUSTOMER, Sales.CUSTOMERS, OnDelete.RESTRICT, f -> f.label("最终客户", "End customer"))
                .reference(QUOTE, QuoteType.TYPE, OnDelete.RESTRICT, f -> f.label("报价单", "Quote")
                        .readOnly())
                .field(ORDERED_ON, DATE, f -> f.label("下单日期", "Ordered on").help("留空为当天。", "Today when left empty."))
                .field(SHIP_TO, TEXT, f -> f.label("收货地址", "Ship to").personal())
                .field(CANCELLED_BECAUSE, TEXT, f -> f.label("取消原因", "Reason of cancellation")
                        .readOnly());
    }

    private static void progress(RecordDefinitionBuilder type) {
        type.field(PRODUCTION, ENUMERATION, f -> Progress.production(f.label("生产状态", "Production"))
                        .readOnly()
                        .defaultValue(Progress.NONE))
                .field(DELIVERY, ENUMERATION, f -> f.label("交付状态", "Delivery")
                        .readOnly()
                        .defaultValue(Progress.NONE)
                        .option(Progress.NONE, "未交付", "None")
                        .option(Progress.PARTIAL, "部分交付", "In part")
                        .option(Progress.DELIVERED, "已交付", "Delivered"))
                .field(PAYMENT, ENUMERATION, f -> f.label("回款状态", "Payment")
                        .readOnly()
                        .defaultValue("unpaid")
                        .option("unpaid", "未回款", "Unpaid")
                        .option("partial", "部分回款", "Paid in part")
                        .option("paid", "已回款", "Paid")
                        .option("overpaid", "超额回款", "Overpaid"))
                .field(INVOICE, ENUMERATION, f -> f.label("开票状态", "Invoicing")
                        .readOnly()
                        .defaultValue("none")
                        .option("none", "未开票", "None")
                        .option("partial", "部分开票", "In part")
                        .option("full", "已开票", "In full"))
                .field(RETURNED, MONEY, f -> f.label("退货金额", "Returned").computed())
                .field(DUE, MONEY, f -> f.label("应收金额", "To be paid in all")
                        .help("价税合计减退货金额。", "The total less what was returned.")
                        .computed())
                .field(PAID, MONEY, f -> f.label("已回款金额", "Paid").computed())
                .field(INVOICED, MONEY, f -> f.label("已开票金额", "Invoiced").computed())
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        NUMBER,
                        Documents.STATUS,
                        Documents.CUSTOMER,
                        END_CUSTOMER,
                        Documents.CONTACT,
                        Documents.OPPORTUNITY,
                        QUOTE,
                        ORDERED_ON,
                        SHIP_TO,
                        CANCELLED_BECAUSE,
                        Documents.REMARK)
                .section(
                        "progress",
                        "进度",
                        "Progress",
                        PRODUCTION,
                        DELIVERY,
                        RETURNED,
                        DUE,
                        PAYMENT,
                        PAID,
                        INVOICE,
                        INVOICED);
    }

    private static Outcome cancel(ActionDefinition.Input input) {
        Settlement.requireNone(input.record());
        Delivery.requireNone(input.record());
        return Outcome.none()
                .set(Documents.STATUS, CANCELLED)
                .set(CANCELLED_BECAUSE, input.arguments().get("reason"));
    }

    /** Whoever has ordered is a customer in earnest. */
    private Outcome confirm(ActionDefinition.Input input) {
        Outcome outcome = Issuing.freeze(input, OrderLineType.TYPE, OrderLineType.ORDER, currencies);
        return outcome.set(Documents.STATUS, CONFIRMED)
                .follow(new RecordChange.Update(
                        Sales.CUSTOMERS, input.record().reference(Documents.CUSTOMER), null, Map.of("status", ACTIVE)));
    }
}
