package org.penglai.crm.support.internal.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.penglai.crm.api.assignment.AssigneeFields;
import org.penglai.crm.api.assignment.Turns;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.reports.RecordTotals;
import org.penglai.crm.api.reports.TotalsQuery;
import org.penglai.crm.api.reports.TotalsRow;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Finds who gets a ticket of a queue: of its members who know what it takes, by turn or by what they have open. */
final class TicketAssignment {
    private static final int MOST = 1_000;
    /** Of each person at the moment. */
    private static final String UNRESOLVED = "owner=null=false;" + TicketStatus.IS_UNRESOLVED;

    private final RecordReader records;
    private final RecordTotals totals;
    private final Instant now;

    TicketAssignment(RecordReader records, RecordTotals totals, Instant now) {
        this.records = records;
        this.totals = totals;
        this.now = now;
    }

    /** What is written; nothing if the queue leaves the ticket to whoever takes it. */
    List<RecordChange> of(RecordSnapshot ticket) {
        return Optional.ofNullable(ticket.reference(TicketType.QUEUE))
                .flatMap(queue -> records.find(Caller.system(), TicketQueueType.TYPE, queue))
                .filter(queue -> !TicketQueueType.BY_HAND.equals(queue.text(TicketQueueType.ASSIGNMENT)))
                .map(queue -> by(queue, ticket))
                .orElse(List.of());
    }

    private List<RecordChange> by(RecordSnapshot queue, RecordSnapshot ticket) {
        Turns turns = new Turns(records, LocalDate.ofInstant(now, ZoneId.of(queue.text(TicketQueueType.ZONE))));
        List<RecordSnapshot> members = records.list(
                Caller.system(),
                QueueMemberType.TYPE,
                new RecordQuery("queue==" + RecordId.format(queue.id()), "id", MOST));
        boolean byLoad = TicketQueueType.LEAST_LOAD.equals(queue.text(TicketQueueType.ASSIGNMENT));
        boolean limited = members.stream().anyMatch(member -> mostOpen(member) != null);
        Map<Long, Long> open = byLoad || limited ? open() : Map.of();
        ToLongFunction<Long> load = user -> open.getOrDefault(user, 0L);
        Long skill = ticket.reference(TicketType.SKILL);
        Optional<Turns.Turn> turn = turns.next(
                members,
                member -> knows(member, skill) && hasRoom(member, load),
                user -> byLoad ? load.applyAsLong(user) : 0);
        List<RecordChange> changes = new ArrayList<>();
        turn.ifPresent(found -> {
            changes.add(given(ticket, found.user()));
            changes.add(found.counted());
        });
        Long fallback = queue.reference(TicketQueueType.FALLBACK);
        if (turn.isEmpty() && fallback != null) {
            turns.standIn(fallback).ifPresent(user -> changes.add(given(ticket, user)));
        }
        return changes;
    }

    private static RecordChange given(RecordSnapshot ticket, long user) {
        return new RecordChange.Update(
                TicketType.TYPE, ticket.id(), ticket.version(), Map.of(SystemFields.OWNER, user));
    }

    /** Beyond a thousand people nobody is counted. */
    private Map<Long, Long> open() {
        Map<Long, Long> open = new HashMap<>();
        TotalsQuery query = TotalsQuery.of(TicketType.TYPE, UNRESOLVED, "count").by(SystemFields.OWNER);
        for (TotalsRow row : totals.read(Caller.system(), query)) {
            open.put(row.reference(SystemFields.OWNER).id(), row.count());
        }
        return open;
    }

    private static boolean knows(RecordSnapshot member, Long skill) {
        return skill == null
                || member.values().get(QueueMemberType.SKILLS) instanceof List<?> skills
                        && skills.contains(new RecordLink(TicketSkillType.TYPE, skill));
    }

    private static Long mostOpen(RecordSnapshot member) {
        return member.get(QueueMemberType.MOST_OPEN, Long.class);
    }

    private static boolean hasRoom(RecordSnapshot member, ToLongFunction<Long> load) {
        Long most = mostOpen(member);
        return most == null || load.applyAsLong(member.reference(AssigneeFields.USER)) < most;
    }

    /** Whether it waits for somebody. */
    static boolean isWaiting(RecordSnapshot ticket) {
        String status = ticket.text(TicketType.STATUS);
        return ticket.reference(SystemFields.OWNER) == null
                && (TicketStatus.NEW.equals(status) || TicketStatus.OPEN.equals(status));
    }
}
