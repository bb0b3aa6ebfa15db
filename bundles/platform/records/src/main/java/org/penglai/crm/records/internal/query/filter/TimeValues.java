package org.penglai.crm.records.internal.query.filter;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates and points in time as filters write them: 2026-03-01, 2026-03-01T08:00:00Z, today, today-30d, today+1w. */
final class TimeValues {
    private static final Pattern RELATIVE = Pattern.compile("today(?:([+-])(\\d{1,4})([dwmy]))?");

    private TimeValues() {}

    /** A calendar date; relative ones count from the caller's today. */
    static Optional<LocalDate> date(String text, Instant now, ZoneId zone) {
        Matcher relative = RELATIVE.matcher(text);
        try {
            if (!relative.matches()) {
                return Optional.of(LocalDate.parse(text)).filter(TimeValues::isStorable);
            }
            LocalDate today = LocalDate.ofInstant(now, zone);
            if (relative.group(1) == null) {
                return Optional.of(today);
            }
            int amount = Integer.parseInt(relative.group(1) + relative.group(2));
            return Optional.of(today.plus(period(amount, relative.group(3).charAt(0))))
                    .filter(TimeValues::isStorable);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** A point in time with offset, as the UTC time that is stored. */
    static Optional<LocalDateTime> instant(String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return Optional.of(LocalDateTime.ofInstant(time.toInstant(), ZoneOffset.UTC))
                    .filter(utc -> isStorable(utc.toLocalDate()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The moment at which a day begins for the caller, as the UTC time that is stored. */
    static LocalDateTime startOf(LocalDate day, ZoneId zone) {
        return LocalDateTime.ofInstant(day.atStartOfDay(zone).toInstant(), ZoneOffset.UTC);
    }

    /** Both databases hold these years. */
    private static boolean isStorable(LocalDate date) {
        return date.getYear() >= 1 && date.getYear() < 9999;
    }

    private static Period period(int amount, char unit) {
        return switch (unit) {
            case 'd' -> Period.ofDays(amount);
            case 'w' -> Period.ofWeeks(amount);
            case 'm' -> Period.ofMonths(amount);
            default -> Period.ofYears(amount);
        };
    }
}
