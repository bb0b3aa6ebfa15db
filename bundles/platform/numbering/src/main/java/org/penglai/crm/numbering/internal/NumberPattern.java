package org.penglai.crm.numbering.internal;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How numbers of a type look: literals, {@code {yyyy}}, {@code {yyyyMM}}, {@code {yyyyMMdd}}, {@code {yy}} and exactly
 * one {@code {seq:N}}, the sequence with at least N digits. The sequence begins anew whenever the rest changes.
 */
final class NumberPattern {
    private static final Pattern PART = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern SEQUENCE = Pattern.compile("seq:([1-9]|1[0-8])");
    private static final Map<String, DateTimeFormatter> DATES = Map.of(
            "yyyy", DateTimeFormatter.ofPattern("uuuu"),
            "yyyyMM", DateTimeFormatter.ofPattern("uuuuMM"),
            "yyyyMMdd", DateTimeFormatter.ofPattern("uuuuMMdd"),
            "yy", DateTimeFormatter.ofPattern("uu"));

    private final String before;
    private final String after;
    private final int digits;

    private NumberPattern(String before, String after, int digits) {
        this.before = before;
        this.after = after;
        this.digits = digits;
    }

    /**
     * The pattern with its dates filled in.
     *
     * @throws IllegalArgumentException if the pattern is wrong
     */
    static NumberPattern at(String pattern, LocalDate day) {
        StringBuilder text = new StringBuilder();
        String before = null;
        int digits = 0;
        int end = 0;
        Matcher part = PART.matcher(pattern);
        while (part.find()) {
            text.append(literal(pattern, end, part.start()));
            end = part.end();
            Matcher sequence = SEQUENCE.matcher(part.group(1));
            if (!sequence.matches()) {
                text.append(date(pattern, part.group(1), day));
            } else if (before == null) {
                digits = Integer.parseInt(sequence.group(1));
                before = text.toString();
                text.setLength(0);
            } else {
                throw new IllegalArgumentException("more than one {seq:N} in " + pattern);
            }
        }
        text.append(literal(pattern, end, pattern.length()));
        if (before == null) {
            throw new IllegalArgumentException("no {seq:N} in " + pattern);
        }
        return new NumberPattern(before, text.toString(), digits);
    }

    /** Names the sequence that these numbers come from. */
    String period() {
        return before + "{seq}" + after;
    }

    /** The number of that place in the sequence; longer than usual once the digits are used up. */
    String number(long place) {
        String figure = Long.toString(place);
        return before + "0".repeat(Math.max(0, digits - figure.length())) + figure + after;
    }

    private static String date(String pattern, String name, LocalDate day) {
        DateTimeFormatter format = DATES.get(name);
        if (format == null) {
            throw new IllegalArgumentException("unknown {" + name + "} in " + pattern);
        }
        return format.format(day);
    }

    private static String literal(String pattern, int from, int to) {
        String literal = pattern.substring(from, to);
        if (literal.indexOf('{') >= 0 || literal.indexOf('}') >= 0) {
            throw new IllegalArgumentException("a lone brace in " + pattern);
        }
        return literal;
    }
}
