package org.penglai.crm.records.internal.value;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Phone numbers as people in China write them, brought to E.164 with the extension behind {@code ;ext=}. Service
 * numbers (400, 800, 95xxx, 96xxx, 1xx, 1xxxx), which E.164 does not know, get the same {@code +86} in front so that one form
 * serves for comparing and dialling: {@code +864001234567}, {@code +8695588}. A number must be possible, not assigned.
 * Safe for any thread.
 */
public final class PhoneNumbers {
    private static final int LONGEST = 60;
    private static final Pattern EXTENSION =
            Pattern.compile("(.*?\\d[) ]*)(?:;ext=|[,; ]*(?:转|轉|分机号?|分機號?|extension|ext\\.?|x|#))[ .:：]*(\\d{1,7})");
    private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");
    private static final Pattern SERVICE = Pattern.compile("[48]00\\d{7}|9[56]\\d{3,6}|1[12]\\d|1[0-2]\\d{3}|10\\d{2}");
    /** Area code and subscriber, or a service number behind an area code; the library also takes bare subscribers. */
    private static final Pattern LANDLINE =
            Pattern.compile("(?:10|2\\d)(?:\\d{7,8}|9[56]\\d{3,4})|[3-9]\\d{2}(?:\\d{7,8}|9[56]\\d{3,4})");

    private static final String CHINA = "CN";
    private static final int CHINA_CODE = 86;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();

    /** The stored form; empty if it cannot be a phone number. Reads its own results unchanged. */
    public Optional<String> normalize(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = Texts.halfWidth(text).toLowerCase(Locale.ROOT);
        Matcher withExtension = EXTENSION.matcher(plain);
        boolean extended = withExtension.matches();
        String dialled = dialled(extended ? withExtension.group(1) : plain);
        if (dialled == null) {
            return Optional.empty();
        }
        String number = international(dialled);
        if (number == null) {
            return Optional.empty();
        }
        return Optional.of(extended ? number + ";ext=" + withExtension.group(2) : number);
    }

    private String international(String dialled) {
        String national = withoutCountry(dialled);
        if (MOBILE.matcher(national).matches() || SERVICE.matcher(national).matches()) {
            return "+86" + national;
        }
        try {
            PhoneNumber number = numbers.parse(dialled, CHINA);
            boolean possible = number.getCountryCode() == CHINA_CODE
                    ? isChinese(numbers.getNationalSignificantNumber(number))
                    : numbers.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE;
            return possible ? numbers.format(number, PhoneNumberFormat.E164) : null;
        } catch (NumberParseException noNumber) {
            return null;
        }
    }

    private static boolean isChinese(String national) {
        return LANDLINE.matcher(national).matches() || MOBILE.matcher(national).matches();
    }

    /** The number without +86, 0086 or 86; others stay as they are. */
    private static String withoutCountry(String dialled) {
        if (dialled.startsWith("+86")) {
            return dialled.substring(3);
        }
        if (dialled.startsWith("0086")) {
            return dialled.substring(4);
        }
        return dialled.length() == 13 && dialled.startsWith("86") ? dialled.substring(2) : dialled;
    }

    /** Digits with at most one plus in front; null if there is anything else than separators besides. */
    private static String dialled(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                out.append(c);
            } else if (c == '+' && out.length() == 0) {
                out.append(c);
            } else if (!isSeparator(c)) {
                return null;
            }
        }
        return out.length() < 3 ? null : out.toString();
    }

    private static boolean isSeparator(char c) {
        return c == ' '
                || c == '-'
                || c == '('
                || c == ')'
                || c == '.'
                || c == '·'
                || isDash(c)
                || Texts.isInvisible(c);
    }

    private static boolean isDash(char c) {
        return (c >= '\u2010' && c <= '\u2015') || c == '\u2212' || c == '\uff0d' || c == '\u30fc';
    }
}
