package org.penglai.crm.sales.internal.catalogue;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.sales.internal.Sales;

/** What is sold. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class ProductType implements RecordType {
    public static final String TYPE = "products";
    public static final String SKU = "sku";
    public static final String NAME = "name";
    public static final String UNIT = "unit";
    public static final String LIST_PRICE = "listPrice";
    public static final String TAX_RATE = "taxRate";
    public static final String STATUS = "status";
    public static final String ON_SALE = "onSale";
    private static final String OFF_SHELF = "offShelf";
    private static final String TAX_CLASS = "taxClassCode";
    private static final Pattern TAX_CLASS_CODE = Pattern.compile("\\d{19}");

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Sales.MODULE, TYPE, Product.class)
                .unit(Sales.UNIT)
                .label("产品", "Product", "Products")
                .title(NAME)
                .key(SKU)
                .field(
                        SKU,
                        TEXT,
                        f -> f.label("产品编码", "SKU").required().searchable().alias("编码", "货号", "Product code"))
                .field(
                        NAME,
                        TEXT,
                        f -> f.label("产品名称", "Name").required().searchable().alias("名称", "品名"))
                .field("category", PICKLIST, f -> f.label("类别", "Category")
                        .option("equipment", "设备", "Equipment")
                        .option("parts", "配件", "Parts")
                        .option("software", "软件", "Software")
                        .option("service", "服务", "Service"))
                .field(UNIT, TEXT, f -> f.label("单位", "Unit").required().defaultValue("件"))
                .field("spec", TEXT, f -> f.label("规格型号", "Specification").searchable())
                .field(LIST_PRICE, MONEY, f -> f.label("目录价", "List price")
                        .help("含税单价。", "Price of one unit, tax included.")
                        .alias("价格", "单价"))
                .field(TAX_RATE, PERCENT, f -> f.label("税率", "Tax rate")
                        .required()
                        .defaultValue("0.13"))
                .field(TAX_CLASS, TEXT, f -> f.label("税收分类编码", "Tax class code")
                        .help("开票用的 19 位编码。", "19 digits, as invoices want them."))
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(ON_SALE)
                        .option(ON_SALE, "在售", "On sale")
                        .option(OFF_SHELF, "下架", "Off shelf"))
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark"))
                .view("onSale", "在售产品", "On sale", NAME, STATUS + "==" + ON_SALE, columns())
                .view("all", "全部产品", "All products", NAME, "", columns())
                .section("basic", "基本信息", "Basics", SKU, NAME, "category", UNIT, "spec", STATUS, "remark")
                .section("price", "价格与税", "Price and tax", LIST_PRICE, TAX_RATE, TAX_CLASS)
                .with(Trait.ATTACHMENTS)
                .hook(ProductType::check)
                .action(move("takeOff", "下架", "Take off the shelf", ON_SALE, OFF_SHELF))
                .action(move("putOn", "上架", "Put on sale", OFF_SHELF, ON_SALE))
                .build();
    }

    private static String[] columns() {
        return new String[] {SKU, NAME, "category", "spec", UNIT, LIST_PRICE, TAX_RATE, STATUS};
    }

    private static ActionDefinition move(String name, String zh, String en, String from, String to) {
        return ActionDefinition.of(name, zh, en, input -> Outcome.none().set(STATUS, to))
                .onlyIf(ActionCondition.is(STATUS, from));
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() == null) {
            return outcome;
        }
        String code = input.after().text(TAX_CLASS);
        if (code != null && !TAX_CLASS_CODE.matcher(code).matches()) {
            outcome.reject(Violation.of(TAX_CLASS, "invalid", "应为 19 位数字。", "It has 19 digits."));
        }
        Money price = input.after().get(LIST_PRICE, Money.class);
        if (price != null && price.amount().signum() < 0) {
            outcome.reject(Violation.of(LIST_PRICE, "tooSmall", "价格不能为负数。", "A price is not negative."));
        }
        BigDecimal rate = input.after().get(TAX_RATE, BigDecimal.class);
        if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
            outcome.reject(
                    Violation.of(TAX_RATE, "outOfRange", "税率应在 0% 到 100% 之间。", "A tax rate is from 0 % to 100 %."));
        }
        return outcome;
    }
}
