package org.penglai.crm.api.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Amounts in capital Chinese characters (大写金额) as banks take them: 正确填写票据和结算凭证的基本规定, People's Bank of China
 * (appendix to 支付结算办法, 1997). Renminbi only.
 */
public final class ChineseAmount {
    private static final String DIGITS = "零壹贰叁肆伍陆柒捌玖";
    private static final String[] PLACES = {"", "拾", "佰", "仟"};
    /** Of groups of four digits, from the right; the last one stands before 亿. */
    private static final String[] GROUPS = {"", "万", "亿", "万"};

    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(16);

    private ChineseAmount() {}

    /**
     * The amount as written on papers, e.g. 壹万零贰佰元伍角整.
     *
     * @param yuan rounded half up to whole fen
     * @throws IllegalArgumentException if it has more than 16 digits before the point
     */
    public static String of(BigDecimal yuan) {
        BigDecimal rounded = yuan.setScale(2, RoundingMode.HALF_UP);
        BigDecimal positive = rounded.abs();
        if (positive.compareTo(LIMIT) >= 0) {
            throw new IllegalArgumentException("too large: " + yuan);
        }
        String digits = positive.unscaledValue().toString();
        String padded = "0".repeat(Math.max(0, 3 - digits.length())) + digits;
        String whole = padded.substring(0, padded.length() - 2);
        int jiao = padded.charAt(padded.length() - 2) - '0';
        int fen = padded.charAt(padded.length() - 1) - '0';
        boolean noYuan = whole.equals("0");
        StringBuilder text = new StringBuilder();
        if (rounded.signum() < 0) {
            text.append('负');
        }
        if (!noYuan) {
            text.append(whole(whole)).append('元');
        }
        if (jiao == 0 && fen == 0) {
            return text.append(noYuan ? "零元整" : "整").toString();
        }
        if (jiao > 0) {
            text.append(DIGITS.charAt(jiao)).append('角');
        } else if (!noYuan) {
            text.append('零');
        }
        return fen == 0
                ? text.append('整').toString()
                : text.append(DIGITS.charAt(fen)).append('分').toString();
    }

    private static String whole(String digits) {
        StringBuilder text = new StringBuilder();
        int groups = (digits.length() + 3) / 4;
        String padded = "0".repeat(groups * 4 - digits.length()) + digits;
        boolean gap = false;
        boolean hundredMillions = false;
        for (int group = groups - 1; group >= 0; group--) {
            int from = (groups - 1 - group) * 4;
            String four = padded.substring(from, from + 4);
            if (four.equals("0000")) {
                gap = true;
                if (group == 2 && hundredMillions) {
                    text.append('亿');
                }
                continue;
            }
            if (!text.isEmpty() && (gap || four.charAt(0) == '0')) {
                text.append('零');
            }
            gap = false;
            text.append(four(four)).append(GROUPS[group]);
            hundredMillions = group == 3;
        }
        return text.toString();
    }

    /** A group that is not all zero, without a zero in front or behind. */
    private static String four(String digits) {
        StringBuilder text = new StringBuilder();
        boolean gap = false;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit == 0) {
                gap = true;
                continue;
            }
            if (gap && !text.isEmpty()) {
                text.append('零');
            }
            gap = false;
            text.append(DIGITS.charAt(digit)).append(PLACES[digits.length() - 1 - i]);
        }
        return text.toString();
    }
}
