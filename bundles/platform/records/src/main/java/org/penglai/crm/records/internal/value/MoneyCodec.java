package org.penglai.crm.records.internal.value;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.records.spi.StoredField;

/**
 * Amounts {@code {"amount":"1234.50","currency":"CNY"}} with as many decimals as the currency has minor units; in
 * tables also a bare number, which is in the base currency, with ¥ or 元 or a currency code beside it.
 */
final class MoneyCodec implements Codec {
    private static final Pattern CELL = Pattern.compile(
            "(?<before>[A-Za-z]{3}|[¥￥])? ?(?<amount>[+-]?[\\d,]+(?:\\.\\d*)?) ?(?<after>[A-Za-z]{3}|元)?");
    private static final Set<String> MEMBERS = Set.of("amount", "currency");

    private final String base;

    /** @param base ISO 4217 code of the currency that a bare number is in */
    MoneyCodec(String base) {
        this.base = base;
    }

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (raw instanceof Money money) {
            return money(field, money.amount(), money.currency());
        }
        if (raw instanceof Map<?, ?> members) {
            if (!MEMBERS.containsAll(members.keySet())
                    || members.get("amount") == null
                    || !(members.get("currency") instanceof String currency)) {
                throw wrongType();
            }
            Object amount = members.get("amount");
            return money(field, Decimals.parse(amount instanceof String text ? Texts.trim(text) : amount), currency);
        }
        if (mode == ReadMode.IMPORT && raw instanceof Number) {
            return money(field, Decimals.parse(raw), base);
        }
        if (mode == ReadMode.IMPORT && raw instanceof String text) {
            return cell(field, Texts.halfWidth(text));
        }
        throw wrongType();
    }

    private Money cell(StoredField field, String text) throws Refusal {
        Matcher match = CELL.matcher(text);
        if (!match.matches()) {
            throw bad();
        }
        String before = code(match.group("before"));
        String after = code(match.group("after"));
        if (before != null && after != null && !before.equals(after)) {
            throw bad();
        }
        String amount = Decimals.withoutGroups(match.group("amount"));
        if (amount.indexOf(',') >= 0) {
            throw bad();
        }
        String digits = amount.endsWith(".") ? amount.substring(0, amount.length() - 1) : amount;
        return money(field, Decimals.parse(digits), before != null ? before : after != null ? after : base);
    }

    private static String code(String sign) {
        if (sign == null) {
            return null;
        }
        return sign.length() == 3 ? sign.toUpperCase(Locale.ROOT) : "CNY";
    }

    private static Money money(StoredField field, BigDecimal amount, String code) throws Refusal {
        int minor = minorUnits(code);
        int scale = field.precision() > 0 ? Math.max(minor, 0) : minor;
        if (field.precision() > 0 && field.scale() < minor) {
            scale = field.scale();
        }
        int digits = field.precision() > 0 ? field.precision() - field.scale() + scale : 0;
        return new Money(Decimals.fit(amount, digits, scale), code);
    }

    private static int minorUnits(String code) throws Refusal {
        try {
            return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
        } catch (IllegalArgumentException unknown) {
            throw new Refusal("unknownOption", "未知的币种代码（ISO 4217）。", "Unknown currency code (ISO 4217).");
        }
    }

    private static Refusal wrongType() {
        return Refusal.wrongType("{\"amount\",\"currency\"}", "{\"amount\",\"currency\"}");
    }

    private static Refusal bad() {
        return new Refusal("badMoney", "不是有效的金额。", "This is not a valid amount.");
    }
}
