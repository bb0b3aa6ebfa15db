package org.penglai.crm.exchange.internal.table;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the numbers of a workbook stand for: days, times and shares are numbers there, told apart only by how they are
 * shown. Gives the texts that people see, in the forms that an import reads.
 */
final class NumberFormats {

    private enum Meaning {
        NUMBER,
        DAY,
        MOMENT,
        TIME,
        SHARE,
        PADDED
    }

    /** What a spreadsheet shows of a number. */
    private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_UP);

    private static final int LONGEST = 40;
    private static final int SECONDS_A_DAY = 86_400;
    private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);
    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Pattern LITERALS =
            Pattern.compile("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]");

    private final Map<Integer, String> codes = new HashMap<>();
    private final List<Integer> styles = new ArrayList<>();
    private LocalDate dayZero = DAY_ZERO;

    void since1904() {
        dayZero = DAY_ZERO_1904;
    }

    /** A format of the workbook's own. */
    void define(int id, String code) {
        codes.put(id, code);
    }

    /** The next style's format. */
    void style(int formatId) {
        styles.add(formatId);
    }

    /** The number as people see it. */
    String text(String number, int style) {
        BigDecimal value;
        try {
            value = new BigDecimal(number);
        } catch (NumberFormatException e) {
            return number;
        }
        int format = style >= 0 && style < styles.size() ? styles.get(style) : 0;
        String code = codes.getOrDefault(format, "");
        return switch (meaning(format, code)) {
            case DAY, MOMENT, TIME -> moment(value, meaning(format, code));
            case SHARE -> plain(value.movePointRight(2)) + "%";
            case PADDED -> padded(plain(value), code.length());
            default -> plain(value);
        };
    }

    private static String plain(BigDecimal value) {
        BigDecimal shown = value.round(DIGITS).stripTrailingZeros();
        return Math.abs(shown.scale()) > LONGEST ? shown.toString() : shown.toPlainString();
    }

    private static String padded(String digits, int width) {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') && digits.length() < width
                ? "0".repeat(width - digits.length()) + digits
                : digits;
    }

    private String moment(BigDecimal serial, Meaning meaning) {
        try {
            long seconds = serial.multiply(BigDecimal.valueOf(SECONDS_A_DAY))
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
            long days = Math.floorDiv(seconds, SECONDS_A_DAY);
            // The calendar of spreadsheets has a 29 February 1900, so that days before it are one off.
            LocalDate day = dayZero.plusDays(dayZero.equals(DAY_ZERO) && days < 61 ? days + 1 : days);
            LocalDateTime time = day.atStartOfDay().plusSeconds(Math.floorMod(seconds, SECONDS_A_DAY));
            if (meaning == Meaning.TIME && days == 0) {
                return TIME.format(time);
            }
            boolean midnight = Math.floorMod(seconds, SECONDS_A_DAY) == 0;
            return meaning == Meaning.DAY || midnight ? day.toString() : MOMENT.format(time);
        } catch (ArithmeticException | DateTimeException e) {
            return plain(serial);
        }
    }

    private static Meaning meaning(int format, String code) {
        if (code.isEmpty()) {
            return builtIn(format);
        }
        String signs =
                LITERALS.matcher(code).replaceAll("").toLowerCase(Locale.ROOT).split(";", 2)[0];
        boolean day = signs.indexOf('y') >= 0 || signs.indexOf('d') >= 0 || signs.contains("mmm");
        boolean clock = signs.indexOf('h') >= 0 || signs.indexOf('s') >= 0;
        if (signs.contains("general")) {
            return Meaning.NUMBER;
        }
        if (day || clock) {
            return day ? clock ? Meaning.MOMENT : Meaning.DAY : Meaning.TIME;
        }
        if (signs.indexOf('%') >= 0) {
            return Meaning.SHARE;
        }
        return code.length() > 1 && code.chars().allMatch(c -> c == '0') ? Meaning.PADDED : Meaning.NUMBER;
    }

    /** Formats that every workbook has; 27 to 36 and 50 to 58 are those of East Asia. */
    private static Meaning builtIn(int format) {
        if (format == 9 || format == 10) {
            return Meaning.SHARE;
        }
        if (format >= 14 && format <= 17
                || format >= 27 && format <= 31
                || format == 36
                || format >= 50 && format <= 54
                || format == 57
                || format == 58) {
            return Meaning.DAY;
        }
        if (format == 22) {
            return Meaning.MOMENT;
        }
        boolean time = format >= 18 && format <= 21
                || format >= 32 && format <= 35
                || format >= 45 && format <= 47
                || format == 55
                || format == 56;
        return time ? Meaning.TIME : Meaning.NUMBER;
    }
}
