package org.penglai.crm.receivables.internal.line;

import java.math.BigDecimal;
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

/** The amounts of a document's lines and of all of them together. */
public final class LineTotals {
    /** Field of documents that are sold at a discount on the whole. */
    public static final String HEADER_DISCOUNT = "headerDiscount";

    private static final int MOST_LINES = 500;
    private static final Comparator<RecordSnapshot> ORDER = Comparator.comparingLong(
                    (RecordSnapshot line) -> line.integer(Lines.POSITION, Long.MAX_VALUE))
            .thenComparingLong(RecordSnapshot::id);

    private LineTotals() {}

    /**
     * Numbers the lines and says what each of them comes to.
     *
     * @return what all of them come to; empty where there are too many
     */
    public static Optional<LineAmounts> settle(
            Outcome outcome,
            DocumentRule.Whole whole,
            Currencies currencies,
            String currency,
            boolean withTax,
            BigDecimal discount) {
        List<RecordSnapshot> parts = whole.parts().stream().sorted(ORDER).toList();
        if (parts.size() > MOST_LINES) {
            outcome.reject(Violation.of(
                    "lines", "tooMany", "最多 " + MOST_LINES + " 行。", "There are at most " + MOST_LINES + " lines."));
            return Optional.empty();
        }
        List<DocumentLine> lines = parts.stream().map(LineTotals::line).toList();
        int units = currencies.minorUnits(currency);
        if (discount.signum() > 0
                && !isDiscount(discount, units, DocumentAmounts.of(units, withTax, BigDecimal.ZERO, lines))) {
            outcome.reject(Violation.of(
                    HEADER_DISCOUNT, "outOfRange", "优惠不能超过明细合计。", "It is no more than the lines come to."));
            return Optional.empty();
        }
        DocumentAmounts amounts = DocumentAmounts.of(units, withTax, discount, lines);
        for (int i = 0; i < parts.size(); i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put(Lines.POSITION, i + 1);
            values.put(Lines.NET, new Money(amounts.lines().get(i).net(), currency));
            values.put(Lines.TAX, new Money(amounts.lines().get(i).tax(), currency));
            values.put(Lines.GROSS, new Money(amounts.lines().get(i).gross(), currency));
            outcome.follow(
                    new RecordChange.Update(parts.get(i).type(), parts.get(i).id(), null, values));
        }
        return Optional.of(amounts.totals());
    }

    private static boolean isDiscount(BigDecimal discount, int units, DocumentAmounts without) {
        BigDecimal whole = without.bases().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return discount.compareTo(whole) <= 0 && discount.stripTrailingZeros().scale() <= units;
    }

    /** Null where it is not said in capital characters. */
    public static String capital(BigDecimal amount, String currency) {
        return currency.equals("CNY") && amount.signum() >= 0 ? ChineseAmount.of(amount) : null;
    }

    private static DocumentLine line(RecordSnapshot part) {
        BigDecimal discount = part.get(Lines.DISCOUNT, BigDecimal.class);
        return new DocumentLine(
                part.get(Lines.QUANTITY, BigDecimal.class),
                part.get(Lines.UNIT_PRICE, BigDecimal.class),
                discount == null ? BigDecimal.ZERO : discount,
                part.get(Lines.TAX_RATE, BigDecimal.class));
    }
}
