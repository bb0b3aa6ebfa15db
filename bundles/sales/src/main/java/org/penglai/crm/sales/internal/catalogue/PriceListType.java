package org.penglai.crm.sales.internal.catalogue;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.time.LocalDate;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;

/** Prices for one customer, for customers of a level, or for everybody. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class PriceListType implements RecordType {
    public static final String TYPE = "priceLists";
    static final String NAME = "name";
    static final String CUSTOMER = "customer";
    static final String LEVEL = "level";
    static final String CURRENCY = "currency";
    static final String FROM = "validFrom";
    static final String TO = "validTo";
    static final String PRIORITY = "priority";

    private final Currencies currencies;

    @Activate
    public PriceListType(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Sales.MODULE, TYPE, PriceList.class)
                .unit(Sales.UNIT)
                .label("价目表", "Price list", "Price lists")
                .title(NAME)
                .key(NAME)
                .field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .reference(CUSTOMER, Sales.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .help(
                                "只用于该客户；优先于按级别和通用的价目表。",
                                "For this customer only; goes before lists of a level or for all."))
                .field(LEVEL, ENUMERATION, f -> f.label("客户级别", "Customer level")
                        .help("用于该级别的客户；优先于通用价目表。", "For customers of this level; goes before lists for all.")
                        .option("A", "A", "A")
                        .option("B", "B", "B")
                        .option("C", "C", "C"))
                .field(CURRENCY, TEXT, f -> f.label("币种", "Currency").required().defaultValue("CNY"))
                .field(FROM, DATE, f -> f.label("生效日期", "Valid from"))
                .field(TO, DATE, f -> f.label("失效日期", "Valid until").help("当天仍然有效。", "That day included."))
                .field(PRIORITY, INTEGER, f -> f.label("优先级", "Priority")
                        .help("同类价目表中数值大的优先。", "Among lists of the same kind the higher number goes first.")
                        .required()
                        .defaultValue(0))
                .view("all", "全部价目表", "All price lists", NAME, "", NAME, CUSTOMER, LEVEL, CURRENCY, FROM, TO, PRIORITY)
                .section("basic", "基本信息", "Basics", NAME, CUSTOMER, LEVEL, CURRENCY, FROM, TO, PRIORITY)
                .hook(this::check)
                .build();
    }

    private Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() == null) {
            return outcome;
        }
        if (input.after().reference(CUSTOMER) != null && input.after().text(LEVEL) != null) {
            outcome.reject(Violation.of(
                    LEVEL, "exclusive", "客户和客户级别只能选一个。", "It is for a customer or for a level, not for both."));
        }
        if (!currencies.isInUse(input.after().text(CURRENCY))) {
            outcome.reject(Violation.of(CURRENCY, "unknownOption", "未启用的币种。", "This currency is not in use."));
        }
        LocalDate from = input.after().get(FROM, LocalDate.class);
        LocalDate to = input.after().get(TO, LocalDate.class);
        if (from != null && to != null && to.isBefore(from)) {
            outcome.reject(Violation.of(TO, "tooEarly", "失效日期不能早于生效日期。", "It ends before it begins."));
        }
        return outcome;
    }
}
