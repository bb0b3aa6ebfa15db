package org.penglai.crm.sales.internal.catalogue;

import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;

/** A product's price in a list, from a quantity on. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class PriceListItemType implements RecordType {
    public static final String TYPE = "priceListItems";
    static final String LIST = "priceList";
    static final String PRODUCT = "product";
    static final String MIN_QUANTITY = "minQuantity";
    static final String UNIT_PRICE = "unitPrice";
    private static final String TITLE = "title";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Sales.MODULE, TYPE, PriceListItem.class)
                .unit(Sales.UNIT)
                .label("价目", "Price", "Prices")
                .title(TITLE)
                .key(LIST, PRODUCT, MIN_QUANTITY)
                .field(TITLE, TEXT, f -> f.label("标题", "Title").computed())
                .reference(LIST, PriceListType.TYPE, OnDelete.CASCADE, f -> f.label("价目表", "Price list")
                        .required())
                .reference(PRODUCT, ProductType.TYPE, OnDelete.CASCADE, f -> f.label("产品", "Product")
                        .required()
                        .alias("产品编码", "SKU"))
                .field(MIN_QUANTITY, DECIMAL, f -> f.label("起订数量", "From quantity")
                        .required()
                        .defaultValue("0"))
                .field(UNIT_PRICE, DECIMAL, f -> f.label("单价", "Unit price")
                        .help("含税单价，最多六位小数。", "Price of one unit, tax included, with up to six decimals.")
                        .required())
                .view("all", "全部价目", "All prices", TITLE, "", TITLE, LIST, PRODUCT, MIN_QUANTITY, UNIT_PRICE)
                .section("basic", "基本信息", "Basics", TITLE, LIST, PRODUCT, MIN_QUANTITY, UNIT_PRICE)
                .hook(PriceListItemType::check)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() == null) {
            return outcome;
        }
        for (String field : new String[] {MIN_QUANTITY, UNIT_PRICE}) {
            if (input.after().get(field, BigDecimal.class).signum() < 0) {
                outcome.reject(Violation.of(field, "tooSmall", "不能为负数。", "It is not negative."));
            }
        }
        input.records()
                .find(Caller.system(), ProductType.TYPE, input.after().reference(PRODUCT))
                .ifPresent(product -> outcome.set(TITLE, product.text(ProductType.NAME)));
        return outcome;
    }
}
