package org.penglai.crm.support.internal.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * Starts, holds, ends and reckons anew what is promised about a ticket, in the transaction that changes the ticket: what
 * counts is what the ticket says, whoever changed it and however.
 */
public final class Sla implements RecordHook {
    private static final int MOST = 200;

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot after = input.after();
        if (after == null || input.before() != null && !matters(input.before(), after)) {
            return outcome;
        }
        List<Timer> timers = input.before() == null ? new ArrayList<>() : timers(input.records(), after.id());
        Optional<Policy> policy = new Policies(input.records()).of(after);
        if (timers.isEmpty() && policy.isEmpty()) {
            return outcome;
        }
        change(input, timers, policy.orElse(null));
        timers.stream().map(Timer::change).filter(Objects::nonNull).forEach(outcome::follow);
        summary(timers).forEach((field, value) -> {
            if (!Objects.equals(value, after.values().get(field))) {
                outcome.set(field, value);
            }
        });
        return outcome;
    }

    /** Of one ticket, the oldest first; a list that can be added to. */
    static List<Timer> timers(RecordReader records, long ticket) {
        try {
            List<Timer> timers = new ArrayList<>();
            RecordQuery query = new RecordQuery("ticket==" + RecordId.format(ticket), "id", MOST);
            records.list(Caller.system(), SlaTimerType.TYPE, query).forEach(row -> timers.add(new Timer(row)));
            return timers;
        } catch (NotFound notInstalled) {
            return new ArrayList<>();
        }
    }

    /** What lists and the desk show of the ticket. */
    static Map<String, Object> summary(List<Timer> timers) {
        Optional<Timer> overdue = timers.stream()
                .filter(Timer::isOverdue)
                .min(Comparator.comparing(Timer::dueAt, Comparator.nullsLast(Comparator.naturalOrder())));
        Optional<Timer> next = timers.stream()
                .filter(Timer::isLive)
                .filter(timer -> timer.dueAt() != null)
                .min(Comparator.comparing(Timer::dueAt));
        Map<String, Object> values = new HashMap<>();
        Timer shown = overdue.or(() -> next).orElse(null);
        values.put(TicketType.SLA_DUE_AT, shown == null ? null : shown.dueAt());
        values.put(TicketType.SLA_STATE, shown == null ? ended(timers) : shown.state());
        return values;
    }

    private static String ended(List<Timer> timers) {
        if (timers.stream().anyMatch(timer -> timer.state().equals(SlaTimerType.BREACHED))) {
            return SlaTimerType.BREACHED;
        }
        return timers.stream().anyMatch(timer -> timer.state().equals(SlaTimerType.MET)) ? SlaTimerType.MET : null;
    }

    private static boolean matters(RecordSnapshot before, RecordSnapshot after) {
        return List.of(
                        TicketType.STATUS,
                        TicketType.PRIORITY,
                        TicketType.KIND,
                        TicketType.FIRST_RESPONDED_AT,
                        TicketType.WAITING_SINCE,
                        TicketType.QUEUE)
                .stream()
                .anyMatch(field -> !Objects.equals(
                        before.values().get(field), after.values().get(field)));
    }

    private static void change(RecordHook.Input input, List<Timer> timers, Policy policy) {
        RecordSnapshot ticket = input.after();
        Instant now = input.now();
        String status = ticket.text(TicketType.STATUS);
        if (TicketStatus.MERGED.equals(status)) {
            timers.stream().filter(Timer::isLive).forEach(Timer::cancel);
            return;
        }
        if (TicketStatus.FINISHED.contains(status)) {
            timers.stream().filter(timer -> timer.isLive() || timer.isOverdue()).forEach(timer -> timer.meet(now));
            timers.stream().filter(Timer::isCancelled).forEach(timer -> timer.end(now));
            return;
        }
        answered(ticket, timers, now);
        boolean waits = TicketStatus.PENDING_CUSTOMER.equals(status);
        reckon(input, timers, policy, waits);
        if (policy != null && TicketStatus.UNRESOLVED.contains(status)) {
            begin(input, timers, policy, waits);
        }
        if (waits) {
            timers.forEach(timer -> timer.pause(now));
        }
    }

    /** An answer keeps what was promised about answers. */
    private static void answered(RecordSnapshot ticket, List<Timer> timers, Instant now) {
        boolean first = ticket.values().get(TicketType.FIRST_RESPONDED_AT) != null;
        boolean next = ticket.values().get(TicketType.WAITING_SINCE) == null;
        List<Timer> answered = timers.stream()
                .filter(timer -> timer.metric() == Metric.FIRST_RESPONSE && first
                        || timer.metric() == Metric.NEXT_RESPONSE && next)
                .toList();
        answered.stream().filter(timer -> timer.isLive() || timer.isOverdue()).forEach(timer -> timer.meet(now));
        answered.stream().filter(Timer::isCancelled).forEach(timer -> timer.end(now));
    }

    private static void begin(RecordHook.Input input, List<Timer> timers, Policy policy, boolean waits) {
        RecordSnapshot ticket = input.after();
        boolean isFirst = ticket.values().get(TicketType.FIRST_RESPONDED_AT) == null;
        boolean isAsked = ticket.values().get(TicketType.WAITING_SINCE) != null;
        for (Metric metric : Metric.values()) {
            boolean wanted =
                    switch (metric) {
                        case FIRST_RESPONSE -> isFirst;
                        case NEXT_RESPONSE -> isAsked;
                        case RESOLUTION -> true;
                    };
            boolean there = timers.stream()
                    .filter(timer -> timer.metric() == metric)
                    .anyMatch(timer -> timer.isLive() || timer.isOverdue());
            Promise promise = policy.promise(metric, ticket.text(TicketType.PRIORITY));
            if (wanted && !there && promise.minutes() != null) {
                Timer timer = cancelled(timers, metric).orElseGet(() -> {
                    Timer begun = new Timer(ticket, ticket.text(TicketType.SUBJECT), metric, input.now());
                    timers.add(begun);
                    return begun;
                });
                timer.restore();
                if (!waits) {
                    timer.resume(input.now(), promise.hours());
                }
                timer.promise(promise);
            }
        }
    }

    /** What was promised once and not for a while goes on from its beginning. */
    private static Optional<Timer> cancelled(List<Timer> timers, Metric metric) {
        return timers.stream()
                .filter(Timer::isCancelled)
                .filter(timer -> timer.metric() == metric)
                .findFirst();
    }

    /** Another priority, queue or kind may promise something else; what ran on stays what ran on. */
    private static void reckon(RecordHook.Input input, List<Timer> timers, Policy policy, boolean waits) {
        for (Timer timer : timers) {
            if (!timer.isLive()) {
                continue;
            }
            if (policy == null) {
                timer.cancel();
                continue;
            }
            Promise promise = policy.promise(timer.metric(), input.after().text(TicketType.PRIORITY));
            if (promise.minutes() == null) {
                timer.cancel();
                continue;
            }
            if (!waits) {
                timer.resume(input.now(), promise.hours());
            }
            timer.promise(promise);
        }
    }

    /** What is written when the timers of a ticket were changed outside of a change of the ticket. */
    static List<RecordChange> changes(RecordSnapshot ticket, List<Timer> timers, Map<String, Object> more) {
        List<RecordChange> changes = new ArrayList<>();
        timers.stream().map(Timer::change).filter(Objects::nonNull).forEach(changes::add);
        Map<String, Object> values = new HashMap<>(more);
        summary(timers).forEach((field, value) -> {
            if (!Objects.equals(value, ticket.values().get(field))) {
                values.put(field, value);
            }
        });
        if (!values.isEmpty()) {
            changes.add(new RecordChange.Update(TicketType.TYPE, ticket.id(), ticket.version(), values));
        }
        return changes;
    }
}
