package org.penglai.crm.support.internal.ticket;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;

/** How long the customer waited for the first answer and for the solution, by the clock; always what the times say. */
final class Waited implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot after = input.after();
        if (after == null) {
            return outcome;
        }
        Instant asked =
                input.before() == null ? input.now() : input.before().get(SystemFields.CREATED_AT, Instant.class);
        set(outcome, after, TicketType.FIRST_RESPONSE_MINUTES, asked, TicketType.FIRST_RESPONDED_AT);
        set(outcome, after, TicketType.RESOLUTION_MINUTES, asked, TicketType.RESOLVED_AT);
        return outcome;
    }

    private static void set(Outcome outcome, RecordSnapshot ticket, String minutes, Instant asked, String end) {
        Instant ended = ticket.get(end, Instant.class);
        Long waited = ended == null || asked == null
                ? null
                : Math.max(0, Duration.between(asked, ended).toMinutes());
        if (!Objects.equals(waited, ticket.get(minutes, Long.class))) {
            outcome.set(minutes, waited);
        }
    }
}
