package org.penglai.crm.receivables.internal.receipt;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.TEXT;
import static org.penglai.crm.receivables.internal.Receivables.AMOUNT;
import static org.penglai.crm.receivables.internal.Receivables.CUSTOMER;
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

/** Money that came from customers, and that was paid back. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Receivables.TABLES))
public final class ReceiptType implements RecordType {
    public static final String TYPE = "receipts";
    public static final String NUMBER = "receiptNo";
    static final String KIND = "kind";
    static final String RECEIPT = "receipt";
    static final String REFUND = "refund";
    static final String DRAFT = "draft";
    static final String PENDING = "pendingConfirm";
    static final String CONFIRMED = "confirmed";
    static final String VOIDED = "voided";
    public static final String RECEIVED_ON = "receivedOn";
    static final String METHOD = "method";
    static final String BILL = "acceptanceBill";
    static final String ORIGINAL = "original";
    static final String RATE = "exchangeRate";
    static final String BASE_AMOUNT = "baseAmount";
    static final String ALLOCATED = "allocatedAmount";
    static final String REFUNDED = "refundedAmount";
    static final String UNALLOCATED = "unallocatedAmount";
    static final String CONFIRMED_AT = "confirmedAt";
    static final String CONFIRMED_BY = "confirmedBy";
    static final String VOIDED_AS = "voidedAs";
    static final String MISTAKE = "mistake";
    static final String BOUNCED = "bounced";
    static final String VOID_REASON = "voidReason";
    static final String RETURN_REASON = "returnReason";
    static final String BOOKING = "booking";
    static final String SERIAL_NO = "serialNo";
    private static final String PAYER = "payer";
    private static final String BILL_DUE_ON = "billDueOn";

    /** What finance has confirmed, or is about to, stays as it is. */
    private static final Fixed FIXED = new Fixed(
            Set.of(DRAFT),
            List.of(CUSTOMER, KIND, RECEIVED_ON, AMOUNT, METHOD, SERIAL_NO, PAYER, BILL_DUE_ON, ORIGINAL));

    private final Currencies currencies;

    @Activate
    public ReceiptType(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Receivables.MODULE, TYPE, Receipt.class)
                .unit(Receivables.UNIT)
                .label("回款", "Receipt", "Receipts")
                .title(NUMBER)
                .number(NUMBER, "HK-{yyyyMM}-{seq:4}")
                .key(NUMBER)
                .key(SERIAL_NO);
        head(type);
        amounts(type);
        progress(type);
        String[] columns = {NUMBER, CUSTOMER, STATUS, KIND, AMOUNT, UNALLOCATED, RECEIVED_ON, METHOD, "owner"};
        ReceiptActions actions = new ReceiptActions(currencies);
        return type.view("all", "全部回款", "All receipts", "-receivedOn", "", columns)
                .view("toConfirm", "待确认", "To confirm", RECEIVED_ON, "status==pendingConfirm", columns)
                .view(
                        "prepaid",
                        "预收（未核销）",
                        "Prepayments",
                        RECEIVED_ON,
                        "status==confirmed;kind==receipt;unallocatedAmount=gt=0",
                        columns)
                .view("mine", "我的回款", "My receipts", "-receivedOn", "owner==me", columns)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS)
                .onTimeline("receipt", CUSTOMER, "createdAt", null)
                .touches(AllocationType.TYPE)
                .hook(FIXED)
                .hook(new ReceiptRules(currencies))
                .hook(new ReceiptShares())
                .hook(new ReceiptRefunds())
                .action(actions.submit())
                .action(actions.confirm())
                .action(actions.allocate())
                .action(actions.sendBack())
                .action(actions.bounce())
                .action(actions.voiding())
                .build();
    }

    private static void head(RecordDefinitionBuilder type) {
        type.field(NUMBER, TEXT, f -> f.label("回款编号", "Receipt no.").searchable())
                .reference(CUSTOMER, Receivables.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required()
                        .restrictWhile(ActionCondition.isNot(STATUS, DRAFT))
                        .alias("客户编号", "客户名称", "Customer no."))
                .field(KIND, ENUMERATION, f -> f.label("类型", "Kind")
                        .required()
                        .defaultValue(RECEIPT)
                        .option(RECEIPT, "回款", "Receipt")
                        .option(REFUND, "退款", "Refund"))
                .reference(ORIGINAL, TYPE, OnDelete.RESTRICT, f -> f.label("原回款", "Original receipt")
                        .help("退款从这笔回款未核销的余额中退出。", "A refund is paid out of what is left of this receipt."))
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(DRAFT)
                        .option(DRAFT, "草稿", "Draft")
                        .option(PENDING, "待财务确认", "To be confirmed")
                        .option(CONFIRMED, "已确认", "Confirmed")
                        .option(VOIDED, "已作废", "Void"))
                .field(RECEIVED_ON, DATE, f -> f.label("到账日期", "Received on")
                        .help("留空为当天。", "Today when left empty.")
                        .alias("回款日期", "交易日期"))
                .field(METHOD, ENUMERATION, f -> f.label("付款方式", "Method")
                        .required()
                        .defaultValue("bank")
                        .option("bank", "银行转账", "Bank transfer")
                        .option("wechat", "微信", "WeChat Pay")
                        .option("alipay", "支付宝", "Alipay")
                        .option("cash", "现金", "Cash")
                        .option(BILL, "承兑汇票", "Acceptance bill")
                        .option("offset", "抵账", "Offset"))
                .field(SERIAL_NO, TEXT, f -> f.label("流水号", "Serial no.")
                        .help("同一付款方式下只登记一次。", "Booked once for each method.")
                        .searchable()
                        .alias("交易流水号", "银行流水号"))
                .field(BOOKING, TEXT, f -> f.label("入账标识", "Booking").computed())
                .field(PAYER, TEXT, f -> f.label("付款人", "Payer").alias("对方户名").personal())
                .field(BILL_DUE_ON, DATE, f -> f.label("票据到期日", "Bill due on"))
                .field(REMARK, LONG_TEXT, f -> f.label("备注", "Remark"))
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        NUMBER,
                        CUSTOMER,
                        KIND,
                        STATUS,
                        AMOUNT,
                        RECEIVED_ON,
                        METHOD,
                        SERIAL_NO,
                        PAYER,
                        BILL_DUE_ON,
                        ORIGINAL,
                        REMARK);
    }

    private static void amounts(RecordDefinitionBuilder type) {
        type.field(AMOUNT, MONEY, f -> f.label("金额", "Amount").required().alias("回款金额", "交易金额"))
                .field(ALLOCATED, MONEY, f -> f.label("已核销金额", "Allocated").computed())
                .field(REFUNDED, MONEY, f -> f.label("已退款金额", "Refunded").computed())
                .field(UNALLOCATED, MONEY, f -> f.label("未核销金额（预收）", "Left as prepayment")
                        .help("已确认的回款中尚未核销、也未退还的部分。", "What is neither allocated nor refunded of a confirmed receipt.")
                        .computed())
                .field(RATE, DECIMAL, f -> f.label("汇率", "Exchange rate")
                        .help("取到账日期的汇率。", "That of the day it was received.")
                        .computed())
                .field(BASE_AMOUNT, MONEY, f -> f.label("本位币金额", "Amount in base currency")
                        .computed())
                .section("amounts", "核销", "Allocation", ALLOCATED, REFUNDED, UNALLOCATED, RATE, BASE_AMOUNT);
    }

    private static void progress(RecordDefinitionBuilder type) {
        type.field(CONFIRMED_AT, INSTANT, f -> f.label("确认时间", "Confirmed at").readOnly())
                .reference(CONFIRMED_BY, "users", OnDelete.CLEAR, f -> f.label("确认人", "Confirmed by")
                        .readOnly())
                .field(RETURN_REASON, TEXT, f -> f.label("退回原因", "Sent back because")
                        .readOnly())
                .field(VOIDED_AS, ENUMERATION, f -> f.label("作废类别", "Void as")
                        .readOnly()
                        .option(MISTAKE, "错账", "Mistake")
                        .option(BOUNCED, "拒付", "Bounced"))
                .field(VOID_REASON, TEXT, f -> f.label("作废原因", "Void because").readOnly())
                .section(
                        "progress",
                        "确认",
                        "Confirmation",
                        CONFIRMED_AT,
                        CONFIRMED_BY,
                        BOOKING,
                        RETURN_REASON,
                        VOIDED_AS,
                        VOID_REASON);
    }
}
