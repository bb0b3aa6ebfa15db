package org.penglai.crm.support.internal.mail;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * Keeps machines that write again and again from filling the queues (RFC 3834): all that one says without being asked is
 * one ticket, and after a few mails a day no more of it is kept.
 */
final class Storm {
    private static final Duration ONE_TICKET_FOR = Duration.ofDays(7);
    private static final int MESSAGES_A_DAY = 3;
    private static final int TICKETS_AN_HOUR = 20;
    private static final int ACKNOWLEDGED_AN_HOUR = 3;

    private final RecordReader records;
    private final Clock clock;

    Storm(RecordReader records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /** The ticket that the mail goes to although it does not say so: that of the same machine, or of the same flood. */
    Optional<RecordSnapshot> ticket(IncomingMail mail) {
        String address = Filters.is(TicketType.ADDRESS, Addresses.bare(mail.from()));
        if (mail.origin() == IncomingMail.Origin.PERSON) {
            List<RecordSnapshot> recent = tickets(address + ";createdAt=ge=" + ago(Duration.ofHours(1)));
            return recent.size() < TICKETS_AN_HOUR
                    ? Optional.empty()
                    : recent.stream()
                            .filter(ticket -> !"closed".equals(ticket.text(TicketType.STATUS)))
                            .findFirst();
        }
        String subject = Texts.line(mail.subject(), TicketMails.LONGEST_SUBJECT);
        String same = subject == null ? "" : "," + Filters.is(TicketType.SUBJECT, subject);
        return tickets("automatic==true;createdAt=ge=" + ago(ONE_TICKET_FOR) + ";(" + address + same + ")").stream()
                .findFirst();
    }

    /** Whether machines have said enough in the ticket for today. */
    boolean isEnough(RecordSnapshot ticket) {
        String filter = "ticket==" + RecordId.format(ticket.id()) + ";automatic==true;direction==in;createdAt=ge="
                + ago(Duration.ofDays(1));
        return records.list(Caller.system(), TicketMessageType.TYPE, new RecordQuery(filter, "-id", MESSAGES_A_DAY))
                        .size()
                >= MESSAGES_A_DAY;
    }

    /** Whether a new ticket of that address may be acknowledged: who answers each acknowledgement by a new mail ends it. */
    boolean mayAcknowledge(String address) {
        return tickets(Filters.is(TicketType.ADDRESS, address) + ";createdAt=ge=" + ago(Duration.ofHours(1)))
                        .size()
                <= ACKNOWLEDGED_AN_HOUR;
    }

    private List<RecordSnapshot> tickets(String filter) {
        return records.list(Caller.system(), TicketType.TYPE, new RecordQuery(filter, "-id", TICKETS_AN_HOUR));
    }

    private Instant ago(Duration duration) {
        return clock.instant().minus(duration).truncatedTo(ChronoUnit.SECONDS);
    }
}
