package org.penglai.crm.sales.internal.document;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** What happens when a document takes effect, and when one is made from another. */
public final class Issuing {
    private static final String NEW = "document";
    private static final int MOST_LINES = 500;

    private Issuing() {}

    /** The document is complete and keeps today's rate from now on; refused without lines or without a rate. */
    public static Outcome freeze(ActionDefinition.Input input, String lines, String field, Currencies currencies) {
        if (lines(input.records(), lines, field, input.record().id()).isEmpty()) {
            throw new Conflict("noLines", Localized.of("单据还没有明细。", "There are no lines yet."));
        }
        checkDiscount(input);
        String currency = input.record().text(Documents.CURRENCY);
        Optional<BigDecimal> rate = currencies.rate(currency, today(input));
        return rate.isPresent()
                ? Outcome.none().set(Documents.RATE, rate.get())
                : Outcome.none()
                        .reject(Violation.of(
                                Documents.CURRENCY,
                                "noExchangeRate",
                                "还没有" + currency + "的汇率。",
                                "There is no exchange rate of " + currency + " yet."));
    }

    private static void checkDiscount(ActionDefinition.Input input) {
        BigDecimal share = input.record().get(Documents.DISCOUNT_SHARE, BigDecimal.class);
        Optional<BigDecimal> most = DiscountLimits.of(input.records(), input.caller());
        if (share != null && most.isPresent() && share.compareTo(most.get()) > 0) {
            String asked = percent(share, RoundingMode.UP);
            String allowed = percent(most.get(), RoundingMode.DOWN);
            throw new Conflict(
                    "discountTooHigh",
                    Localized.of(
                            "综合折扣率 " + asked + " 超过了您的权限 " + allowed + "。",
                            "The discount in all is " + asked + "; you may give " + allowed + "."));
        }
    }

    private static String percent(BigDecimal share, RoundingMode mode) {
        return share.movePointRight(2).setScale(2, mode).stripTrailingZeros().toPlainString() + "%";
    }

    /**
     * A new document with the content and the lines of another one, at its prices.
     *
     * @param lines type of the lines there are
     * @param field their reference to the document
     * @param newField reference of the new lines to the new document
     * @param more values that it has otherwise; null for none
     */
    public static Outcome copy(
            Outcome outcome,
            ActionDefinition.Input input,
            String lines,
            String field,
            String newType,
            String newLines,
            String newField,
            Map<String, Object> more) {
        Map<String, Object> values = taken(input.record(), Documents.CONTENT);
        values.putAll(more);
        values.values().removeIf(value -> value == null);
        outcome.follow(new RecordChange.Create(newType, values, NEW));
        for (RecordSnapshot line :
                lines(input.records(), lines, field, input.record().id())) {
            Map<String, Object> copied = taken(line, Lines.CONTENT);
            copied.put(newField, RecordChange.made(NEW));
            outcome.follow(new RecordChange.Create(newLines, copied));
        }
        return outcome;
    }

    /** The day that it is where the caller is. */
    public static LocalDate today(ActionDefinition.Input input) {
        return LocalDate.ofInstant(input.now(), input.caller().zone());
    }

    private static Map<String, Object> taken(RecordSnapshot from, List<String> names) {
        Map<String, Object> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, from.values().get(name)));
        values.values().removeIf(value -> value == null);
        return values;
    }

    private static List<RecordSnapshot> lines(RecordReader records, String lines, String field, long document) {
        return records.list(
                Caller.system(),
                lines,
                new RecordQuery(field + "==" + RecordId.format(document), Lines.POSITION, MOST_LINES));
    }
}
