package org.penglai.crm.support.internal.mail;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.mail.IncomingMail.Origin;
import org.penglai.crm.api.mail.IncomingMailHandler;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.mail.Mails;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketStatus;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Mail becomes tickets, or messages of the tickets that it answers to. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class TicketMails implements IncomingMailHandler {
    /** What mailboxes call it. */
    public static final String NAME = "tickets";

    static final int LONGEST_SUBJECT = 300;
    private static final Caller PLATFORM = Caller.system();

    private final Records records;
    private final Clock clock;
    private final Answered answered;
    private final Storm storm;
    private final MailQueues queues;
    private final Acknowledgement acknowledgement;

    @Activate
    public TicketMails(@Reference Records records, @Reference Mails mails) {
        this(records, mails, Clock.systemUTC());
    }

    TicketMails(Records records, Mails mails, Clock clock) {
        this.records = records;
        this.clock = clock;
        this.answered = new Answered(records);
        this.storm = new Storm(records, clock);
        this.queues = new MailQueues(records);
        this.acknowledgement = new Acknowledgement(mails, storm);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Localized label() {
        return Localized.of("工单", "Tickets");
    }

    @Override
    public Result handle(IncomingMail mail) {
        Optional<RecordSnapshot> known =
                first(TicketMessageType.TYPE, TicketMessageType.MAIL_KEY + "==" + RecordId.format(mail.id()));
        if (known.isPresent()) {
            return Result.of(TicketMessageType.TYPE, known.get().id());
        }
        if (mail.from() == null) {
            return Result.ignored("it says no sender");
        }
        if (isOurs(mail)) {
            return Result.ignored("it is one of our own mails");
        }
        WhoWrites writer = WhoWrites.of(records, mail.from());
        Optional<RecordSnapshot> ticket = answered.by(mail, writer);
        if (ticket.isEmpty() && mail.origin() == Origin.BOUNCE) {
            return Result.ignored("a report of delivery that belongs to no ticket");
        }
        ticket = ticket.or(() -> storm.ticket(mail));
        if (ticket.isEmpty()) {
            return begun(mail, writer, null);
        }
        boolean person = mail.origin() == Origin.PERSON;
        if (!person && storm.isEnough(ticket.get())) {
            return Result.ignored("an automatic mail, and the ticket has enough of them");
        }
        if (person && TicketStatus.isTooLate(records, ticket.get(), clock.instant())) {
            return begun(mail, writer, ticket.get());
        }
        return joined(mail, ticket.get());
    }

    /** What we have sent comes back by a forwarding, or a sender is fetched from, too. */
    private boolean isOurs(IncomingMail mail) {
        String sent = TicketMessageType.DIRECTION + "==" + TicketMessageType.OUT + ";"
                + Filters.is(TicketMessageType.MESSAGE_ID, mail.messageId());
        return first(TicketMessageType.TYPE, sent).isPresent();
    }

    private Result joined(IncomingMail mail, RecordSnapshot ticket) {
        Map<String, Object> message = MessageValues.of(mail, true);
        message.put(TicketMessageType.TICKET, ticket.id());
        List<RecordSnapshot> written =
                records.apply(PLATFORM, List.of(new RecordChange.Create(TicketMessageType.TYPE, message)));
        return Result.of(TicketMessageType.TYPE, written.get(0).id());
    }

    /** @param previous the closed ticket that the new one goes on with; null if there is none */
    private Result begun(IncomingMail mail, WhoWrites writer, RecordSnapshot previous) {
        RecordSnapshot queue = queues.of(mail).orElse(null);
        Map<String, Object> ticket = new HashMap<>();
        String subject = Texts.line(mail.subject(), LONGEST_SUBJECT);
        Map<String, Object> message = MessageValues.of(mail, previous != null);
        ticket.put(
                TicketType.SUBJECT,
                subject != null ? subject : Texts.line((String) message.get(TicketMessageType.BODY), LONGEST_SUBJECT));
        ticket.put(TicketType.CHANNEL, "mail");
        ticket.put(TicketType.CUSTOMER, writer.customer());
        ticket.put(TicketType.CONTACT, writer.contact());
        ticket.put(TicketType.ADDRESS, Addresses.bare(answersTo(mail)));
        ticket.put(TicketType.AUTOMATIC, mail.origin() != Origin.PERSON);
        ticket.put(TicketType.QUEUE, queue == null ? null : queue.id());
        ticket.put(TicketType.PREVIOUS, previous == null ? null : previous.id());
        List<RecordSnapshot> written = write(ticket, message);
        acknowledgement.send(mail, written.get(0), queue);
        return Result.of(TicketMessageType.TYPE, written.get(1).id());
    }

    private List<RecordSnapshot> write(Map<String, Object> ticket, Map<String, Object> message) {
        message.put(TicketMessageType.TICKET, RecordChange.made(TicketType.TYPE));
        try {
            return records.apply(
                    PLATFORM,
                    List.of(
                            new RecordChange.Create(TicketType.TYPE, ticket, TicketType.TYPE),
                            new RecordChange.Create(TicketMessageType.TYPE, message)));
        } catch (Invalid refused) {
            boolean odd = refused.violations().stream()
                    .anyMatch(violation -> violation.field().endsWith(TicketType.ADDRESS));
            if (!odd || ticket.get(TicketType.ADDRESS) == null) {
                throw refused;
            }
            // Nobody can be answered there, such as root@localhost; what was written is kept all the same.
            ticket.put(TicketType.ADDRESS, null);
            return write(ticket, message);
        }
    }

    private static MailAddress answersTo(IncomingMail mail) {
        return mail.replyTo().isEmpty() ? mail.from() : mail.replyTo().get(0);
    }

    private Optional<RecordSnapshot> first(String type, String filter) {
        return records.list(PLATFORM, type, new RecordQuery(filter, "id", 1)).stream()
                .findFirst();
    }
}
