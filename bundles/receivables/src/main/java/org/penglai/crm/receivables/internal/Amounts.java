package org.penglai.crm.receivables.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;

/** Amounts in records; none is nothing. */
public final class Amounts {
    private static final int RATE_SCALE = 6;

    private Amounts() {}

    public static BigDecimal of(RecordSnapshot record, String field) {
        Money money = record == null ? null : record.get(field, Money.class);
        return money == null ? BigDecimal.ZERO : money.amount();
    }

    /** Null where there is no amount. */
    public static String currency(RecordSnapshot record, String field) {
        Money money = record.get(field, Money.class);
        return money == null ? null : money.currency();
    }

    public static BigDecimal sum(List<RecordSnapshot> records, String field) {
        return records.stream().map(record -> of(record, field)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What share of the whole it is; null without a whole. */
    public static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? null : part.divide(whole, RATE_SCALE, RoundingMode.HALF_UP);
    }

    /** Objects to what is not more than nothing, or in a currency that is not used. */
    public static void check(Outcome outcome, Currencies currencies, Money money, String field) {
        if (money == null) {
            return;
        }
        checkPositive(outcome, money, field);
        checkCurrency(outcome, currencies, money.currency(), field);
    }

    /** Objects to what is not more than nothing. */
    public static void checkPositive(Outcome outcome, Money money, String field) {
        if (money.amount().signum() <= 0) {
            outcome.reject(Violation.of(field, "tooSmall", "金额必须大于零。", "The amount is more than nothing."));
        }
    }

    /** Objects to a currency that is not used. */
    public static void checkCurrency(Outcome outcome, Currencies currencies, String currency, String field) {
        if (!currencies.isInUse(currency)) {
            outcome.reject(Violation.of(field, "unknownOption", "未启用的币种。", "This currency is not in use."));
        }
    }

    /** How it is said to people: 1234.50 CNY. */
    public static String text(BigDecimal amount, String currency) {
        BigDecimal plain = amount.stripTrailingZeros();
        return (plain.scale() < 2 ? plain.setScale(2) : plain).toPlainString() + " " + currency;
    }
}
