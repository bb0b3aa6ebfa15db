package org.penglai.crm.support.internal.mail;

import java.util.List;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.mail.Mails;
import org.penglai.crm.api.mail.OutgoingMail;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Tells people by the text of the queue that their mail has arrived, once for each ticket and never machines. */
final class Acknowledgement {
    private final Mails mails;
    private final Storm storm;

    Acknowledgement(Mails mails, Storm storm) {
        this.mails = mails;
        this.storm = storm;
    }

    void send(IncomingMail mail, RecordSnapshot ticket, RecordSnapshot queue) {
        String text = queue == null ? null : queue.text(TicketQueueType.ACKNOWLEDGEMENT);
        String address = ticket.text(TicketType.ADDRESS);
        boolean wanted = text != null
                && address != null
                && mail.origin() == IncomingMail.Origin.PERSON
                && storm.mayAcknowledge(address);
        if (!wanted) {
            return;
        }
        String filled = text.replace("{ticketNo}", ticket.text(TicketType.NUMBER))
                .replace("{subject}", ticket.text(TicketType.SUBJECT));
        try {
            mails.send(
                    OutgoingMail.about("tickets:" + RecordId.format(ticket.id()) + ":received", Subjects.answer(ticket))
                            .to(MailAddress.of(address))
                            .sender(queue.reference(TicketQueueType.SENDER))
                            .text(filled)
                            .thread(TicketType.TYPE, ticket.id())
                            .answers(mail.messageId(), List.of(mail.messageId()))
                            .automatic()
                            .build());
        } catch (Invalid noSender) {
            // The ticket is there all the same; who answers it sees by the failed answer that no sender is set up.
            return;
        }
    }
}
