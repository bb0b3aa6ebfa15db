package org.penglai.crm.mail.internal.outgoing;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.mail.Address;
import javax.mail.MessagingException;
import javax.mail.SendFailedException;
import javax.mail.Session;
import javax.mail.internet.InternetAddress;
import javax.mail.internet.MimeMessage;
import org.penglai.crm.mail.internal.Words;

/** A connection to the server of a sender. For one thread at a time. */
final class SmtpConnection {
    private static final int PERMANENT = 500;
    private static final int TEMPORARY = 400;

    private final Sender sender;
    private final Session session;
    private final SMTPTransport transport;
    private int sent;

    /**
     * Connects.
     *
     * @param password null for none
     */
    SmtpConnection(Sender sender, String password) throws MessagingException {
        this.sender = sender;
        Properties properties = sender.server().properties("smtp");
        properties.setProperty(
                "mail.smtp.auth", Boolean.toString(sender.server().username() != null));
        properties.setProperty("mail.smtp.from", sender.address());
        properties.setProperty("mail.smtp.sendpartial", "true");
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.localhost", sender.domain());
        session = Session.getInstance(properties);
        transport = (SMTPTransport) session.getTransport("smtp");
        transport.connect(sender.server().host(), sender.server().username(), password);
    }

    Sender sender() {
        return sender;
    }

    int sent() {
        return sent;
    }

    boolean isAlive() {
        return transport.isConnected();
    }

    void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            // It goes anyhow.
        }
    }

    /**
     * Sends a mail.
     *
     * @param prefix headers before it
     * @param handing called when all but the last word is said: from then on the server may have it
     */
    Attempt send(Path mail, String prefix, List<String> recipients, Runnable handing) throws MessagingException {
        Handed message = new Handed(session, mail, prefix, handing);
        Address[] addresses = new Address[recipients.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = new InternetAddress(recipients.get(i));
        }
        sent++;
        try {
            transport.sendMessage(message, addresses);
            return new Attempt.Taken(null, List.of());
        } catch (SendFailedException failure) {
            return answer(failure, message.handed);
        } catch (MessagingException failure) {
            String reason = Words.of(failure);
            return message.handed ? new Attempt.Unknown(reason) : new Attempt.Later(reason);
        }
    }

    private static Attempt answer(SendFailedException failure, boolean handed) {
        int code = failure instanceof SMTPSendFailedException answered ? answered.getReturnCode() : 0;
        Address[] taken = failure.getValidSentAddresses();
        List<String> refused = new ArrayList<>();
        List<String> later = new ArrayList<>();
        for (Exception next = failure; next instanceof MessagingException more; next = more.getNextException()) {
            if (next instanceof SMTPAddressFailedException address) {
                boolean forGood = address.getReturnCode() >= PERMANENT;
                (forGood ? refused : later)
                        .add(address.getAddress().getAddress() + (forGood ? " (" + Words.of(address) + ")" : ""));
            }
        }
        if (taken != null && taken.length > 0) {
            return new Attempt.Taken(refused.isEmpty() ? null : String.join(", ", refused), later);
        }
        if (handed && code < TEMPORARY) {
            return new Attempt.Unknown(Words.of(failure));
        }
        boolean allForGood = !refused.isEmpty() && later.isEmpty();
        return code >= PERMANENT && later.isEmpty() || allForGood
                ? new Attempt.Never(refused.isEmpty() ? Words.of(failure) : String.join(", ", refused))
                : new Attempt.Later(Words.of(failure));
    }

    /** The mail as it lies on disk. */
    private static final class Handed extends MimeMessage {
        private final Path mail;
        private final String prefix;
        private final Runnable handing;
        private boolean handed;

        Handed(Session session, Path mail, String prefix, Runnable handing) {
            super(session);
            this.mail = mail;
            this.prefix = prefix;
            this.handing = handing;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            out.write(prefix.getBytes(StandardCharsets.UTF_8));
            Files.copy(mail, out);
            out.flush();
            handing.run();
            handed = true;
        }
    }
}
