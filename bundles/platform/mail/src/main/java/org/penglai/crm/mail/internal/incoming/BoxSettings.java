package org.penglai.crm.mail.internal.incoming;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.mail.internal.ServerAddress;
import org.penglai.crm.mail.internal.type.MailboxesType;

/**
 * What a mailbox is set up to be.
 *
 * @param version of the record: another one has other settings
 * @param afterwards what becomes of a mail on the server
 * @param from older mail is left alone; null for none
 */
record BoxSettings(
        long id,
        long version,
        String name,
        String protocol,
        ServerAddress server,
        List<String> folders,
        String afterwards,
        Instant from) {
    static final String INBOX = "INBOX";

    static BoxSettings of(RecordSnapshot record) {
        String folders = record.text(MailboxesType.FOLDERS);
        boolean imap = "imap".equals(record.text(MailboxesType.PROTOCOL));
        List<String> names = Stream.of((folders == null ? "" : folders).split("[,，;；]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        return new BoxSettings(
                record.id(),
                record.version(),
                record.text(MailboxesType.NAME),
                record.text(MailboxesType.PROTOCOL),
                new ServerAddress(
                        record.text(MailboxesType.HOST),
                        (int) record.integer(MailboxesType.PORT, 0),
                        record.text(MailboxesType.ENCRYPTION),
                        record.text(MailboxesType.USERNAME)),
                imap && !names.isEmpty() ? names : List.of(INBOX),
                record.text(MailboxesType.AFTERWARDS),
                record.get(MailboxesType.FETCH_FROM, Instant.class));
    }

    /** Whether mail of that time is left alone. Mailboxes know times to the second, so all of the first second is new. */
    boolean isOld(Instant receivedAt) {
        return from != null && receivedAt.isBefore(from.truncatedTo(ChronoUnit.SECONDS));
    }

    boolean isImap() {
        return protocol.equals("imap");
    }

    boolean deletes() {
        return "delete".equals(afterwards);
    }

    boolean marksRead() {
        return "markRead".equals(afterwards);
    }
}
