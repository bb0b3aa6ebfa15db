package org.penglai.crm.mail.internal.incoming;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.penglai.crm.api.mail.MailAddress;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.files.spi.Attachments;
import org.penglai.crm.mail.internal.MailTables;
import org.penglai.crm.mail.internal.mime.MailParser;
import org.penglai.crm.mail.internal.mime.ParsedMail;
import org.penglai.crm.mail.internal.mime.UnreadableMail;
import org.penglai.crm.mail.internal.type.IncomingMailsType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;

/**
 * Takes mail in, each once: the same mail of two mailboxes, of a folder that was numbered anew, or after a crash, is one.
 * The source is stored before anybody looks into it. Safe for any thread.
 */
final class Arrivals {
    private static final String SOURCE = "mail.eml";
    private static final int LONGEST_LIST = 4_000;
    private static final int LONGEST_ADDRESS = 400;

    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final Journal journal;
    private final Attachments attachments;
    private final Clock clock;
    private final MailParser parser = new MailParser();

    Arrivals(
            Database database,
            Transactions transactions,
            Ids ids,
            Journal journal,
            Attachments attachments,
            Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
        this.journal = journal;
        this.attachments = attachments;
        this.clock = clock;
    }

    /** Which of these places of a folder were read already. */
    List<String> known(long mailbox, String folder, List<String> places) {
        return places.isEmpty()
                ? List.of()
                : database.read(sql -> sql.select(MailTables.PLACE)
                        .from(MailTables.ARRIVAL)
                        .where(MailTables.MAILBOX_ID.eq(mailbox))
                        .and(MailTables.PLACE_FOLDER.eq(folder))
                        .and(MailTables.PLACE.in(places))
                        .fetch(MailTables.PLACE));
    }

    /**
     * Takes a mail in, unless it is here already.
     *
     * @param place where in the folder it is
     * @param source as the server has it
     */
    void take(long mailbox, String folder, String place, Instant receivedAt, Path source) throws IOException {
        ParsedMail mail = headers(source);
        String key = key(mail, source);
        long id = row(mailbox, key, mail, receivedAt);
        boolean complete = database.read(sql -> sql.fetchExists(
                MailTables.INCOMING, MailTables.ID.eq(id).and(MailTables.STATUS.ne(IncomingMailsType.ARRIVING))));
        Long raw = complete ? null : store(id, source);
        transactions.run(transaction -> {
            if (raw != null) {
                long version = 2;
                int mine = transaction
                        .sql()
                        .update(MailTables.INCOMING)
                        .set(MailTables.RAW_ID, raw)
                        .set(MailTables.STATUS, IncomingMailsType.NEW)
                        .set(MailTables.VERSION, version)
                        .set(MailTables.NEXT_TRY, now())
                        .where(MailTables.ID.eq(id))
                        .and(MailTables.STATUS.eq(IncomingMailsType.ARRIVING))
                        .execute();
                if (mine > 0) {
                    String changes = JsonNodeFactory.instance
                            .objectNode()
                            .put(IncomingMailsType.STATUS, IncomingMailsType.NEW)
                            .toString();
                    journal.append(
                            transaction,
                            List.of(new Journal.Entry(IncomingMailsType.TYPE, id, version, "created", 0, changes)));
                }
            }
            Condition there = MailTables.MAILBOX_ID
                    .eq(mailbox)
                    .and(MailTables.PLACE_FOLDER.eq(folder))
                    .and(MailTables.PLACE.eq(place));
            if (!transaction.sql().fetchExists(MailTables.ARRIVAL, there)) {
                transaction
                        .sql()
                        .insertInto(MailTables.ARRIVAL)
                        .set(MailTables.MAILBOX_ID, mailbox)
                        .set(MailTables.PLACE_FOLDER, folder)
                        .set(MailTables.PLACE, place)
                        .set(MailTables.MAIL_ID, id)
                        .set(MailTables.ARRIVED_AT, now())
                        .execute();
                // Nobody dealt with the mail of the first mailbox; somebody may with that of this one.
                transaction
                        .sql()
                        .update(MailTables.INCOMING)
                        .set(MailTables.STATUS, IncomingMailsType.NEW)
                        .set(MailTables.NEXT_TRY, now())
                        .set(MailTables.VERSION, MailTables.VERSION.plus(1))
                        .where(MailTables.ID.eq(id))
                        .and(MailTables.STATUS.eq(IncomingMailsType.KEPT))
                        .execute();
            }
            return id;
        });
    }

