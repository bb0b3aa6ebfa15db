package org.penglai.crm.support.internal.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.internet.MimeMessage;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.customers.internal.ContactType;
import org.penglai.crm.customers.internal.CustomerType;
import org.penglai.crm.mail.internal.MailWorld;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.user.UsersType;
import org.penglai.crm.support.internal.ticket.TicketMessageType;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.penglai.crm.testkit.TestKernel;

/** Tickets with mail coming and going, beside a mail server. Events are passed on while somebody waits for something. */
final class TicketMailWorld implements AutoCloseable {
    static final String INBOX = "support@example.com";
    static final String SECOND_INBOX = "sales@example.com";

    final MailWorld mail;
    final TestKernel kernel;
    private final List<EventHandler> handlers;
    private final AtomicLong position = new AtomicLong();

    TicketMailWorld(TestDatabase.Kind kind) {
        mail = MailWorld.with(
                kind,
                new UsersType(),
                new CustomerType(),
                new ContactType(),
                new TicketQueueType(),
                new TicketType(),
                new TicketMessageType());
        kernel = mail.kernel;
        handlers =
                List.of(new ReplySending(kernel.records(), mail.mails), new Deliveries(kernel.records(), mail.mails));
        mail.handler(new TicketMails(kernel.records(), mail.mails));
        RecordSnapshot sender = mail.sender();
        RecordSnapshot first = mail.mailbox(INBOX, "imap", "destination", TicketMails.NAME);
        mail.mailbox(SECOND_INBOX, "pop3", "destination", TicketMails.NAME);
        kernel.create(
                "ticketQueues",
                Map.of(
                        "name",
                        "售后",
                        "mailbox",
                        first.id(),
                        "sender",
                        sender.id(),
                        "acknowledgement",
                        "您的来信《{subject}》已登记为 {ticketNo}。",
                        "signature",
                        "蓬莱客服"));
    }

    /** A customer with a contact of that address. */
    RecordSnapshot contact(String customer, String name, String address) {
        RecordSnapshot firm = kernel.create("customers", Map.of("name", customer));
        mail.user(address);
        return kernel.create("contacts", Map.of("name", name, "customer", firm.id(), "email", address));
    }

    void receive() {
        mail.receiving();
    }

    /** A mail lies in the mailbox. */
    void deliver(String mailbox, String source) {
        try {
            MimeMessage message = new MimeMessage(
                    Session.getInstance(new Properties()),
                    new ByteArrayInputStream(
                            source.replace("\r\n", "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
            mail.user(mailbox).deliver(message);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A mail of text with further header lines. */
    static String letter(String from, String id, String subject, String text, String... headers) {
        StringBuilder source = new StringBuilder("From: " + from + "\nTo: " + INBOX + "\nMessage-ID: " + id
                + "\nSubject: " + subject + "\nMIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n");
        Arrays.stream(headers).forEach(header -> source.append(header).append('\n'));
        return source.append("Content-Type: text/plain; charset=UTF-8\n\n")
                .append(text)
                .toString();
    }

    /** The message that the mail of that Message-ID became, as soon as it has. */
    RecordSnapshot arrived(String messageId) {
        until(messageId + " is a message", () -> !messages("messageId==\"" + messageId + "\"")
                .isEmpty());
        return messages("messageId==\"" + messageId + "\"").get(0);
    }

    RecordSnapshot ticketOf(RecordSnapshot message) {
        return kernel.records()
                .find(Caller.system(), "tickets", message.reference(TicketMessageType.TICKET))
                .orElseThrow();
    }

    List<RecordSnapshot> messages(String filter) {
        return kernel.list("ticketMessages", filter, 1_000);
    }

    RecordSnapshot now(RecordSnapshot record) {
        return kernel.now(record).orElseThrow();
    }

    /** Mails that the server has for that address. */
    List<String> received(String address) {
        return Arrays.stream(mail.server.getReceivedMessagesForDomain(address))
                .map(GreenMailUtil::getWholeMessage)
                .toList();
    }

    /** Mails that lie in the mailbox of that address, also those that do not name it. */
    List<String> inbox(String address) {
        try {
            return mail.server.getManagers().getImapHostManager().getInbox(mail.user(address)).getMessages().stream()
                    .map(stored -> GreenMailUtil.getWholeMessage(stored.getMimeMessage()))
                    .toList();
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    void until(String what, BooleanSupplier so) {
        MailWorld.until(what, () -> {
            passOn();
            return so.getAsBoolean();
        });
    }

    /** What the platform would tell of by now; again and again, as it may after a crash. */
    private void passOn() {
        messages("delivery==queued").forEach(message -> tell(handlers.get(0), message));
        kernel.list("outgoingMails", "", 1_000).forEach(sent -> tell(handlers.get(1), sent));
    }

    private void tell(EventHandler handler, RecordSnapshot record) {
        try {
            handler.handle(new RecordEvent(
                    position.incrementAndGet(),
                    Instant.now(),
                    record.type(),
                    record.id(),
                    record.version(),
                    "updated",
                    0,
                    Map.of()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            mail.end();
        } catch (Exception e) {
            // Boundary of the test: whatever could not be ended fails it.
            throw new IllegalStateException(e);
        }
    }
}
