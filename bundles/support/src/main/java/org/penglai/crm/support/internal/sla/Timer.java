package org.penglai.crm.support.internal.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.penglai.crm.api.calendar.WorkingHours;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;

/** One promise while it is being changed: a row of {@link SlaTimerType}, or one to be. For one thread. */
final class Timer {
    /** A pause takes at most 61 characters of 4,000. */
    private static final int MOST_PAUSES = 60;

    private final RecordSnapshot row;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, Object> before;

    /** As it is stored. */
    Timer(RecordSnapshot row) {
        this.row = row;
        for (String field : List.of(
                SlaTimerType.METRIC,
                SlaTimerType.STATE,
                SlaTimerType.POLICY,
                SlaTimerType.MINUTES,
                SlaTimerType.STARTED_AT,
                SlaTimerType.DUE_AT,
                SlaTimerType.WARN_AT,
                SlaTimerType.WARNED_AT,
                SlaTimerType.PAUSED_AT,
                SlaTimerType.PAUSES,
                SlaTimerType.PAUSED_MINUTES,
                SlaTimerType.MET_AT)) {
            values.put(field, row.values().get(field));
        }
        values.put(SlaTimerType.POLICY, row.reference(SlaTimerType.POLICY));
        this.before = Map.copyOf(present(values));
    }

    /** A new one that runs from now on. */
    Timer(RecordSnapshot ticket, String name, Metric metric, Instant now) {
        this.row = null;
        this.before = Map.of();
        values.put(SlaTimerType.NAME, name);
        values.put(SlaTimerType.TICKET, ticket.id());
        values.put(SlaTimerType.METRIC, metric.code());
        values.put(SlaTimerType.STATE, SlaTimerType.RUNNING);
        values.put(SlaTimerType.STARTED_AT, now);
    }

    Metric metric() {
        return Metric.of((String) values.get(SlaTimerType.METRIC));
    }

    String state() {
        return (String) values.get(SlaTimerType.STATE);
    }

    Instant dueAt() {
        return (Instant) values.get(SlaTimerType.DUE_AT);
    }

    /** Id of the policy that promised it; null if that is gone. */
    Long policy() {
        return (Long) values.get(SlaTimerType.POLICY);
    }

    boolean isDue(Instant now) {
        return dueAt() != null && !now.isBefore(dueAt());
    }

    boolean isToBeWarnedOf(Instant now) {
        Instant at = (Instant) values.get(SlaTimerType.WARN_AT);
        return at != null && values.get(SlaTimerType.WARNED_AT) == null && !now.isBefore(at);
    }

    /** Whether the promise is still to be kept. */
    boolean isLive() {
        return state().equals(SlaTimerType.RUNNING) || state().equals(SlaTimerType.PAUSED);
    }

    /** Whether it was late and is still waited for. */
    boolean isOverdue() {
        return state().equals(SlaTimerType.BREACHED) && values.get(SlaTimerType.MET_AT) == null;
    }

    /** So much is promised, by these hours; from what was promised before only the beginning and the pauses stay. */
    void promise(Promise promise) {
        values.put(SlaTimerType.POLICY, promise.policy());
        values.put(SlaTimerType.MINUTES, promise.minutes());
        Duration work = Duration.ofMinutes(promise.minutes());
        Instant due = promise.hours().dueAt(startedAt(), work, pauses()).orElse(null);
        values.put(SlaTimerType.DUE_AT, due);
        boolean warns = promise.warnMinutes() != null && due != null;
        values.put(SlaTimerType.WARN_AT, warns ? due.minus(Duration.ofMinutes(promise.warnMinutes())) : null);
    }

    /** What is due already is late, and waiting for the customer does not mend it. */
    void pause(Instant now) {
        if (state().equals(SlaTimerType.RUNNING) && !isDue(now)) {
            values.put(SlaTimerType.STATE, SlaTimerType.PAUSED);
            values.put(SlaTimerType.PAUSED_AT, now);
        }
    }

