package org.penglai.crm.support.internal.sla;

import java.util.Optional;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Which policy counts for a ticket. */
final class Policies {
    private static final int MOST = 500;

    private final RecordReader records;

    Policies(RecordReader records) {
        this.records = records;
    }

    /** The first that fits; empty if nothing is promised. */
    Optional<Policy> of(RecordSnapshot ticket) {
        try {
            return records
                    .list(
                            Caller.system(),
                            SlaPolicyType.TYPE,
                            new RecordQuery("isActive==true", SlaPolicyType.POSITION + ",id", MOST))
                    .stream()
                    .filter(policy -> fits(policy, ticket))
                    .findFirst()
                    .map(policy -> Policy.read(records, policy));
        } catch (NotFound notInstalled) {
            return Optional.empty();
        }
    }

    private static boolean fits(RecordSnapshot policy, RecordSnapshot ticket) {
        Long queue = policy.reference(SlaPolicyType.QUEUE);
        String kind = policy.text(SlaPolicyType.KIND);
        return (queue == null || queue.equals(ticket.reference(TicketType.QUEUE)))
                && (kind == null || kind.equals(ticket.text(TicketType.KIND)));
    }
}
