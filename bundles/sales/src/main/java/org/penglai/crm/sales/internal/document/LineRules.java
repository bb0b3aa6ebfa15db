package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.TaxRates;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.catalogue.Price;
import org.penglai.crm.sales.internal.catalogue.Prices;
import org.penglai.crm.sales.internal.catalogue.ProductType;

/** What a line takes from its product when it is chosen, what it costs and why; and that only drafts change: how far the goods
 * are is no matter of this rule. */
public final class LineRules implements RecordHook {
    /** Decimals of unit prices. */
    private static final int SCALE = 6;

    private final String documents;
    private final String field;
    private final Consumer<RecordSnapshot> open;
    private final Function<RecordSnapshot, Terms> termsOf;
    private final TaxRates taxRates;

    /**
     * @param documents type of what the lines belong to
     * @param field the line's reference to it
     * @param open refuses where lines are no longer changed
     * @param terms what prices go by
     */
    public LineRules(
            String documents,
            String field,
            Consumer<RecordSnapshot> open,
            Function<RecordSnapshot, Terms> terms,
            TaxRates taxRates) {
        this.documents = documents;
        this.field = field;
        this.open = open;
        this.termsOf = terms;
        this.taxRates = taxRates;
    }

    /**
     * Of documents that are drafts first.
     *
     * @param dateField the document's date, by which prices and tax rates are looked up
     */
    public LineRules(String documents, String field, String dateField, TaxRates taxRates) {
        this(documents, field, Drafts::require, document -> Terms.of(document, dateField), taxRates);
    }

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot line = input.after() == null ? input.before() : input.after();
        if (input.operation() == Operation.UPDATE
                && Lines.CONTENT.stream().noneMatch(name -> changed(input, name))
                && !changed(input, field)) {
            return Outcome.none();
        }
        Optional<RecordSnapshot> document = input.records().find(Caller.system(), documents, line.reference(field));
        document.ifPresent(open);
        Outcome outcome = Outcome.none();
        if (input.after() == null || document.isEmpty()) {
            return outcome;
        }
        if (input.before() != null && !Objects.equals(input.before().reference(field), line.reference(field))) {
            return outcome.reject(
                    Violation.of(field, "readOnly", "明细不能移到其他单据。", "A line does not move to another document."));
        }
        check(outcome, line);
        Optional<RecordSnapshot> product =
                input.records().find(Caller.system(), ProductType.TYPE, line.reference(Lines.PRODUCT));
        product.ifPresent(found -> take(input, outcome, termsOf.apply(document.get()), found));
        return outcome;
    }

    private static void check(Outcome outcome, RecordSnapshot line) {
        if (line.get(Lines.QUANTITY, BigDecimal.class).signum() <= 0) {
            outcome.reject(Violation.of(Lines.QUANTITY, "tooSmall", "数量必须大于零。", "A quantity is more than nothing."));
        }
        BigDecimal price = line.get(Lines.UNIT_PRICE, BigDecimal.class);
        if (price != null && price.signum() < 0) {
            outcome.reject(Violation.of(Lines.UNIT_PRICE, "tooSmall", "单价不能为负数。", "A price is not negative."));
        }
        BigDecimal discount = line.get(Lines.DISCOUNT, BigDecimal.class);
        if (discount.signum() < 0 || discount.compareTo(BigDecimal.ONE) > 0) {
            outcome.reject(Violation.of(
                    Lines.DISCOUNT, "outOfRange", "折扣率应在 0% 到 100% 之间。", "A discount is from 0 % to 100 %."));
        }
    }

    private void take(Input input, Outcome outcome, Terms terms, RecordSnapshot product) {
        RecordSnapshot line = input.after();
        boolean chosen = changed(input, Lines.PRODUCT);
        boolean copied = input.before() == null && line.text(Lines.SOURCE) != null;
        if (chosen && !copied) {
            if (!ProductType.ON_SALE.equals(product.text(ProductType.STATUS))) {
                outcome.reject(Violation.of(Lines.PRODUCT, "offShelf", "该产品已下架。", "This product is off the shelf."));
            }
            outcome.set(Lines.NAME, product.text(ProductType.NAME))
                    .set(Lines.SKU, product.text(ProductType.SKU))
                    .set(Lines.UNIT, product.text(ProductType.UNIT));
        }
        LocalDate day = day(input, terms);
        BigDecimal rate = taxRate(input, line, product, chosen);
        outcome.set(Lines.TAX_RATE, rate);
        if ((chosen || changed(input, Lines.TAX_RATE)) && !copied && !taxRates.isInForce(rate, day)) {
            outcome.reject(Violation.of(
                    Lines.TAX_RATE, "notInForce", "单据日期当天没有这个税率。", "This tax rate is not in force on that day."));
        }
        if (!copied) {
            price(input, outcome, terms, product, rate);
        }
    }

    private static BigDecimal taxRate(Input input, RecordSnapshot line, RecordSnapshot product, boolean chosen) {
        if (!"standard".equals(line.text(Lines.TAX_KIND))) {
            return BigDecimal.ZERO;
        }
        BigDecimal sent = line.get(Lines.TAX_RATE, BigDecimal.class);
        boolean inherited = input.before() != null && chosen && !changed(input, Lines.TAX_RATE);
        return sent == null || inherited ? product.get(ProductType.TAX_RATE, BigDecimal.class) : sent;
    }

    /** A price that somebody has written himself stays; any other one follows product and quantity. */
    private void price(Input input, Outcome outcome, Terms terms, RecordSnapshot product, BigDecimal taxRate) {
        RecordSnapshot line = input.after();
        BigDecimal own = line.get(Lines.UNIT_PRICE, BigDecimal.class);
        boolean asked = changed(input, Lines.PRODUCT) || changed(input, Lines.QUANTITY) || own == null;
        boolean written = own != null
                && (input.before() == null
                        || changed(input, Lines.UNIT_PRICE)
                        || Lines.MANUAL.equals(line.text(Lines.SOURCE)) && !changed(input, Lines.PRODUCT));
        if (!asked && !written) {
            return;
        }
        Optional<Price> price = find(input, terms, product);
        BigDecimal standard = price.map(found -> terms.includesTax()
                        ? found.unit()
                        : found.unit().divide(BigDecimal.ONE.add(taxRate), SCALE, RoundingMode.HALF_UP))
                .orElse(null);
        outcome.set(Lines.LIST_PRICE, standard);
        if (written) {
            outcome.set(Lines.SOURCE, Lines.MANUAL).set(Lines.REASON, null);
        } else if (price.isEmpty()) {
            outcome.reject(Violation.of(
                    Lines.UNIT_PRICE,
                    "required",
                    "该产品没有此币种的价格，请填写单价。",
                    "There is no price in this currency; please fill it in."));
        } else {
            outcome.set(Lines.UNIT_PRICE, standard)
                    .set(Lines.SOURCE, price.get().source())
                    .set(Lines.REASON, price.get().reason());
        }
    }

    private static Optional<Price> find(Input input, Terms terms, RecordSnapshot product) {
        RecordSnapshot customer = input.records()
                .find(Caller.system(), Sales.CUSTOMERS, terms.customer())
                .orElse(null);
        return new Prices(input.records())
                .of(
                        product,
                        customer,
                        terms.currency(),
                        day(input, terms),
                        input.after().get(Lines.QUANTITY, BigDecimal.class));
    }

    private static LocalDate day(Input input, Terms terms) {
        return terms.day() == null
                ? LocalDate.ofInstant(input.now(), input.caller().zone())
                : terms.day();
    }

    private static boolean changed(Input input, String name) {
        Object before = input.before() == null ? null : input.before().values().get(name);
        Object after = input.after().values().get(name);
        return before instanceof BigDecimal one && after instanceof BigDecimal other
                ? one.compareTo(other) != 0
                : !Objects.equals(before, after);
    }
}
