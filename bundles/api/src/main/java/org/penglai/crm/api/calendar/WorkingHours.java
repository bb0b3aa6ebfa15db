package org.penglai.crm.api.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hours that are worked: shifts by weekday, several a day if need be, and days on which it is otherwise. A shift is
 * said in wall time of the zone and lasts as long as really passes between its ends, also in the night in which clocks are
 * changed. Immutable.
 *
 * @param zone whose wall time the shifts are said in
 * @param week shifts by weekday; none on days left out
 * @param exceptions shifts of single days instead of the weekday's; empty for a holiday
 */
public record WorkingHours(ZoneId zone, Map<DayOfWeek, List<Shift>> week, Map<LocalDate, List<Shift>> exceptions) {
    /** Nobody is promised anything further away: hours without any shift must not hang whoever counts them. */
    private static final int FARTHEST_DAYS = 3_660;

    public WorkingHours {
        week = ordered(week);
        exceptions = ordered(exceptions);
    }

    /**
     * The instant at which so much has been worked outside the pauses.
     *
     * @param start from when it counts
     * @param work more than nothing
     * @param pauses times that do not count, in any order; may overlap
     * @return empty if that takes more than ten years
     * @throws IllegalArgumentException if the work is not positive
     */
    public Optional<Instant> dueAt(Instant start, Duration work, List<Span> pauses) {
        if (work.isNegative() || work.isZero()) {
            throw new IllegalArgumentException("work of " + work);
        }
        Duration left = work;
        LocalDate first = LocalDate.ofInstant(start, zone).minusDays(1);
        for (int day = 0; day < FARTHEST_DAYS; day++) {
            for (Span span : worked(first.plusDays(day), start, Instant.MAX, pauses)) {
                Duration length = span.length();
                if (length.compareTo(left) >= 0) {
                    return Optional.of(span.from().plus(left));
                }
                left = left.minus(length);
            }
        }
        return Optional.empty();
    }

    /** How much is worked between the two outside the pauses; nothing if the second is not later. */
    public Duration between(Instant from, Instant to, List<Span> pauses) {
        Duration sum = Duration.ZERO;
        LocalDate last = LocalDate.ofInstant(to, zone);
        for (LocalDate day = LocalDate.ofInstant(from, zone).minusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            for (Span span : worked(day, from, to, pauses)) {
                sum = sum.plus(span.length());
            }
        }
        return sum;
    }

    private List<Span> worked(LocalDate day, Instant earliest, Instant latest, List<Span> pauses) {
        List<Shift> shifts = exceptions.getOrDefault(day, week.getOrDefault(day.getDayOfWeek(), List.of()));
        List<Span> worked = new ArrayList<>();
        for (Shift shift : shifts) {
            Instant from = later(instant(day, shift.fromMinute()), earliest);
            Instant to = earlier(instant(day, shift.toMinute()), latest);
            if (from.isBefore(to)) {
                worked.addAll(without(new Span(from, to), pauses));
            }
        }
        return worked;
    }

    private static List<Span> without(Span whole, List<Span> pauses) {
        List<Span> rest = List.of(whole);
        for (Span pause : pauses) {
            List<Span> next = new ArrayList<>();
            for (Span span : rest) {
                Instant before = earlier(span.to(), pause.from());
                Instant after = later(span.from(), pause.to());
                if (span.from().isBefore(before)) {
                    next.add(new Span(span.from(), before));
                }
                if (after.isBefore(span.to())) {
                    next.add(new Span(after, span.to()));
                }
            }
            rest = next;
        }
        return rest;
    }

    private Instant instant(LocalDate day, int minute) {
        return day.atStartOfDay().plusMinutes(minute).atZone(zone).toInstant();
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static <K> Map<K, List<Shift>> ordered(Map<K, List<Shift>> days) {
        Map<K, List<Shift>> ordered = new HashMap<>();
        days.forEach((day, shifts) -> {
            List<Shift> sorted = shifts.stream()
                    .sorted(Comparator.comparingInt(Shift::fromMinute))
                    .toList();
            for (int i = 1; i < sorted.size(); i++) {
                if (sorted.get(i).fromMinute() < sorted.get(i - 1).toMinute()) {
                    throw new IllegalArgumentException("shifts overlap on " + day);
                }
            }
            ordered.put(day, sorted);
        });
        return Map.copyOf(ordered);
    }

    /**
     * A part of a day.
     *
     * @param fromMinute minutes of wall time since midnight
     * @param toMinute likewise; 1,440 is the end of the day
     */
    public record Shift(int fromMinute, int toMinute) {
        private static final int DAY = 24 * 60;

        /** @throws IllegalArgumentException if it is not within a day, or ends before it begins */
        public Shift {
            if (fromMinute < 0 || toMinute > DAY || fromMinute >= toMinute) {
                throw new IllegalArgumentException("no shift from " + fromMinute + " to " + toMinute);
            }
        }
    }

    /**
     * A stretch of time.
     *
     * @param from where it begins
     * @param to where it ends, itself not included
     */
    public record Span(Instant from, Instant to) {
        /** @throws IllegalArgumentException if it ends before it begins */
        public Span {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException("from " + from + " to " + to);
            }
        }

        private Duration length() {
            return Duration.between(from, to);
        }
    }
}
