package org.penglai.crm.receivables.internal.contract;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;
import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
import static org.penglai.crm.receivables.internal.Receivables.ORDER;
import static org.penglai.crm.receivables.internal.Receivables.REMARK;
import static org.penglai.crm.receivables.internal.Receivables.STATUS;

import java.util.List;
import java.util.Set;
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
import org.penglai.crm.receivables.internal.Fixed;
import org.penglai.crm.receivables.internal.Receivables;
import org.penglai.crm.receivables.internal.invoice.InvoiceLinkType;
import org.penglai.crm.receivables.internal.line.LineTotals;
import org.penglai.crm.receivables.internal.line.Lines;
import org.penglai.crm.receivables.internal.plan.PaymentPlanType;
import org.penglai.crm.receivables.internal.receipt.AllocationType;

/** What was agreed with customers. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Receivables.TABLES))
public final class ContractType implements RecordType {
    public static final String TYPE = "contracts";
    public static final String NUMBER = "contractNo";
    public static final String DRAFT = "draft";
    public static final String EFFECTIVE = "effective";
    public static final String COMPLETED = "completed";
    public static final String TERMINATED = "terminated";
    public static final String VOIDED = "voided";
    static final String KIND = "kind";
    static final String SALE = "sale";
    static final String INCLUDES_TAX = "priceIncludesTax";
    static final String DISCOUNT = LineTotals.HEADER_DISCOUNT;
    static final String CAPITAL = "capitalAmount";
    static final String SIGNED_ON = "signedOn";
    static final String START_ON = "startOn";
    static final String END_ON = "endOn";
    static final String RATE = "exchangeRate";
    static final String BASE_AMOUNT = "baseAmount";
    static final String PAID = "paidAmount";
    static final String PAID_RATE = "paidRate";
    static final String PAYMENT = "paymentStatus";
    static final String INVOICED = "invoicedAmount";
    static final String INVOICED_RATE = "invoicedRate";
    static final String INVOICING = "invoiceStatus";
    static final String AMENDED_AT = "amendedAt";
    static final String AMEND_REASON = "amendReason";
    static final String END_REASON = "endReason";

    private final Currencies currencies;

    @Activate
    public ContractType(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Receivables.MODULE, TYPE, Contract.class)
                .unit(Receivables.UNIT)
                .label("合同", "Contract", "Contracts")
                .title("name")
                .number(NUMBER, "HT-{yyyyMM}-{seq:4}")
                .key(NUMBER);
        head(type);
        amounts(type);
        String[] columns = {NUMBER, "name", CUSTOMER, STATUS, AMOUNT, PAID_RATE, INVOICED_RATE, END_ON, "owner"};
        ContractActions actions = new ContractActions(currencies);
        return type.view("all", "全部合同", "All contracts", "-createdAt", "", columns)
                .view("mine", "我的合同", "My contracts", "-createdAt", "owner==me", columns)
                .view("effective", "执行中", "In effect", END_ON, "status==effective", columns)
                .view(
                        "unpaid",
                        "未收齐",
                        "Not fully paid",
                        END_ON,
                        "status=in=(effective,completed);paymentStatus=in=(unpaid,partial)",
                        columns)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS, Trait.APPROVABLE)
                .onTimeline("contract", CUSTOMER, "createdAt", NUMBER)
                .touches(ContractLineType.TYPE, PaymentPlanType.TYPE, AllocationType.TYPE, InvoiceLinkType.TYPE)
                .hook(new Fixed(Set.of(DRAFT), List.of(CUSTOMER, KIND, ORDER, INCLUDES_TAX, DISCOUNT)))
                .hook(new ContractRules(currencies))
                .hook(new OrderTaken())
                .hook(new ContractLines(currencies))
                .hook(new ContractPlans())
                .hook(new ContractPayment())
                .hook(new ContractInvoicing())
                .action(actions.activate())
                .action(actions.complete())
                .action(actions.amend())
                .action(actions.terminate())
                .action(actions.voiding())
                .build();
    }

    private static void head(RecordDefinitionBuilder type) {
        type.field(NUMBER, TEXT, f -> f.label("合同编号", "Contract no.").searchable())
                .field("name", TEXT, f -> f.label("合同名称", "Name").required().searchable())
                .reference(CUSTOMER, Receivables.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required()
                        .restrictWhile(ActionCondition.isNot(STATUS, DRAFT))
                        .alias("客户编号", "客户名称", "Customer no."))
                .field(KIND, ENUMERATION, f -> f.label("合同类型", "Kind")
                        .required()
                        .defaultValue(SALE)
                        .option(SALE, "销售合同", "Sale")
                        .option("framework", "框架合同", "Framework"))
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(DRAFT)
                        .option(DRAFT, "草稿", "Draft")
                        .option(EFFECTIVE, "执行中", "In effect")
                        .option(COMPLETED, "已完成", "Completed")
                        .option(TERMINATED, "已终止", "Terminated")
                        .option(VOIDED, "已作废", "Void"))
                .reference(ORDER, Receivables.ORDERS, OnDelete.CLEAR, f -> f.label("订单", "Order")
                        .help("填写后带入订单明细。", "Its lines are taken over."))
                .field(SIGNED_ON, DATE, f -> f.label("签订日期", "Signed on").alias("签约日期"))
                .field(START_ON, DATE, f -> f.label("开始日期", "Starts on"))
                .field(END_ON, DATE, f -> f.label("结束日期", "Ends on"))
                .field("signers", TEXT, f -> f.label("签署人", "Signers"))
                .field(END_REASON, TEXT, f -> f.label("终止或作废原因", "Reason of the end")
                        .readOnly())
                .field(REMARK, LONG_TEXT, f -> f.label("备注", "Remark"))
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        NUMBER,
                        "name",
                        CUSTOMER,
                        ORDER,
                        KIND,
                        STATUS,
                        SIGNED_ON,
                        START_ON,
                        END_ON,
                        "signers",
                        END_REASON,
                        REMARK);
    }

    private static void amounts(RecordDefinitionBuilder type) {
        type.field(AMOUNT, MONEY, f -> f.label("合同金额", "Amount")
                        .help(
                                "有明细时为明细合计；生效后用“变更金额”修改。",
                                "The total of its lines, if any; in effect it is changed by \"Amend\"."))
                .field(INCLUDES_TAX, BOOLEAN, f -> f.label("单价含税", "Prices include tax")
                        .required()
                        .defaultValue(true))
                .field(DISCOUNT, DECIMAL, f -> f.label("整单优惠", "Discount on the whole"))
                .field(Lines.NET, MONEY, f -> f.label("不含税金额", "Net").computed())
                .field(Lines.TAX, MONEY, f -> f.label("税额", "Tax").computed())
                .field(CAPITAL, TEXT, f -> f.label("大写金额", "Amount in capital characters")
                        .computed())
                .field(RATE, DECIMAL, f -> f.label("汇率", "Exchange rate")
                        .help("合同生效时冻结。", "Kept from the moment the contract takes effect.")
                        .computed())
                .field(BASE_AMOUNT, MONEY, f -> f.label("本位币金额", "Amount in base currency")
                        .computed())
                .field(PAID, MONEY, f -> f.label("已回款金额", "Paid").computed())
                .field(PAID_RATE, PERCENT, f -> f.label("回款率", "Share paid").computed())
                .field(PAYMENT, ENUMERATION, f -> f.label("回款状态", "Payment")
                        .computed()
                        .option("unpaid", "未回款", "Unpaid")
                        .option("partial", "部分回款", "Paid in part")
                        .option("paid", "已回款", "Paid")
                        .option("overpaid", "超额回款", "Overpaid"))
                .field(INVOICED, MONEY, f -> f.label("已开票金额", "Invoiced").computed())
                .field(INVOICED_RATE, PERCENT, f -> f.label("开票率", "Share invoiced")
                        .computed())
                .field(INVOICING, ENUMERATION, f -> f.label("开票状态", "Invoicing")
                        .computed()
                        .option("none", "未开票", "None")
                        .option("partial", "部分开票", "In part")
                        .option("full", "已开票", "In full"))
                .field(AMENDED_AT, INSTANT, f -> f.label("金额变更时间", "Amended at").readOnly())
                .field(AMEND_REASON, TEXT, f -> f.label("金额变更原因", "Reason of the amendment")
                        .readOnly())
                .section(
                        "amounts",
                        "金额",
                        "Amounts",
                        AMOUNT,
                        CAPITAL,
                        PAID,
                        PAID_RATE,
                        PAYMENT,
                        INVOICED,
                        INVOICED_RATE,
                        INVOICING,
                        RATE,
                        BASE_AMOUNT,
                        INCLUDES_TAX,
                        DISCOUNT,
                        Lines.NET,
                        Lines.TAX,
                        AMENDED_AT,
                        AMEND_REASON);
    }
}
