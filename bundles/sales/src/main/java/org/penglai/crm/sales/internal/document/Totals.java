package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.ChineseAmount;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.money.DocumentAmounts;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PartsGrid;
import org.penglai.crm.api.records.RecordSnapshot;

/** All amounts of a document and its lines, computed here and nowhere else. */
public final class Totals implements DocumentRule {
    private static final int SHARE_SCALE = 6;

    private final String lines;
    private final String field;
    private final String dateField;
    private final Currencies currencies;

    /**
     * @param lines type of the document's lines
     * @param field their reference to it
     * @param dateField the document's date
     */
    public Totals(String lines, String field, String dateField, Currencies currencies) {
        this.lines = lines;
        this.field = field;
        this.dateField = dateField;
        this.currencies = currencies;
    }

    @Override
    public String parts() {
        return lines;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public PartsGrid grid() {
        return new PartsGrid(
                Lines.GRID,
                List.of(
                        Documents.DISCOUNT,
                        Documents.DISCOUNT_SHARE,
                        Documents.NET,
                        Documents.TAX,
                        Documents.GROSS,
                        Documents.CAPITAL),
                List.of(ActionCondition.is(Documents.STATUS, Documents.DRAFT)));
    }

    @Override
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        RecordSnapshot document = whole.document();
        List<RecordSnapshot> parts = Counting.inOrder(whole.parts());
        String currency = document.text(Documents.CURRENCY);
        int units = currencies.minorUnits(currency);
        // A discount may be written down before the first line.
        BigDecimal discount = parts.isEmpty() ? BigDecimal.ZERO : document.get(Documents.DISCOUNT, BigDecimal.class);
        boolean withTax = Boolean.TRUE.equals(document.get(Documents.INCLUDES_TAX, Boolean.class));
        BigDecimal bases =
                sum(Counting.of(units, withTax, BigDecimal.ZERO, parts).bases());
        if (Counting.isTooMany(outcome, parts)) {
            return outcome;
        }
        if (discount.signum() < 0
                || discount.signum() > 0 && discount.compareTo(bases) > 0
                || discount.stripTrailingZeros().scale() > units) {
            return outcome.reject(Violation.of(
                    Documents.DISCOUNT,
                    "outOfRange",
                    "整单优惠应在 0 和明细合计之间，小数位数不超过币种的规定。",
                    "It is from nothing to the sum of the lines, with no more decimals than the currency has."));
        }
        DocumentAmounts amounts = Counting.of(units, withTax, discount, parts);
        Counting.write(outcome, lines, parts, amounts, currency);
        Counting.values(amounts.totals(), currency).forEach(outcome::set);
        outcome.set(Documents.DISCOUNT_SHARE, share(parts, bases.subtract(discount)));
        inBase(outcome, whole, amounts.totals().gross());
        return outcome.set(
                Documents.CAPITAL,
                currency.equals("CNY") ? ChineseAmount.of(amounts.totals().gross()) : null);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is taken off the standard prices in all; a line without one counts as it is. */
    private static BigDecimal share(List<RecordSnapshot> parts, BigDecimal asked) {
        List<BigDecimal> standard = new ArrayList<>();
        for (RecordSnapshot part : parts) {
            BigDecimal price = Counting.decimal(part, Lines.LIST_PRICE);
            standard.add((price == null ? Counting.decimal(part, Lines.UNIT_PRICE) : price)
                    .multiply(Counting.decimal(part, Lines.QUANTITY)));
        }
        BigDecimal full = sum(standard);
        return full.signum() == 0 || asked.compareTo(full) > 0
                ? BigDecimal.ZERO
                : BigDecimal.ONE.subtract(asked.divide(full, SHARE_SCALE, RoundingMode.HALF_UP));
    }

    /** By the frozen rate once there is one, else by the newest. */
    private void inBase(Outcome outcome, Whole whole, BigDecimal gross) {
        RecordSnapshot document = whole.document();
        String currency = document.text(Documents.CURRENCY);
        BigDecimal frozen = document.get(Documents.RATE, BigDecimal.class);
        Optional<BigDecimal> rate = frozen != null ? Optional.of(frozen) : currencies.rate(currency, day(whole));
        outcome.set(
                Documents.BASE_GROSS,
                rate.map(known -> currencies.toBase(new Money(gross, currency), known))
                        .orElse(null));
    }

    private LocalDate day(Whole whole) {
        LocalDate day = whole.document().get(dateField, LocalDate.class);
        return day == null ? LocalDate.ofInstant(whole.now(), whole.caller().zone()) : day;
    }
}
