package org.penglai.crm.support.internal.ticket;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;

/** Who answers for a ticket. */
public final class InCharge {
    private InCharge() {}

    /** The ids of its owner and of the owner of its queue; empty if it has neither. */
    public static Set<Long> of(RecordReader records, RecordSnapshot ticket) {
        Set<Long> people = new LinkedHashSet<>();
        Optional.ofNullable(ticket.reference(SystemFields.OWNER)).ifPresent(people::add);
        ofQueue(records, ticket).ifPresent(people::add);
        return people;
    }

    /** The id of the owner of its queue; empty if it has none. */
    public static Optional<Long> ofQueue(RecordReader records, RecordSnapshot ticket) {
        return Optional.ofNullable(ticket.reference(TicketType.QUEUE))
                .flatMap(queue -> records.find(Caller.system(), TicketQueueType.TYPE, queue))
                .map(queue -> queue.reference(SystemFields.OWNER));
    }
}
