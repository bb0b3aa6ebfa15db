package org.penglai.crm.support.internal.mail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.mail.MailState;
import org.penglai.crm.api.mail.Mails;
import org.penglai.crm.api.mail.OutgoingMail;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Answers that are to be sent become mails, each once: the message's id is the mail's key. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class ReplySending implements EventHandler {
    static final String KEY = TicketMessageType.TYPE + ":";
    private static final int LONGEST_ERROR = 1_000;

    private final Records records;
    private final Mails mails;

    @Activate
    public ReplySending(@Reference Records records, @Reference Mails mails) {
        this.records = records;
        this.mails = mails;
    }

    @Override
    public String name() {
        return "support.replies";
    }

    @Override
    public Set<String> types() {
        return Set.of(TicketMessageType.TYPE);
    }

    @Override
    public void handle(RecordEvent event) {
        Optional<RecordSnapshot> message = records.find(Caller.system(), TicketMessageType.TYPE, event.recordId())
                .filter(found -> TicketMessageType.QUEUED.equals(found.text(TicketMessageType.DELIVERY)))
                .filter(found -> found.text(TicketMessageType.MESSAGE_ID) == null);
        if (message.isPresent()) {
            send(message.get());
        }
    }

    private void send(RecordSnapshot message) {
        Optional<RecordSnapshot> ticket =
                records.find(Caller.system(), TicketType.TYPE, message.reference(TicketMessageType.TICKET));
        if (ticket.isEmpty()) {
            return;
        }
        Map<String, Object> values = new HashMap<>();
        try {
            OutgoingMail mail = mail(message, ticket.get());
            MailState state = mails.send(mail);
            values.put(TicketMessageType.MESSAGE_ID, state.messageId());
            values.put(TicketMessageType.IN_REPLY_TO, mail.inReplyTo());
            values.put(TicketMessageType.REFERENCES, MessageValues.references(mail.references()));
            values.put(TicketMessageType.TO, Addresses.line(mail.to()));
            values.putAll(Deliveries.values(state));
        } catch (Invalid refused) {
            values.put(TicketMessageType.DELIVERY, TicketMessageType.FAILED);
            values.put(
                    TicketMessageType.DELIVERY_ERROR,
                    Texts.line(
                            refused.violations().stream()
                                    .map(violation -> violation
                                            .message()
                                            .in(Caller.system().locale()))
                                    .findFirst()
                                    .orElse(refused.getMessage()),
                            LONGEST_ERROR));
        }
        records.apply(
                Caller.system(), List.of(new RecordChange.Update(TicketMessageType.TYPE, message.id(), null, values)));
    }

    private OutgoingMail mail(RecordSnapshot message, RecordSnapshot ticket) {
        Optional<RecordSnapshot> queue = Optional.ofNullable(ticket.reference(TicketType.QUEUE))
                .flatMap(id -> records.find(Caller.system(), TicketQueueType.TYPE, id));
        String signature =
                queue.map(found -> found.text(TicketQueueType.SIGNATURE)).orElse(null);
        String body = message.text(TicketMessageType.BODY);
        OutgoingMail.Builder mail = OutgoingMail.about(KEY + RecordId.format(message.id()), Subjects.answer(ticket))
                .sender(queue.map(found -> found.reference(TicketQueueType.SENDER))
                        .orElse(null))
                .to(MailAddress.of(ticket.text(TicketType.ADDRESS)))
                .text(signature == null ? body : body + "\n\n-- \n" + signature)
                .thread(TicketType.TYPE, ticket.id())
                .filesOf(TicketMessageType.TYPE, message.id());
        Addresses.parsed(message.text(TicketMessageType.CC)).forEach(mail::cc);
        mergedWith(ticket).forEach(mail::bcc);
        lastMailBefore(message, ticket).ifPresent(last -> answer(mail, last));
        return mail.build();
    }

    /** Who asked in tickets that were merged into this one gets the answer, too, unseen by the others. */
    private List<MailAddress> mergedWith(RecordSnapshot ticket) {
        return records
                .list(
                        Caller.system(),
                        TicketType.TYPE,
                        RecordQuery.where("mergedInto==" + RecordId.format(ticket.id())))
                .stream()
                .map(merged -> merged.text(TicketType.ADDRESS))
                .filter(address -> address != null && !address.equalsIgnoreCase(ticket.text(TicketType.ADDRESS)))
                .distinct()
                .map(MailAddress::of)
                .toList();
    }

    private Optional<RecordSnapshot> lastMailBefore(RecordSnapshot message, RecordSnapshot ticket) {
        String filter = "ticket==" + RecordId.format(ticket.id()) + ";direction==in;messageId=null=false;id=lt="
                + RecordId.format(message.id());
        return records.list(Caller.system(), TicketMessageType.TYPE, new RecordQuery(filter, "-id", 1)).stream()
                .findFirst();
    }

    private static void answer(OutgoingMail.Builder mail, RecordSnapshot last) {
        String id = last.text(TicketMessageType.MESSAGE_ID);
        String before = last.text(TicketMessageType.REFERENCES);
        Set<String> conversation = new LinkedHashSet<>(before == null ? List.of() : Arrays.asList(before.split(" ")));
        conversation.add(id);
        mail.answers(id, new ArrayList<>(conversation));
    }
}
