package org.penglai.crm.records.internal.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penglai.crm.records.spi.StoredField;

/**
 * Calendar dates, {@code 2011-02-16}; in tables also 2011/2/16, 2011.2.16, 2011年2月16日, 20110216 and a midnight behind
 * it, as spreadsheets write. Dates that no calendar has, such as 2023-02-30, are refused in both.
 */
final class DateCodec implements Codec {
    /** The first day of the Gregorian calendar; days before it come back from databases as other ones. */
    static final LocalDate FIRST = LocalDate.of(1582, 10, 15);

    private static final int LAST_YEAR = 9999;
    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern LOCAL = Pattern.compile(
            "(\\d{4})(?:([-/.])(\\d{1,2})\\2(\\d{1,2})| ?年 ?(\\d{1,2}) ?月 ?(\\d{1,2}) ?日?|(\\d{2})(\\d{2}))"
                    + "(?:[ T]0?0:00(?::00)?)?");

    @Override
    public Object read(StoredField field, Object raw, ReadMode mode) throws Refusal {
        if (raw instanceof LocalDate date) {
            return inRange(date);
        }
        if (!(raw instanceof String text)) {
            throw Refusal.wrongType("日期（YYYY-MM-DD）", "a date (YYYY-MM-DD)");
        }
        return mode == ReadMode.IMPORT ? local(Texts.halfWidth(text)) : iso(Texts.trim(text));
    }

    private static LocalDate iso(String text) throws Refusal {
        Matcher match = ISO.matcher(text);
        if (!match.matches()) {
            throw bad();
        }
        return date(match.group(1), match.group(2), match.group(3));
    }

    static LocalDate local(String text) throws Refusal {
        Matcher match = LOCAL.matcher(text);
        if (!match.matches()) {
            throw bad();
        }
        int month = match.group(3) != null ? 3 : match.group(5) != null ? 5 : 7;
        return date(match.group(1), match.group(month), match.group(month + 1));
    }

    private static LocalDate date(String year, String month, String day) throws Refusal {
        try {
            return inRange(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException impossible) {
            throw bad();
        }
    }

    private static LocalDate inRange(LocalDate date) throws Refusal {
        if (date.isBefore(FIRST) || date.getYear() > LAST_YEAR) {
            throw Refusal.outOfRange(
                    "日期应在 1582-10-15 到 9999-12-31 之间。", "The date must lie between 1582-10-15 and 9999-12-31.");
        }
        return date;
    }

    static Refusal bad() {
        return new Refusal("badDate", "不是有效的日期。", "This is not a valid date.");
    }
}
