package org.penglai.crm.sales.internal.document;

import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.util.List;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.catalogue.Price;
import org.penglai.crm.sales.internal.catalogue.ProductType;

/** What lines of documents have in common. */
public final class Lines {
    public static final String POSITION = "position";
    public static final String PRODUCT = "product";
    public static final String QUANTITY = "quantity";
    public static final String UNIT_PRICE = "unitPrice";
    public static final String DISCOUNT = "discountRate";
    public static final String TAX_RATE = "taxRate";
    public static final String NAME = "name";
    public static final String SKU = "sku";
    public static final String UNIT = "unit";
    static final String LIST_PRICE = "listPrice";
    static final String SOURCE = "priceSource";
    static final String REASON = "priceReason";
    static final String MANUAL = "manual";
    static final String TAX_KIND = "taxKind";
    private static final String REMARK = "remark";

    /** What a copy of a line takes over. */
    static final List<String> CONTENT = List.of(
            POSITION,
            PRODUCT,
            NAME,
            SKU,
            UNIT,
            QUANTITY,
            LIST_PRICE,
            UNIT_PRICE,
            SOURCE,
            REASON,
            DISCOUNT,
            TAX_RATE,
            TAX_KIND,
            REMARK);

    /** How lines are written on the document's page. */
    public static final List<String> GRID =
            List.of(PRODUCT, QUANTITY, UNIT, UNIT_PRICE, SOURCE, REASON, DISCOUNT, TAX_RATE, REMARK, Documents.GROSS);

    private Lines() {}

    /** A type of lines, but for its rule. */
    public static RecordDefinitionBuilder of(
            String type, Class<? extends LineEntity> entity, String document, String field) {
        RecordDefinitionBuilder lines = RecordDefinition.of(Sales.MODULE, type, entity)
                .unit(Sales.UNIT)
                .title(NAME)
                .touches(document);
        product(lines, field);
        amounts(lines);
        return lines.view(
                        "all",
                        "全部明细",
                        "All lines",
                        POSITION,
                        "",
                        POSITION,
                        NAME,
                        QUANTITY,
                        UNIT,
                        UNIT_PRICE,
                        REASON,
                        DISCOUNT,
                        TAX_RATE,
                        Documents.GROSS)
                .section("basic", "基本信息", "Basics", field, POSITION, PRODUCT, NAME, SKU, UNIT, QUANTITY, REMARK)
                .section("price", "价格", "Price", LIST_PRICE, UNIT_PRICE, SOURCE, REASON, DISCOUNT)
                .section("amounts", "金额", "Amounts", TAX_KIND, TAX_RATE, Documents.NET, Documents.TAX, Documents.GROSS);
    }

    private static void product(RecordDefinitionBuilder lines, String field) {
        lines.field(POSITION, INTEGER, f -> f.label("行号", "Line").help("留空时排在最后。", "The last one when left empty."))
                .reference(PRODUCT, ProductType.TYPE, OnDelete.RESTRICT, f -> f.label("产品", "Product")
                        .required())
                .field(NAME, TEXT, f -> f.label("品名", "Name").searchable().computed())
                .field(SKU, TEXT, f -> f.label("产品编码", "SKU").computed())
                .field(UNIT, TEXT, f -> f.label("单位", "Unit").computed())
                .field(QUANTITY, DECIMAL, f -> f.label("数量", "Quantity")
                        .required()
                        .defaultValue("1"))
                .field(REMARK, TEXT, f -> f.label("备注", "Remark"));
    }

    private static void amounts(RecordDefinitionBuilder lines) {
        lines.field(LIST_PRICE, DECIMAL, f -> f.label("标准单价", "Standard price")
                        .help("按价目表或目录价得出的单价。", "By price list or catalogue.")
                        .computed())
                .field(UNIT_PRICE, DECIMAL, f -> f.label("单价", "Unit price")
                        .help("留空时取标准单价。", "The standard price when left empty."))
                .field(SOURCE, ENUMERATION, f -> f.label("价格来源", "Source of the price")
                        .computed()
                        .option(Price.CUSTOMER, "客户价目表", "Customer's price list")
                        .option(Price.LEVEL, "级别价目表", "Level's price list")
                        .option(Price.GENERAL, "通用价目表", "General price list")
                        .option(Price.CATALOGUE, "目录价", "Catalogue")
                        .option(MANUAL, "手工填写", "By hand"))
                .field(REASON, TEXT, f -> f.label("价格依据", "Reason for the price")
                        .computed())
                .field(DISCOUNT, PERCENT, f -> f.label("折扣率", "Discount")
                        .help("9 折为 10%。", "10 % is a tenth off.")
                        .required()
                        .defaultValue("0"))
                .field(TAX_KIND, ENUMERATION, f -> f.label("计税方式", "Kind of tax")
                        .required()
                        .defaultValue("standard")
                        .option("standard", "应税", "Standard")
                        .option("zeroRated", "零税率", "Zero-rated")
                        .option("exempt", "免税", "Exempt")
                        .option("nonTaxable", "不征税", "Not taxable"))
                .field(TAX_RATE, PERCENT, f -> f.label("税率", "Tax rate")
                        .help("留空时取产品的税率。", "The product's when left empty."))
                .field(Documents.NET, MONEY, f -> f.label("不含税金额", "Net").computed())
                .field(Documents.TAX, MONEY, f -> f.label("税额", "Tax").computed())
                .field(Documents.GROSS, MONEY, f -> f.label("价税合计", "Total").computed());
    }
}
