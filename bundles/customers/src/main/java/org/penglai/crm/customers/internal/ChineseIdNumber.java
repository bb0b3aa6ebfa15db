package org.penglai.crm.customers.internal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.regex.Pattern;

/** The citizen identification number of GB 11643-1999: region, birthday, sequence, check digit by ISO 7064 MOD 11-2. */
final class ChineseIdNumber {
    private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{16}[\\dX]");
    private static final String CHECK_DIGITS = "10X98765432";
    private static final DateTimeFormatter BIRTHDAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private ChineseIdNumber() {}

    /** Whether the upper-case number can have been given out by that day. */
    static boolean isPossible(String number, LocalDate today) {
        return SHAPE.matcher(number).matches() && isBirthday(number.substring(6, 14), today) && isChecked(number);
    }

    private static boolean isBirthday(String digits, LocalDate today) {
        try {
            LocalDate birthday = LocalDate.parse(digits, BIRTHDAY);
            return birthday.getYear() >= 1800 && !birthday.isAfter(today);
        } catch (DateTimeException noDate) {
            return false;
        }
    }

    private static boolean isChecked(String number) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            int weight = (1 << (17 - i)) % 11;
            sum += weight * (number.charAt(i) - '0');
        }
        return CHECK_DIGITS.charAt(sum % 11) == number.charAt(17);
    }
}
