package org.penglai.crm.records.internal.value;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.penglai.crm.records.spi.StoredField;

/** Whole numbers; a {@code Long} in snapshots. Whether the entity's attribute can hold it is checked when it is set. */
final class IntegerCodec implements Codec {
    private static final Pattern PLAIN = Pattern.compile("[+-]?\\d{1,19}");

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (raw instanceof Integer || raw instanceof Long || raw instanceof Short) {
            return ((Number) raw).longValue();
        }
        if (raw instanceof BigInteger big) {
            if (big.bitLength() > 63) {
                throw Decimals.tooLarge();
            }
            return big.longValue();
        }
        if (mode == ReadMode.IMPORT && raw instanceof String text) {
            return parse(Decimals.withoutGroups(Texts.halfWidth(text)));
        }
        throw Refusal.wrongType("整数", "a whole number");
    }

    private static Long parse(String text) throws Refusal {
        String digits = text.endsWith(".0") || text.endsWith(".00") ? text.substring(0, text.indexOf('.')) : text;
        if (!PLAIN.matcher(digits).matches()) {
            throw new Refusal("badNumber", "不是整数。", "This is not a whole number.");
        }
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException tooLong) {
            throw Decimals.tooLarge();
        }
    }
}
