package org.penglai.crm.mail.internal.incoming;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.mail.util.SharedFileInputStream;
import org.penglai.crm.api.mail.IncomingMail;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.mail.internal.MailThreads;
import org.penglai.crm.mail.internal.mime.MailParser;
import org.penglai.crm.mail.internal.mime.ParsedMail;
import org.penglai.crm.mail.internal.mime.UnreadableMail;

/** Mails as those who deal with them see them, and their files where these want them. Safe for any thread. */
final class ReceivedMails {
    private final Attachments attachments;
    private final MailThreads threads;
    private final IncomingRows rows;
    private final MailParser parser = new MailParser();

    ReceivedMails(Attachments attachments, MailThreads threads, IncomingRows rows) {
        this.attachments = attachments;
        this.threads = threads;
        this.rows = rows;
    }

    /** A mail while its source is open. */
    final class Opened implements AutoCloseable {
        private final InputStream source;
        private final ParsedMail parsed;

        private Opened(InputStream source, ParsedMail parsed) {
            this.source = source;
            this.parsed = parsed;
        }

        IncomingMail seen(IncomingRows.Waiting mail, List<Long> mailboxes) {
            List<String> answered = new ArrayList<>(parsed.inReplyTo());
            answered.addAll(parsed.references());
            String id = parsed.messageId().isEmpty() ? "<" + mail.messageKey() + "@penglai>" : parsed.messageId();
            return new IncomingMail(
                    mail.id(),
                    mailboxes,
                    id,
                    parsed.inReplyTo(),
                    parsed.references(),
                    threads.about(answered),
                    parsed.from(),
                    parsed.replyTo(),
                    parsed.to(),
                    parsed.cc(),
                    parsed.subject(),
                    parsed.sentAt(),
                    mail.receivedAt(),
                    parsed.text(),
                    parsed.html(),
                    parsed.files().stream()
                            .map(file ->
                                    new IncomingMail.File(file.name(), file.mediaType(), file.size(), file.shown()))
                            .toList(),
                    parsed.origin(),
                    parsed.headers());
        }

        /** Puts the files on the record, each once. */
        void putOn(RecordLink record) throws IOException {
            Set<String> there = attachments.of(Caller.system(), record.type(), List.of(record.id())).stream()
                    .map(file -> file.name() + "/" + file.size())
                    .collect(Collectors.toCollection(HashSet::new));
            for (ParsedMail.File file : parsed.files()) {
                if (there.add(file.name() + "/" + file.size())) {
                    try (InputStream in = new BufferedInputStream(file.content().open())) {
                        attachments.add(Caller.system(), record.type(), record.id(), file.name(), in);
                    }
                }
            }
        }

        boolean hasFiles() {
            return !parsed.files().isEmpty();
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }

    Opened open(IncomingRows.Waiting mail) throws IOException, UnreadableMail {
        Attachments.Content content = attachments.open(Caller.system(), mail.raw());
        InputStream source = new SharedFileInputStream(content.file().toFile());
        try {
            return new Opened(source, parser.parse(source));
        } catch (UnreadableMail | RuntimeException unreadable) {
            source.close();
            throw unreadable;
        }
    }

    List<Long> mailboxes(IncomingRows.Waiting mail) {
        return rows.mailboxes(mail.id());
    }
}
