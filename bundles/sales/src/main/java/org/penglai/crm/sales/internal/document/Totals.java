package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.ChineseAmount;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.money.DocumentAmounts;
import org.penglai.crm.api.money.DocumentLine;
import org.penglai.crm.api.money.LineAmounts;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;

/** All amounts of a document and its lines, computed here and nowhere else. */
public final class Totals implements DocumentRule {
    private static final int MOST_LINES = 500;
    private static final int SHARE_SCALE = 6;
    private static final Comparator<RecordSnapshot> ORDER = Comparator.comparingLong(
                    (RecordSnapshot line) -> line.integer(Lines.POSITION, Long.MAX_VALUE))
            .thenComparingLong(RecordSnapshot::id);

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
    public Outcome settle(Whole whole) {
        Outcome outcome = Outcome.none();
        RecordSnapshot document = whole.document();
        List<RecordSnapshot> parts = whole.parts().stream().sorted(ORDER).toList();
        String currency = document.text(Documents.CURRENCY);
        int units = currencies.minorUnits(currency);
        // A discount may be written down before the first line.
        BigDecimal discount = parts.isEmpty() ? BigDecimal.ZERO : document.get(Documents.DISCOUNT, BigDecimal.class);
        List<DocumentLine> counted = parts.stream().map(Totals::line).toList();
        boolean withTax = Boolean.TRUE.equals(document.get(Documents.INCLUDES_TAX, Boolean.class));
        BigDecimal bases =
                sum(DocumentAmounts.of(units, withTax, BigDecimal.ZERO, counted).bases());
        if (parts.size() > MOST_LINES) {
            return outcome.reject(Violation.of(
                    "lines", "tooMany", "最多 " + MOST_LINES + " 行。", "There are at most " + MOST_LINES + " lines."));
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
        DocumentAmounts amounts = DocumentAmounts.of(units, withTax, discount, counted);
        for (int i = 0; i < parts.size(); i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put(Lines.POSITION, i + 1);
            amounts(values, amounts.lines().get(i), currency);
            outcome.follow(new RecordChange.Update(lines, parts.get(i).id(), null, values));
        }
        Map<String, Object> totals = new LinkedHashMap<>();
        amounts(totals, amounts.totals(), currency);
        totals.forEach(outcome::set);
        outcome.set(Documents.DISCOUNT_SHARE, share(parts, bases.subtract(discount)));
        inBase(outcome, whole, amounts.totals().gross());
        return outcome.set(
                Documents.CAPITAL,
                currency.equals("CNY") ? ChineseAmount.of(amounts.totals().gross()) : null);
    }

    private static void amounts(Map<String, Object> values, LineAmounts amounts, String currency) {
        values.put(Documents.NET, new Money(amounts.net(), currency));
        values.put(Documents.TAX, new Money(amounts.tax(), currency));
        values.put(Documents.GROSS, new Money(amounts.gross(), currency));
    }

    private static DocumentLine line(RecordSnapshot part) {
        return new DocumentLine(
                decimal(part, Lines.QUANTITY),
                decimal(part, Lines.UNIT_PRICE),
                decimal(part, Lines.DISCOUNT),
                decimal(part, Lines.TAX_RATE));
    }

    private static BigDecimal decimal(RecordSnapshot part, String name) {
        return part.get(name, BigDecimal.class);
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is taken off the standard prices in all; a line without one counts as it is. */
    private static BigDecimal share(List<RecordSnapshot> parts, BigDecimal asked) {
        List<BigDecimal> standard = new ArrayList<>();
        for (RecordSnapshot part : parts) {
            BigDecimal price = decimal(part, Lines.LIST_PRICE);
            standard.add(
                    (price == null ? decimal(part, Lines.UNIT_PRICE) : price).multiply(decimal(part, Lines.QUANTITY)));
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