    void resume(Instant now, WorkingHours hours) {
        if (!state().equals(SlaTimerType.PAUSED)) {
            return;
        }
        Instant from = (Instant) values.get(SlaTimerType.PAUSED_AT);
        List<WorkingHours.Span> pauses = pauses();
        pauses.add(new WorkingHours.Span(from, now));
        values.put(SlaTimerType.PAUSES, text(pauses));
        long minutes = hours.between(from, now, List.of()).toMinutes();
        Number paused = (Number) values.get(SlaTimerType.PAUSED_MINUTES);
        values.put(SlaTimerType.PAUSED_MINUTES, (paused == null ? 0 : paused.longValue()) + minutes);
        values.put(SlaTimerType.STATE, SlaTimerType.RUNNING);
        values.put(SlaTimerType.PAUSED_AT, null);
    }

    /** What was promised is done, in time or late. */
    void meet(Instant now) {
        boolean late = state().equals(SlaTimerType.BREACHED)
                || state().equals(SlaTimerType.RUNNING) && dueAt() != null && now.isAfter(dueAt());
        values.put(SlaTimerType.STATE, late ? SlaTimerType.BREACHED : SlaTimerType.MET);
        values.put(SlaTimerType.MET_AT, now);
        values.put(SlaTimerType.PAUSED_AT, null);
    }

    void breach() {
        values.put(SlaTimerType.STATE, SlaTimerType.BREACHED);
    }

    void warn(Instant now) {
        values.put(SlaTimerType.WARNED_AT, now);
    }

    /** Whether it is not promised any more, but might be again: what it is about is not over. */
    boolean isCancelled() {
        return state().equals(SlaTimerType.CANCELLED) && values.get(SlaTimerType.MET_AT) == null;
    }

    /** What it was about is over, and nobody had promised anything about that any more. */
    void end(Instant now) {
        values.put(SlaTimerType.MET_AT, now);
    }

    void cancel() {
        values.put(SlaTimerType.STATE, SlaTimerType.CANCELLED);
    }

    /** As it was before it was cancelled. */
    void restore() {
        if (state().equals(SlaTimerType.CANCELLED)) {
            boolean paused = values.get(SlaTimerType.PAUSED_AT) != null;
            values.put(SlaTimerType.STATE, paused ? SlaTimerType.PAUSED : SlaTimerType.RUNNING);
        }
    }

    /** What is to be written; null if nothing changed. */
    RecordChange change() {
        if (row == null) {
            return new RecordChange.Create(SlaTimerType.TYPE, present(values));
        }
        Map<String, Object> changed = new HashMap<>();
        values.forEach((field, value) -> {
            if (!Objects.equals(value, before.get(field))) {
                changed.put(field, value);
            }
        });
        return changed.isEmpty() ? null : new RecordChange.Update(SlaTimerType.TYPE, row.id(), row.version(), changed);
    }

    private Instant startedAt() {
        return (Instant) values.get(SlaTimerType.STARTED_AT);
    }

    /** There is room for so many; beyond it the two that are closest become one. */
    private static String text(List<WorkingHours.Span> pauses) {
        while (pauses.size() > MOST_PAUSES) {
            int closest = 0;
            for (int at = 1; at < pauses.size() - 1; at++) {
                if (gap(pauses, at).compareTo(gap(pauses, closest)) < 0) {
                    closest = at;
                }
            }
            WorkingHours.Span second = pauses.remove(closest + 1);
            pauses.set(closest, new WorkingHours.Span(pauses.get(closest).from(), second.to()));
        }
        return pauses.stream().map(pause -> pause.from() + "/" + pause.to()).collect(Collectors.joining(" "));
    }

    private static Duration gap(List<WorkingHours.Span> pauses, int at) {
        return Duration.between(pauses.get(at).to(), pauses.get(at + 1).from());
    }

    private List<WorkingHours.Span> pauses() {
        List<WorkingHours.Span> pauses = new ArrayList<>();
        String text = (String) values.get(SlaTimerType.PAUSES);
        if (text != null && !text.isBlank()) {
            for (String pause : text.split(" ")) {
                String[] ends = pause.split("/");
                pauses.add(new WorkingHours.Span(Instant.parse(ends[0]), Instant.parse(ends[1])));
            }
        }
        return pauses;
    }

    private static Map<String, Object> present(Map<String, Object> values) {
        Map<String, Object> present = new HashMap<>();
        values.forEach((field, value) -> {
            if (value != null) {
                present.put(field, value);
            }
        });
        return present;
    }
}
