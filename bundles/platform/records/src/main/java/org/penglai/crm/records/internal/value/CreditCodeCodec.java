package org.penglai.crm.records.internal.value;

import java.util.Locale;
import org.penglai.crm.records.spi.StoredField;

/**
 * 统一社会信用代码 by GB 32100-2015: 18 of the 31 characters 0-9 and A-Z without I, O, S, V, Z; the last is the check
 * character: with weights 3^i mod 31 the weighted sum of all, the last with weight 1, is divisible by 31.
 */
final class CreditCodeCodec implements Codec {
    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;
    private static final int MODULUS = ALPHABET.length();

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (!(raw instanceof String text)) {
            throw Refusal.wrongType("统一社会信用代码", "a unified social credit code");
        }
        String code = Texts.halfWidth(text).toUpperCase(Locale.ROOT);
        if (mode == ReadMode.IMPORT) {
            code = code.replace(" ", "").replace("-", "");
        }
        if (!isValid(code)) {
            throw new Refusal(
                    "badCreditCode",
                    "不是有效的统一社会信用代码（18 位，校验位不符）。",
                    "This is not a valid unified social credit code (18 characters with a check character).");
        }
        return code;
    }

    static boolean isValid(String code) {
        return code.length() == LENGTH && check(code) == code.charAt(LENGTH - 1);
    }

    /** The check character for the first 17; a blank if one of them is not in the alphabet. */
    static char check(String code) {
        int sum = 0;
        int weight = 1;
        for (int i = 0; i < LENGTH - 1; i++) {
            int value = ALPHABET.indexOf(code.charAt(i));
            if (value < 0) {
                return ' ';
            }
            sum += value * weight;
            weight = weight * 3 % MODULUS;
        }
        return ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
    }
}
