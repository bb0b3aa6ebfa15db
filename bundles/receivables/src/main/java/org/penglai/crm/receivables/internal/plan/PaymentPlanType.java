package org.penglai.crm.receivables.internal.plan;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;
import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;
import static org.penglai.crm.receivables.internal.Receivables.REMARK;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.math.BigDecimal;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.receivables.internal.Amounts;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.contract.ContractType;
import org.penglai.crm.receivables.internal.receipt.AllocationType;

/** When how much of a contract or an order is to be paid. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Receivables.TABLES))
public final class PaymentPlanType implements RecordType {
    public static final String TYPE = "paymentPlans";
    public static final String CONTRACT = "contract";
    public static final String TITLE = "title";
    public static final String DUE_ON = "dueOn";
    public static final String OPEN = "openAmount";
    public static final String CLOSED = "closed";
    static final String TERM_NO = "termNo";
    static final String BASE_OPEN = "baseOpen";
    static final String PAID = "paidAmount";
    static final String PENDING = "pending";
    static final String PARTIAL = "partial";
    static final String FULL = "paid";
    static final String OVERDUE = "overdue";
    static final String REMINDED = "reminded";

    private static final String CONDITION = "condition";

    /** How instalments are written on the contract's page. */
    public static final List<String> GRID = List.of(TERM_NO, DUE_ON, AMOUNT, CONDITION, PAID, OPEN, STATUS);

    private final Currencies currencies;

    @Activate
    public PaymentPlanType(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    /** What of it may still be paid. */
    public static BigDecimal open(RecordSnapshot plan) {
        boolean closed = Boolean.TRUE.equals(plan.get(CLOSED, Boolean.class));
        return closed ? BigDecimal.ZERO : Amounts.of(plan, AMOUNT).subtract(Amounts.of(plan, PAID));
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Receivables.MODULE, TYPE, PaymentPlan.class)
                .unit(Receivables.UNIT)
                .label("回款计划", "Instalment", "Instalments")
                .title(TITLE);
        head(type);
        amounts(type);
        String[] columns = {TITLE, CUSTOMER, DUE_ON, AMOUNT, PAID, OPEN, STATUS, "owner"};
        return type.view("open", "待回款", "To be paid", DUE_ON, "status=in=(pending,partial,overdue)", columns)
                .view(OVERDUE, "逾期", "Overdue", DUE_ON, "status=in=(pending,partial,overdue);dueOn=lt=today", columns)
                .view(
                        "soon",
                        "30 天内到期",
                        "Due in 30 days",
                        DUE_ON,
                        "status=in=(pending,partial,overdue);dueOn=le=today+30d",
                        columns)
                .view("mine", "我的回款计划", "My instalments", DUE_ON, "owner==me", columns)
                .view("all", "全部回款计划", "All instalments", DUE_ON, "", columns)
                .touches(ContractType.TYPE, AllocationType.TYPE, Receivables.ORDERS)
                .hook(new PlanRules(currencies))
                .hook(new PlanPayment(currencies))
                .hook(PlanReminders::tell)
                .build();
    }

    private static void head(RecordDefinitionBuilder type) {
        type.field(TITLE, TEXT, f -> f.label("名称", "Title").searchable().computed())
                .reference(CONTRACT, ContractType.TYPE, OnDelete.CASCADE, f -> f.label("合同", "Contract")
                        .help("合同和订单至少填写一个。", "A contract or an order, or both."))
                .reference(ORDER, Receivables.ORDERS, OnDelete.CASCADE, f -> f.label("订单", "Order"))
                .reference(CUSTOMER, Receivables.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .restrictWhile(ActionCondition.is(STATUS, PARTIAL, FULL))
                        .computed())
                .field(TERM_NO, INTEGER, f -> f.label("期次", "No.").help("留空时接着编号。", "The next one when left empty."))
                .field(DUE_ON, DATE, f -> f.label("应收日期", "Due on").required().alias("计划日期"))
                .field(CONDITION, TEXT, f -> f.label("付款条件", "Condition").alias("付款节点"))
                .field(REMARK, LONG_TEXT, f -> f.label("备注", "Remark"))
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        TITLE,
                        CONTRACT,
                        ORDER,
                        CUSTOMER,
                        TERM_NO,
                        DUE_ON,
                        "condition",
                        REMARK);
    }

    private static void amounts(RecordDefinitionBuilder type) {
        type.field(AMOUNT, MONEY, f -> f.label("计划金额", "Amount").required())
                .field(PAID, MONEY, f -> f.label("已回款金额", "Paid").computed())
                .field(OPEN, MONEY, f -> f.label("未回款金额", "Open").computed())
                .field(BASE_OPEN, MONEY, f -> f.label("未回款（本位币）", "Open in base currency")
                        .computed())
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .computed()
                        .defaultValue(PENDING)
                        .option(PENDING, "待回款", "Pending")
                        .option(PARTIAL, "部分回款", "Paid in part")
                        .option(FULL, "已回款", "Paid")
                        .option(OVERDUE, "逾期", "Overdue")
                        .option(CLOSED, "已关闭", "Closed"))
                .field(REMINDED, ENUMERATION, f -> f.label("已提醒", "Reminded")
                        .help("负责人已收到的最后一次提醒。", "What its owner was told last.")
                        .readOnly()
                        .option(PlanReminders.SOON, "即将到期", "Due soon")
                        .option(PlanReminders.LATE, "逾期", "Overdue")
                        .option(PlanReminders.VERY_LATE, "逾期 30 天", "30 days overdue"))
                .field(CLOSED, BOOLEAN, f -> f.label("不再收取", "No longer asked for")
                        .help("合同终止、作废或订单取消之后。", "After the contract was ended or the order cancelled.")
                        .computed()
                        .defaultValue(false))
                .section("amounts", "金额", "Amounts", AMOUNT, PAID, OPEN, BASE_OPEN, STATUS, REMINDED, CLOSED);
    }
}
