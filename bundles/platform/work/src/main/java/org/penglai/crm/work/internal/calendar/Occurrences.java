package org.penglai.crm.work.internal.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.penglai.crm.work.internal.recur.Recurrence;

/**
 * An appointment or task with all its repetitions. Each keeps the clock times of the first one, whatever happens to the
 * clock in between.
 *
 * @param start of the first one
 * @param end of the first one; the same as the start for what has no length
 * @param zone whose clock counts
 * @param rule null if it does not repeat
 */
public record Occurrences(Instant start, Instant end, ZoneId zone, Recurrence rule) {
    private static final int AT_MOST = 400;

    /** One of them. */
    public record Span(Instant start, Instant end) {}

    /** Those that touch the window, in order; at most 400. */
    public List<Span> touching(Instant from, Instant to) {
        if (rule == null) {
            boolean within = start.isBefore(to) && (end.isAfter(from) || !start.isBefore(from));
            return within ? List.of(new Span(start, end)) : List.of();
        }
        LocalDateTime first = LocalDateTime.ofInstant(start, zone);
        Duration length = Duration.between(first, LocalDateTime.ofInstant(end, zone));
        // A day more on either side, because offsets differ; what does not touch is left out below.
        LocalDateTime earliest =
                LocalDateTime.ofInstant(from, zone).minus(length).minusDays(1);
        LocalDateTime latest = LocalDateTime.ofInstant(to, zone).plusDays(1);
        return rule.between(first, earliest, latest, AT_MOST).stream()
                .map(local -> new Span(Recurrence.instant(local, zone), Recurrence.instant(local.plus(length), zone)))
                .filter(span -> span.start().isBefore(to)
                        && (span.end().isAfter(from) || !span.start().isBefore(from)))
                .toList();
    }

    /** The first one that begins later than the moment. */
    public Optional<Span> after(Instant moment) {
        if (rule == null) {
            return start.isAfter(moment) ? Optional.of(new Span(start, end)) : Optional.empty();
        }
        LocalDateTime first = LocalDateTime.ofInstant(start, zone);
        Duration length = Duration.between(first, LocalDateTime.ofInstant(end, zone));
        return rule.between(first, LocalDateTime.ofInstant(moment, zone).minusDays(1), LocalDateTime.MAX, 5).stream()
                .map(local -> new Span(Recurrence.instant(local, zone), Recurrence.instant(local.plus(length), zone)))
                .filter(span -> span.start().isAfter(moment))
                .findFirst();
    }
}
