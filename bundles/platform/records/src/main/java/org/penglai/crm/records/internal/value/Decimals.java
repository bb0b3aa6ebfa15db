package org.penglai.crm.records.internal.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Reading and limiting exact decimals. */
final class Decimals {
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?");
    private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    /** For fields whose column says nothing: what both databases can hold. */
    private static final int DIGITS = 31;

    private Decimals() {}

    /** Text of plain digits, or a JSON number; anything else is refused. */
    static BigDecimal parse(Object raw) throws Refusal {
        if (raw instanceof BigDecimal decimal) {
            return decimal;
        }
        if (raw instanceof Double || raw instanceof Float) {
            double number = ((Number) raw).doubleValue();
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw notANumber();
            }
            return BigDecimal.valueOf(number);
        }
        if (raw instanceof BigInteger big) {
            return new BigDecimal(big);
        }
        if (raw instanceof Number number) {
            return BigDecimal.valueOf(number.longValue());
        }
        if (raw instanceof String text) {
            if (!PLAIN.matcher(text).matches()) {
                throw notANumber();
            }
            return new BigDecimal(text);
        }
        throw Refusal.wrongType("数字", "a number");
    }

    /** {@code 1,234,567.80} without its commas; a text that is not grouped in threes stays as it is. */
    static String withoutGroups(String text) {
        return text.indexOf(',') >= 0 && GROUPED.matcher(text).matches() ? text.replace(",", "") : text;
    }

    /**
     * The number with exactly {@code scale} digits behind the point; never rounds.
     *
     * @param precision digits in all, 0 if the column says nothing
     */
    static BigDecimal fit(BigDecimal number, int precision, int scale) throws Refusal {
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        int limit = precision > 0 ? precision : DIGITS;
        // Looks at digits before it makes any: 1E999999999 must not become a billion zeros.
        if ((long) bare.precision() - bare.scale() > limit - (precision > 0 ? scale : 0)) {
            throw tooLarge();
        }
        if (precision == 0 && scale == 0) {
            return bare.scale() < 0 ? bare.setScale(0, RoundingMode.UNNECESSARY) : bare;
        }
        if (bare.scale() > scale) {
            throw Refusal.outOfRange("最多 " + scale + " 位小数。", "At most " + scale + " decimal places.");
        }
        return bare.setScale(scale, RoundingMode.UNNECESSARY);
    }

    static Refusal tooLarge() {
        return Refusal.outOfRange("数值太大。", "The number is too large.");
    }

    static Refusal notANumber() {
        return new Refusal("badNumber", "不是数字。", "This is not a number.");
    }
}
