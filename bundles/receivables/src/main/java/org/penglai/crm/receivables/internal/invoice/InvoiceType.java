package org.penglai.crm.receivables.internal.invoice;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PHONE;
import static org.penglai.crm.api.records.FieldKind.TEXT;
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

/** Invoices, from the request to what the tax office knows. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Receivables.TABLES))
public final class InvoiceType implements RecordType {
    public static final String TYPE = "invoices";
    static final String NUMBER = "requestNo";
    static final String KIND = "kind";
    static final String MEDIUM = "medium";
    static final String REQUESTED = "requested";
    static final String ISSUED = "issued";
    static final String RED_FLUSHED = "redFlushed";
    static final String VOIDED = "voided";
    static final String INVOICE_NO = "invoiceNo";
    static final String ISSUED_ON = "issuedOn";
    static final String ORIGINAL = "original";
    static final String TITLE = "invoiceTitle";
    static final String CURRENCY = "currency";
    static final String INCLUDES_TAX = "priceIncludesTax";
    static final String NET = "net";
    static final String TAX = "tax";
    static final String GROSS = "gross";
    static final String CAPITAL = "capitalAmount";
    static final String LINKED = "linkedAmount";
    static final String RED = "redAmount";
    static final String VOID_REASON = "voidReason";
    /** What is printed of the buyer, by the field of the customer's invoice title that it comes from. */
    static final List<String> BUYER =
            List.of("buyerName", "buyerTaxNo", "buyerAddress", "buyerPhone", "buyerBank", "buyerAccount");

    /** An issued invoice says what it says. */
    static final Fixed FIXED = new Fixed(
            Set.of(REQUESTED),
            List.of(
                    CUSTOMER,
                    KIND,
                    MEDIUM,
                    TITLE,
                    CURRENCY,
                    INCLUDES_TAX,
                    "buyerName",
                    "buyerTaxNo",
                    "buyerAddress",
                    "buyerPhone",
                    "buyerBank",
                    "buyerAccount"));

    private final Currencies currencies;

    @Activate
    public InvoiceType(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Receivables.MODULE, TYPE, Invoice.class)
                .unit(Receivables.UNIT)
                .label("发票", "Invoice", "Invoices")
                .title(NUMBER)
                .number(NUMBER, "FP-{yyyyMM}-{seq:4}")
                .key(NUMBER);
        head(type);
        buyer(type);
        amounts(type);
        String[] columns = {NUMBER, CUSTOMER, STATUS, KIND, INVOICE_NO, "gross", RED, ISSUED_ON, "owner"};
        return type.view("all", "全部发票", "All invoices", "-createdAt", "", columns)
                .view("toIssue", "待开票", "To issue", "createdAt", "status==requested", columns)
                .view("mine", "我的发票", "My invoices", "-createdAt", "owner==me", columns)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS, Trait.APPROVABLE)
                .onTimeline("invoice", CUSTOMER, "createdAt", INVOICE_NO)
                .touches(InvoiceLineType.TYPE, InvoiceLinkType.TYPE)
                .hook(FIXED)
                .hook(new InvoiceRules(currencies))
                .hook(new InvoiceTotals(currencies))
                .hook(new InvoicedShares())
                .hook(new RedInvoices())
                .action(InvoiceActions.issue())
                .action(InvoiceActions.red())
                .action(InvoiceActions.voiding())
                .build();
    }

    private static void head(RecordDefinitionBuilder type) {
        type.field(NUMBER, TEXT, f -> f.label("申请编号", "Request no.").searchable())
                .reference(CUSTOMER, Receivables.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required()
                        .restrictWhile(ActionCondition.isNot(STATUS, REQUESTED))
                        .alias("客户编号", "客户名称", "Customer no."))
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(REQUESTED)
                        .option(REQUESTED, "待开票", "Requested")
                        .option(ISSUED, "已开票", "Issued")
                        .option(RED_FLUSHED, "已红冲", "Taken back in full")
                        .option(VOIDED, "已作废", "Void"))
                .field(KIND, ENUMERATION, f -> f.label("发票种类", "Kind")
                        .required()
                        .defaultValue("vatNormal")
                        .option("vatSpecial", "增值税专用发票", "Special VAT invoice")
                        .option("vatNormal", "增值税普通发票", "Normal VAT invoice"))
                .field(MEDIUM, ENUMERATION, f -> f.label("票面形式", "Medium")
                        .required()
                        .defaultValue("digital")
                        .option("digital", "数电票", "Digital")
                        .option("paper", "纸质发票", "Paper"))
                .field(INVOICE_NO, TEXT, f -> f.label("发票号码", "Invoice no.")
                        .searchable()
                        .readOnly())
                .field(ISSUED_ON, DATE, f -> f.label("开票日期", "Issued on").readOnly())
                .reference(ORIGINAL, TYPE, OnDelete.RESTRICT, f -> f.label("原蓝字发票", "Original of the red invoice")
                        .readOnly())
                .field(VOID_REASON, TEXT, f -> f.label("作废原因", "Void because").readOnly())
                .field(REMARK, LONG_TEXT, f -> f.label("备注", "Remark"))
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        NUMBER,
                        CUSTOMER,
                        STATUS,
                        KIND,
                        MEDIUM,
                        INVOICE_NO,
                        ISSUED_ON,
                        ORIGINAL,
                        VOID_REASON,
                        REMARK);
    }

    private static void buyer(RecordDefinitionBuilder type) {
        type.reference(TITLE, InvoiceRules.TITLES, OnDelete.CLEAR, f -> f.label("开票信息", "Invoice title")
                        .help("留空时取客户的默认开票信息。", "The customer's default one when left empty."))
                .field("buyerName", TEXT, f -> f.label("购方名称", "Buyer"))
                .field("buyerTaxNo", TEXT, f -> f.label("购方税号", "Buyer's tax no."))
                .field("buyerAddress", TEXT, f -> f.label("购方地址", "Buyer's address"))
                .field("buyerPhone", PHONE, f -> f.label("购方电话", "Buyer's phone")
                        .sensitive())
                .field("buyerBank", TEXT, f -> f.label("购方开户行", "Buyer's bank"))
                .field("buyerAccount", TEXT, f -> f.label("购方账号", "Buyer's account")
                        .sensitive())
                .section("buyer", "购方", "Buyer", TITLE)
                .section(
                        "frozenBuyer",
                        "票面购方信息",
                        "Buyer as printed",
                        "buyerName",
                        "buyerTaxNo",
                        "buyerAddress",
                        "buyerPhone",
                        "buyerBank",
                        "buyerAccount");
    }

    private static void amounts(RecordDefinitionBuilder type) {
        type.field(CURRENCY, TEXT, f -> f.label("币种", "Currency").required().defaultValue("CNY"))
                .field(INCLUDES_TAX, BOOLEAN, f -> f.label("单价含税", "Prices include tax")
                        .required()
                        .defaultValue(true))
                .field(NET, MONEY, f -> f.label("不含税金额", "Net").computed())
                .field(TAX, MONEY, f -> f.label("税额", "Tax").computed())
                .field(GROSS, MONEY, f -> f.label("价税合计", "Total").computed())
                .field(CAPITAL, TEXT, f -> f.label("大写金额", "Total in capital characters")
                        .computed())
                .field(LINKED, MONEY, f -> f.label("已关联单据金额", "Of contracts and orders")
                        .computed())
                .field(RED, MONEY, f -> f.label("红冲金额", "Taken back").computed())
                .section("amounts", "金额", "Amounts", CURRENCY, INCLUDES_TAX, NET, TAX, GROSS, CAPITAL, LINKED, RED);
    }
}
