package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.DocumentAmounts;
import org.penglai.crm.api.money.DocumentLine;
import org.penglai.crm.api.money.LineAmounts;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;

/** What lines come to, and how that is written to them. */
public final class Counting {
    private static final int MOST_LINES = 500;
    private static final Comparator<RecordSnapshot> ORDER = Comparator.comparingLong(
                    (RecordSnapshot line) -> line.integer(Lines.POSITION, Long.MAX_VALUE))
            .thenComparingLong(RecordSnapshot::id);

    private Counting() {}

    /** Whether there are more lines than a record may have; says so then. */
    public static boolean isTooMany(Outcome outcome, List<RecordSnapshot> lines) {
        if (lines.size() > MOST_LINES) {
            outcome.reject(Violation.of(
                    "lines", "tooMany", "最多 " + MOST_LINES + " 行。", "There are at most " + MOST_LINES + " lines."));
        }
        return lines.size() > MOST_LINES;
    }

    public static List<RecordSnapshot> inOrder(List<RecordSnapshot> lines) {
        return lines.stream().sorted(ORDER).toList();
    }

    /** @param units decimals of the currency */
    public static DocumentAmounts of(int units, boolean withTax, BigDecimal discount, List<RecordSnapshot> lines) {
        return DocumentAmounts.of(
                units, withTax, discount, lines.stream().map(Counting::line).toList());
    }

    /** Puts its amounts and its place into each line. */
    public static void write(
            Outcome outcome, String type, List<RecordSnapshot> lines, DocumentAmounts amounts, String currency) {
        for (int i = 0; i < lines.size(); i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put(Lines.POSITION, i + 1);
            values.putAll(values(amounts.lines().get(i), currency));
            outcome.follow(new RecordChange.Update(type, lines.get(i).id(), null, values));
        }
    }

    /** Of the line as it is; null before it is counted. */
    public static Money gross(RecordSnapshot line) {
        return line.get(Documents.GROSS, Money.class);
    }

    public static Map<String, Object> values(LineAmounts amounts, String currency) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(Documents.NET, new Money(amounts.net(), currency));
        values.put(Documents.TAX, new Money(amounts.tax(), currency));
        values.put(Documents.GROSS, new Money(amounts.gross(), currency));
        return values;
    }

    private static DocumentLine line(RecordSnapshot line) {
        return new DocumentLine(
                decimal(line, Lines.QUANTITY),
                decimal(line, Lines.UNIT_PRICE),
                decimal(line, Lines.DISCOUNT),
                decimal(line, Lines.TAX_RATE));
    }

    static BigDecimal decimal(RecordSnapshot line, String name) {
        return line.get(name, BigDecimal.class);
    }
}