    private Long store(long id, Path source) throws IOException {
        List<Attachments.Attachment> before = attachments.list(Caller.system(), IncomingMailsType.TYPE, id);
        if (!before.isEmpty()) {
            return before.get(0).id();
        }
        try (InputStream in = Files.newInputStream(source)) {
            return attachments
                    .add(Caller.system(), IncomingMailsType.TYPE, id, SOURCE, in)
                    .id();
        }
    }

    private long row(long mailbox, String key, ParsedMail mail, Instant receivedAt) {
        Long known = find(key);
        if (known != null) {
            return known;
        }
        long id = ids.next();
        try {
            transactions.run(transaction -> transaction
                    .sql()
                    .insertInto(MailTables.INCOMING)
                    .set(MailTables.ID, id)
                    .set(MailTables.VERSION, 1L)
                    .set(MailTables.CREATED_AT, now())
                    .set(MailTables.CREATED_BY, 0L)
                    .set(MailTables.UPDATED_AT, now())
                    .set(MailTables.UPDATED_BY, 0L)
                    .set(MailTables.MESSAGE_KEY, key)
                    .set(MailTables.SUBJECT, mail == null ? "" : mail.subject())
                    .set(MailTables.STATUS, IncomingMailsType.ARRIVING)
                    .set(MailTables.MAILBOX_ID, mailbox)
                    .set(MailTables.FROM, mail == null ? null : author(mail))
                    .set(MailTables.TO, mail == null ? null : recipients(mail))
                    .set(MailTables.MESSAGE_ID, mail == null ? null : mail.messageId())
                    .set(MailTables.SENT_AT, mail == null ? null : MailTables.at(mail.sentAt()))
                    .set(MailTables.RECEIVED_AT, MailTables.at(receivedAt))
                    .set(MailTables.ATTEMPTS, 0)
                    .execute());
            return id;
        } catch (DataAccessException failure) {
            // The same mail may be taken in from another mailbox just now.
            Long other = find(key);
            if (other == null) {
                throw failure;
            }
            return other;
        }
    }

    private Long find(String key) {
        return database.read(sql ->
                sql
                        .select(MailTables.ID)
                        .from(MailTables.INCOMING)
                        .where(MailTables.MESSAGE_KEY.eq(key))
                        .fetch()
                        .stream()
                        .map((Record row) -> row.get(MailTables.ID))
                        .findFirst()
                        .orElse(null));
    }

    /** @return null if not even its headers can be read */
    private ParsedMail headers(Path source) throws IOException {
        try (InputStream in = Files.newInputStream(source)) {
            return parser.headers(in);
        } catch (UnreadableMail unreadable) {
            return null;
        }
    }

    /**
     * What makes it the same mail: not the Message-ID alone, which anybody can copy to have a mail of somebody else
     * overlooked; and not the whole, which mail servers and lists add to.
     */
    private static String key(ParsedMail mail, Path source) throws IOException {
        MessageDigest digest = sha256();
        if (mail == null || mail.messageId().isEmpty()) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(source), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        } else {
            String same = String.join(
                    "\n",
                    mail.messageId(),
                    author(mail),
                    mail.subject(),
                    mail.sentAt() == null ? "" : mail.sentAt().toString());
            digest.update(same.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String author(ParsedMail mail) {
        return mail.from() == null ? "" : MailTables.cut(mail.from().toString(), LONGEST_ADDRESS);
    }

    private static String recipients(ParsedMail mail) {
        String all = mail.to().stream().map(MailAddress::toString).collect(Collectors.joining(", "));
        return MailTables.cut(all, LONGEST_LIST);
    }

    private LocalDateTime now() {
        return MailTables.at(clock.instant());
    }
}
