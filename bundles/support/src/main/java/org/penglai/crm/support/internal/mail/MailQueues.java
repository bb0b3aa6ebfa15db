package org.penglai.crm.support.internal.mail;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketQueueType;

/** Which queue a mail goes to that begins a ticket. */
final class MailQueues {
    private static final int MOST_MAILBOXES = 200;

    private final RecordReader records;

    MailQueues(RecordReader records) {
        this.records = records;
    }

    /**
     * That of the first mailbox which the mail is addressed to and which has a queue; of those that it does not name, as in
     * blind copies, the one that it was found in first. Of a mail in two mailboxes it must make no difference which of them
     * happens to be read sooner.
     */
    Optional<RecordSnapshot> of(IncomingMail mail) {
        Map<String, Long> ours = ours(mail.mailboxes());
        Stream<Long> addressed = Stream.concat(mail.to().stream(), mail.cc().stream())
                .map(Addresses::bare)
                .map(ours::get)
                .filter(Objects::nonNull);
        return Stream.concat(addressed, mail.mailboxes().stream())
                .distinct()
                .flatMap(mailbox -> queue(mailbox).stream())
                .findFirst();
    }

    /** Mailboxes by address; of several with the same one that which the mail was found in. */
    private Map<String, Long> ours(List<Long> found) {
        String open = "active==true;destination==" + TicketMails.NAME;
        Map<String, Long> mailboxes = new HashMap<>();
        for (RecordSnapshot mailbox :
                records.list(Caller.system(), Support.MAILBOXES, new RecordQuery(open, "id", MOST_MAILBOXES))) {
            String address = mailbox.text("address");
            if (address != null) {
                mailboxes.merge(
                        address.toLowerCase(Locale.ROOT),
                        mailbox.id(),
                        (one, other) -> found.contains(other) && !found.contains(one) ? other : one);
            }
        }
        return mailboxes;
    }

    private Optional<RecordSnapshot> queue(long mailbox) {
        String filter = "mailbox==" + RecordId.format(mailbox);
        List<RecordSnapshot> queues =
                records.list(Caller.system(), TicketQueueType.TYPE, new RecordQuery(filter, "id", 1));
        return queues.stream().findFirst();
    }
}
