package org.penglai.crm.mail.internal.outgoing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.mail.MessagingException;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.privacy.Channel;
import org.penglai.crm.api.privacy.Consents;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.mail.internal.MailClassLoading;
import org.penglai.crm.mail.internal.MailSecrets;
import org.penglai.crm.mail.internal.Words;
import org.penglai.crm.mail.internal.type.MailSendersType;

/** One attempt for one mail: written, signed, given to the server. Safe for any thread. */
final class Dispatch {
    private static final String SUPPRESSED = "suppressed";

    private final Attachments attachments;
    private final Consents consents;
    private final MailSecrets secrets;
    private final SmtpConnections connections;
    private final Clock clock;
    private final Composer composer = new Composer();

    Dispatch(
            Attachments attachments, Consents consents, MailSecrets secrets, SmtpConnections connections, Clock clock) {
        this.attachments = attachments;
        this.consents = consents;
        this.secrets = secrets;
        this.connections = connections;
        this.clock = clock;
    }

    /** @param handing called right before the server may have the mail */
    Attempt attempt(Letter letter, Sender sender, Runnable handing) {
        List<String> allowed = letter.remaining().stream()
                .filter(address -> !consents.suppressed(Channel.EMAIL, address))
                .toList();
        List<String> held = new ArrayList<>(letter.remaining());
        held.removeAll(allowed);
        String refused = held.isEmpty() ? null : String.join(", ", held) + " (" + SUPPRESSED + ")";
        if (allowed.isEmpty()) {
            return new Attempt.Never(refused);
        }
        Path file = null;
        try {
            file = Files.createTempFile("crm-mail", ".eml");
            Attempt attempt = sent(letter, sender, allowed, file, handing);
            return attempt instanceof Attempt.Taken taken && refused != null
                    ? new Attempt.Taken(
                            taken.refused() == null ? refused : taken.refused() + ", " + refused, taken.later())
                    : attempt;
        } catch (IOException e) {
            return new Attempt.Later(Words.of(e));
        } finally {
            delete(file);
        }
    }

    private Attempt sent(Letter letter, Sender sender, List<String> recipients, Path file, Runnable handing)
            throws IOException {
        String prefix;
        try {
            prefix = MailClassLoading.within(() -> write(letter, sender, file));
        } catch (MessagingException | CrmException cannotBeWritten) {
            return new Attempt.Never(Words.of(cannotBeWritten));
        } catch (Exception e) {
            // Boundary: whatever the library throws, the mail is not lost.
            return new Attempt.Later(Words.of(e));
        }
        SmtpConnection connection;
        try {
            connection = MailClassLoading.within(() -> connections.take(sender));
        } catch (Exception e) {
            // Boundary as above; nothing has been said of this mail yet.
            return new Attempt.Unreachable(Words.of(e));
        }
        Attempt attempt = null;
        try {
            attempt = MailClassLoading.within(() -> connection.send(file, prefix, recipients, handing));
        } catch (Exception e) {
            // Boundary as above: it threw before the last word, so that the server drops what it heard.
            attempt = new Attempt.Later(Words.of(e));
        } finally {
            if (attempt instanceof Attempt.Taken) {
                connections.give(connection);
            } else {
                connection.close();
            }
        }
        return attempt;
    }

    /** Writes the mail and answers what goes before it. */
    private String write(Letter letter, Sender sender, Path file) throws MessagingException, IOException {
        composer.write(letter, sender, files(letter.details().filesOf()), clock.instant(), file);
        if (sender.dkimDomain() == null) {
            return "";
        }
        String secret = secrets.find(MailSendersType.TYPE, sender.id(), MailSecrets.DKIM)
                .orElse(null);
        return secret == null
                ? ""
                : Dkim.header(file, sender.dkimDomain(), sender.dkimSelector(), secret, clock.instant());
    }

    private List<Attachments.Content> files(RecordLink of) {
        if (of == null) {
            return List.of();
        }
        return attachments.of(Caller.system(), of.type(), List.of(of.id())).stream()
                .map(file -> attachments.open(Caller.system(), file.id()))
                .toList();
    }

    private static void delete(Path file) {
        if (file != null) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                file.toFile().deleteOnExit();
            }
        }
    }
}
