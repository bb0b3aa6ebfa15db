package org.penglai.crm.support.internal.sla;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.penglai.crm.api.calendar.BusinessHours;
import org.penglai.crm.api.calendar.WorkingHours;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Which policy counts for a ticket, and what it promises. */
final class Policies {
    private static final int MOST = 500;
    /** Where nobody keeps a calendar: tickets are taken all the same. */
    private static final WorkingHours USUAL = new WorkingHours(
            ZoneId.of("Asia/Shanghai"),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                    .collect(Collectors.toMap(
                            Function.identity(), day -> BusinessHours.shifts("09:00-12:00, 13:30-18:00"))),
            Map.of());

    private final RecordReader records;

    Policies(RecordReader records) {
        this.records = records;
    }

    /** The first that fits; empty if nothing is promised. */
    Optional<RecordSnapshot> of(RecordSnapshot ticket) {
        try {
            return records
                    .list(
                            Caller.system(),
                            SlaPolicyType.TYPE,
                            new RecordQuery("isActive==true", SlaPolicyType.POSITION + ",id", MOST))
                    .stream()
                    .filter(policy -> fits(policy, ticket))
                    .findFirst();
        } catch (NotFound notInstalled) {
            return Optional.empty();
        }
    }

    /** What the policy promises about the metric; without minutes if nothing. */
    Promise promise(RecordSnapshot policy, Metric metric, String priority) {
        WorkingHours hours = BusinessHours.of(records, policy.reference(SlaPolicyType.CALENDAR))
                .orElse(USUAL);
        return new Promise(
                policy.id(),
                policy.get(metric.minutesField(priority), Long.class),
                hours,
                policy.get(SlaPolicyType.WARN_MINUTES, Long.class));
    }

    private static boolean fits(RecordSnapshot policy, RecordSnapshot ticket) {
        Long queue = policy.reference(SlaPolicyType.QUEUE);
        String kind = policy.text(SlaPolicyType.KIND);
        return (queue == null || queue.equals(ticket.reference(TicketType.QUEUE)))
                && (kind == null || kind.equals(ticket.text(TicketType.KIND)));
    }
}
