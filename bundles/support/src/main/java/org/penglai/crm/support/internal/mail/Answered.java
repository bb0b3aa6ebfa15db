package org.penglai.crm.support.internal.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * Which ticket a mail goes on with. What it says to answer counts for something only if our signature is on it, or if it is
 * a mail that the same address has sent us before; and who is of another customer and never had part in a ticket does not
 * join it, whatever he answers to.
 */
final class Answered {
    private static final int MOST_MESSAGES = 1_000;
    private static final int MOST_IDS = 20;

    private final RecordReader records;

    Answered(RecordReader records) {
        this.records = records;
    }

    Optional<RecordSnapshot> by(IncomingMail mail, WhoWrites writer) {
        Optional<RecordSnapshot> signed = mail.threads().stream()
                .filter(link -> link.type().equals(TicketType.TYPE))
                .sorted((one, other) -> Long.compare(other.id(), one.id()))
                .map(RecordLink::id)
                .flatMap(id -> standing(id).stream())
                .filter(ticket -> mayJoin(ticket, mail, writer))
                .findFirst();
        return signed.isPresent() ? signed : ownMailBefore(mail, writer);
    }

    /** The ticket, or the one that it was merged into. */
    private Optional<RecordSnapshot> standing(long id) {
        Optional<RecordSnapshot> ticket = records.find(Caller.system(), TicketType.TYPE, id);
        Optional<Long> into = ticket.map(found -> found.reference(TicketType.MERGED_INTO));
        return into.isPresent() ? records.find(Caller.system(), TicketType.TYPE, into.get()) : ticket;
    }

    private boolean mayJoin(RecordSnapshot ticket, IncomingMail mail, WhoWrites writer) {
        Long customer = ticket.reference(TicketType.CUSTOMER);
        if (customer != null && customer.equals(writer.customer())) {
            return true;
        }
        boolean stranger = customer != null && writer.customer() != null;
        if (mail.origin() != IncomingMail.Origin.PERSON && !stranger) {
            // The signature is on it, and machines often answer from addresses of their own.
            return true;
        }
        return hadPart(ticket).contains(Addresses.bare(mail.from()));
    }

    /** Everybody who wrote in the ticket, or got what was written. */
    private Set<String> hadPart(RecordSnapshot ticket) {
        Set<String> all = new HashSet<>(Addresses.of(ticket.text(TicketType.ADDRESS)));
        for (RecordSnapshot message : messages("ticket==" + RecordId.format(ticket.id()), MOST_MESSAGES)) {
            all.addAll(Addresses.of(message.text(TicketMessageType.FROM)));
            all.addAll(Addresses.of(message.text(TicketMessageType.TO)));
            all.addAll(Addresses.of(message.text(TicketMessageType.CC)));
        }
        return all;
    }

    private Optional<RecordSnapshot> ownMailBefore(IncomingMail mail, WhoWrites writer) {
        List<String> ids = new ArrayList<>(mail.inReplyTo());
        ids.addAll(mail.references());
        String named = ids.stream()
                .filter(id -> id.length() <= MessageValues.LONGEST_ID)
                .distinct()
                .limit(MOST_IDS)
                .map(Filters::quoted)
                .collect(Collectors.joining(","));
        if (named.isEmpty()) {
            return Optional.empty();
        }
        String from = Addresses.bare(mail.from());
        Stream<RecordSnapshot> own = messages("direction==in;messageId=in=(" + named + ")", MOST_IDS).stream()
                .filter(message ->
                        Addresses.of(message.text(TicketMessageType.FROM)).contains(from));
        return own.map(message -> message.reference(TicketMessageType.TICKET))
                .filter(Objects::nonNull)
                .flatMap(id -> standing(id).stream())
                .filter(ticket -> ticket.reference(TicketType.CUSTOMER) == null
                        || writer.customer() == null
                        || ticket.reference(TicketType.CUSTOMER).equals(writer.customer()))
                .findFirst();
    }

    private List<RecordSnapshot> messages(String filter, int limit) {
        return records.list(Caller.system(), TicketMessageType.TYPE, new RecordQuery(filter, "-id", limit));
    }
}
