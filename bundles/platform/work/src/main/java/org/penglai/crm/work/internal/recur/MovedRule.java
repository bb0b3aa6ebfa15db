package org.penglai.crm.work.internal.recur;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The rule of a series that moves to other days: "every Monday" becomes "every Tuesday", "the 14th" becomes "the 15th",
 * "the second Friday" becomes "the third Monday". What names several days of a month stays as it is.
 */
final class MovedRule {
    private static final Pattern DAY = Pattern.compile("([+-]?\\d*)(MO|TU|WE|TH|FR|SA|SU)");
    private static final int WEEK = 7;

    private MovedRule() {}

    static String text(String rule, LocalDate from, LocalDate to) {
        if (from.equals(to)) {
            return rule;
        }
        return Arrays.stream(rule.split(";"))
                .map(part -> part(rule, part, from, to))
                .collect(Collectors.joining(";"));
    }

    private static String part(String rule, String part, LocalDate from, LocalDate to) {
        String value = part.substring(part.indexOf('=') + 1);
        if (part.startsWith("BYDAY=")) {
            return "BYDAY=" + (rule.contains("FREQ=WEEKLY") ? rotated(value, from, to) : counted(value, from, to));
        }
        if (part.equals("BYMONTHDAY=" + from.getDayOfMonth())) {
            return "BYMONTHDAY=" + to.getDayOfMonth();
        }
        if (part.equals("BYMONTH=" + from.getMonthValue())) {
            return "BYMONTH=" + to.getMonthValue();
        }
        return part;
    }

    private static String rotated(String days, LocalDate from, LocalDate to) {
        long by = Math.floorMod(ChronoUnit.DAYS.between(from, to), WEEK);
        return Arrays.stream(days.split(","))
                .map(day -> code(weekday(day).plus(by)))
                .collect(Collectors.joining(","));
    }

    /** Which Monday or Friday of the month; the last one stays the last one. */
    private static String counted(String days, LocalDate from, LocalDate to) {
        Matcher day = DAY.matcher(days);
        if (!day.matches() || !day.group(2).equals(code(from.getDayOfWeek()))) {
            return days;
        }
        boolean last = to.getDayOfMonth() + WEEK > to.lengthOfMonth();
        if (day.group(1).isEmpty()) {
            return code(to.getDayOfWeek());
        }
        String which =
                day.group(1).startsWith("-") && last ? "-1" : Integer.toString((to.getDayOfMonth() - 1) / WEEK + 1);
        return which + code(to.getDayOfWeek());
    }

    private static DayOfWeek weekday(String code) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> code.endsWith(code(day)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(code));
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 2).toUpperCase(Locale.ROOT);
    }
}
