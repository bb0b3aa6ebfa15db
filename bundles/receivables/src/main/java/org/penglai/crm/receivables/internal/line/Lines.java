package org.penglai.crm.receivables.internal.line;

import static org.penglai.crm.api.records.FieldKind.DECIMAL;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordSnapshot;

/** What lines of documents have in common. */
public final class Lines {
    public static final String POSITION = "position";
    public static final String NAME = "name";
    public static final String SPEC = "spec";
    public static final String UNIT = "unit";
    public static final String QUANTITY = "quantity";
    public static final String UNIT_PRICE = "unitPrice";
    public static final String DISCOUNT = "discountRate";
    public static final String TAX_RATE = "taxRate";
    public static final String NET = "net";
    public static final String TAX = "tax";
    public static final String GROSS = "gross";

    private Lines() {}

    /** What is sold. */
    public static RecordDefinitionBuilder goods(RecordDefinitionBuilder lines) {
        return lines.title(NAME)
                .field(POSITION, INTEGER, f -> f.label("行号", "Line").help("留空时排在最后。", "The last one when left empty."))
                .field(NAME, TEXT, f -> f.label("货物或服务名称", "Goods or service")
                        .required()
                        .searchable())
                .field(SPEC, TEXT, f -> f.label("规格型号", "Specification"))
                .field(UNIT, TEXT, f -> f.label("单位", "Unit"))
                .field(QUANTITY, DECIMAL, f -> f.label("数量", "Quantity")
                        .required()
                        .defaultValue("1"));
    }

    /** What it comes to. */
    public static RecordDefinitionBuilder amounts(RecordDefinitionBuilder lines) {
        return lines.field(UNIT_PRICE, DECIMAL, f -> f.label("单价", "Unit price").required())
                .field(TAX_RATE, PERCENT, f -> f.label("税率", "Tax rate")
                        .required()
                        .defaultValue("0.13"))
                .field(NET, MONEY, f -> f.label("不含税金额", "Net").computed())
                .field(TAX, MONEY, f -> f.label("税额", "Tax").computed())
                .field(GROSS, MONEY, f -> f.label("价税合计", "Total").computed())
                .view(
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
                        TAX_RATE,
                        GROSS);
    }

    /** Objects to a price or a rate that cannot be. */
    public static void check(Outcome outcome, RecordSnapshot line) {
        if (line.get(UNIT_PRICE, BigDecimal.class).signum() < 0) {
            outcome.reject(Violation.of(UNIT_PRICE, "tooSmall", "单价不能为负数。", "A price is not negative."));
        }
        checkShare(outcome, line, TAX_RATE, "税率应在 0% 到 100% 之间。");
    }

    /** Objects to what is not from nothing to all. */
    public static void checkShare(Outcome outcome, RecordSnapshot line, String field, String zh) {
        BigDecimal rate = line.get(field, BigDecimal.class);
        if (rate != null && (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) >= 0)) {
            outcome.reject(Violation.of(field, "outOfRange", zh, "It is from 0 % to 100 %."));
        }
    }
}
