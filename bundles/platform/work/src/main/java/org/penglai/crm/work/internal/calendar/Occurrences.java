package org.penglai.crm.work.internal.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.work.internal.record.SeriesFields;
import org.penglai.crm.work.internal.record.TaskType;
import org.penglai.crm.work.internal.record.Zones;
import org.penglai.crm.work.internal.recur.Exdates;
import org.penglai.crm.work.internal.recur.Recurrence;

/**
 * An appointment or task with all its repetitions. Each keeps the clock times of the first one, whatever happens to the
 * clock in between.
 *
 * @param start of the first one
 * @param end of the first one; the same as the start for what has no length
 * @param zone whose clock counts
 * @param rule null if it does not repeat
 * @param without local times at which it does not take place, although the rule says so
 */
public record Occurrences(Instant start, Instant end, ZoneId zone, Recurrence rule, Set<LocalDateTime> without) {
    private static final int AT_MOST = 400;
    private static final int FEW = 5;

    /** One of them. */
    public record Span(Instant start, Instant end) {}

    /**
     * When and how often an appointment takes place, or a task comes.
     *
     * @param otherwise the zone of what has none of its own
     */
    public static Occurrences of(RecordSnapshot record, ZoneId otherwise) {
        boolean isTask = record.type().equals(TaskType.TYPE);
        ZoneId zone = isTask ? otherwise : Zones.parse(record.text("zone"), otherwise);
        String rrule = record.text("rrule");
        Recurrence rule = rrule == null ? null : Recurrence.parse(rrule, zone).orElse(null);
        Instant start = isTask ? taskStart(record) : record.get("startAt", Instant.class);
        Instant end = isTask ? start : record.get("endAt", Instant.class);
        return new Occurrences(start, end, zone, rule, Exdates.of(record.text(SeriesFields.EXDATES)));
    }

    /** A task that repeats may have been put off; its series has not. */
    private static Instant taskStart(RecordSnapshot task) {
        Instant planned = task.text("rrule") == null ? null : task.get(SeriesFields.OCCURRENCE_AT, Instant.class);
        return planned == null ? task.get("dueAt", Instant.class) : planned;
    }

    /** The clock time of the first one. */
    public LocalDateTime first() {
        return LocalDateTime.ofInstant(start, zone);
    }

    /** A moment on the clock of the zone. */
    public LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, zone);
    }

    /** Whether one of them begins at that clock time. */
    public boolean includes(LocalDateTime local) {
        return rule != null && !without.contains(local) && rule.includes(first(), local);
    }

    /** Those that touch the window, in order; at most 400. */
    public List<Span> touching(Instant from, Instant to) {
        if (rule == null) {
            boolean within = start.isBefore(to) && (end.isAfter(from) || !start.isBefore(from));
            return within ? List.of(new Span(start, end)) : List.of();
        }
        Duration length = length();
        // A day more on either side, because offsets differ; what does not touch is left out below.
        LocalDateTime earliest = local(from).minus(length).minusDays(1);
        LocalDateTime latest = local(to).plusDays(1);
        return spans(earliest, latest, AT_MOST)
                .filter(span -> span.start().isBefore(to)
                        && (span.end().isAfter(from) || !span.start().isBefore(from)))
                .toList();
    }

    /** The first one that begins later than the moment. */
    public Optional<Span> after(Instant moment) {
        if (rule == null) {
            return start.isAfter(moment) ? Optional.of(new Span(start, end)) : Optional.empty();
        }
        return spans(local(moment).minusDays(1), LocalDateTime.MAX, FEW)
                .filter(span -> span.start().isAfter(moment))
                .findFirst();
    }

    private Stream<Span> spans(LocalDateTime from, LocalDateTime to, int limit) {
        Duration length = length();
        return rule.between(first(), from, to, limit + without.size()).stream()
                .filter(local -> !without.contains(local))
                .map(local -> new Span(Recurrence.instant(local, zone), Recurrence.instant(local.plus(length), zone)));
    }

    private Duration length() {
        return Duration.between(first(), local(end));
    }
}
