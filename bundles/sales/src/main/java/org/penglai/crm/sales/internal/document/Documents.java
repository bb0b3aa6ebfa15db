package org.penglai.crm.sales.internal.document;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.time.LocalDate;
import java.util.List;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/** What documents with lines have in common: quotes and orders. */
public final class Documents {
    public static final String CUSTOMER = "customer";
    public static final String CONTACT = "contact";
    public static final String OPPORTUNITY = "opportunity";
    public static final String CURRENCY = "currency";
    public static final String RATE = "exchangeRate";
    public static final String INCLUDES_TAX = "priceIncludesTax";
    public static final String DISCOUNT = "headerDiscount";
    public static final String STATUS = "status";
    public static final String DRAFT = "draft";
    public static final String REMARK = "remark";
    static final String DISCOUNT_SHARE = "discountShare";
    public static final String NET = "net";
    public static final String TAX = "tax";
    public static final String GROSS = "gross";
    static final String BASE_GROSS = "baseGross";
    static final String CAPITAL = "capitalAmount";

    /** What a copy of the document takes over. */
    public static final List<String> CONTENT =
            List.of(CUSTOMER, CONTACT, OPPORTUNITY, CURRENCY, INCLUDES_TAX, DISCOUNT, REMARK);

    private Documents() {}

    /** Who it is for. */
    public static void parties(RecordDefinitionBuilder type) {
        type.reference(CUSTOMER, Sales.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required()
                        .restrictWhile(ActionCondition.isNot(STATUS, DRAFT))
                        .alias("客户编号", "客户名称", "Customer no."))
                .reference(CONTACT, Sales.CONTACTS, OnDelete.CLEAR, f -> f.label("联系人", "Contact"))
                .reference(OPPORTUNITY, OpportunityType.TYPE, OnDelete.CLEAR, f -> f.label("商机", "Opportunity"));
    }

    /** What it is counted in, and what comes to. */
    public static void amounts(RecordDefinitionBuilder type) {
        type.field(CURRENCY, TEXT, f -> f.label("币种", "Currency").required().defaultValue("CNY"))
                .field(RATE, DECIMAL, f -> f.label("汇率", "Exchange rate")
                        .help("单据生效时冻结。", "Kept from the moment the document takes effect.")
                        .computed())
                .field(INCLUDES_TAX, BOOLEAN, f -> f.label("单价含税", "Prices include tax")
                        .required()
                        .defaultValue(true))
                .field(DISCOUNT, DECIMAL, f -> f.label("整单优惠", "Discount on the whole")
                        .help("按各行金额分摊的优惠金额。", "An amount that is spread over the lines.")
                        .required()
                        .defaultValue("0"))
                .field(DISCOUNT_SHARE, PERCENT, f -> computed(f, "综合折扣率", "Discount in all")
                        .help("相对目录价的全部优惠。", "All that is taken off the list prices."))
                .field(NET, MONEY, f -> computed(f, "不含税金额", "Net"))
                .field(TAX, MONEY, f -> computed(f, "税额", "Tax"))
                .field(GROSS, MONEY, f -> computed(f, "价税合计", "Total"))
                .field(BASE_GROSS, MONEY, f -> computed(f, "本位币金额", "Total in base currency"))
                .field(CAPITAL, TEXT, f -> computed(f, "大写金额", "Total in capital characters"))
                .field(REMARK, LONG_TEXT, f -> f.label("备注", "Remark"))
                .section(
                        "amounts",
                        "金额",
                        "Amounts",
                        CURRENCY,
                        RATE,
                        INCLUDES_TAX,
                        DISCOUNT,
                        DISCOUNT_SHARE,
                        NET,
                        TAX,
                        GROSS,
                        CAPITAL,
                        BASE_GROSS);
    }

    /** A rule that gives the document the day that it is where the writer is, unless it has one. */
    public static RecordHook dated(String field) {
        return input -> input.after() == null || input.after().values().get(field) != null
                ? Outcome.none()
                : Outcome.none()
                        .set(
                                field,
                                LocalDate.ofInstant(input.now(), input.caller().zone()));
    }

    private static FieldBuilder computed(FieldBuilder field, String zh, String en) {
        return field.label(zh, en).computed();
    }
}
