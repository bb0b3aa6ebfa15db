package org.penglai.crm.mail.internal.incoming;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.api.mail.IncomingMailHandler;
import org.penglai.crm.events.spi.Journal;
import org.penglai.crm.mail.internal.MailTables;
import org.penglai.crm.mail.internal.type.IncomingMailsType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** Rows of mail that has arrived. Safe for any thread. */
final class IncomingRows {
    private static final int BATCH = 100;
    private static final int MOST_ATTEMPTS = 8;
    /** While nobody is there who deals with it. */
    private static final Duration ABSENCE = Duration.ofSeconds(15);

    private static final Field<String> DESTINATION = DSL.field(DSL.unquotedName("destination"), SQLDataType.VARCHAR);

    private final Database database;
    private final Transactions transactions;
    private final Journal journal;
    private final Clock clock;

    IncomingRows(Database database, Transactions transactions, Journal journal, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.journal = journal;
        this.clock = clock;
    }

    /** A mail that waits. */
    record Waiting(long id, long version, String messageKey, Instant receivedAt, long raw, int attempts) {
        private static Waiting of(Record row) {
            return new Waiting(
                    row.get(MailTables.ID),
                    row.get(MailTables.VERSION),
                    row.get(MailTables.MESSAGE_KEY),
                    MailTables.instant(row.get(MailTables.RECEIVED_AT)),
                    row.get(MailTables.RAW_ID),
                    row.get(MailTables.ATTEMPTS));
        }
    }

    /** Mails whose time has come, in the order of arrival. */
    List<Waiting> due() {
        return database.read(sql -> sql.select(
                        MailTables.ID,
                        MailTables.VERSION,
                        MailTables.MESSAGE_KEY,
                        MailTables.RECEIVED_AT,
                        MailTables.RAW_ID,
                        MailTables.ATTEMPTS)
                .from(MailTables.INCOMING)
                .where(MailTables.STATUS.eq(IncomingMailsType.NEW))
                .and(MailTables.NEXT_TRY.le(now()))
                .and(MailTables.RAW_ID.isNotNull())
                .and(MailTables.LIVE)
                .orderBy(MailTables.ID)
                .limit(BATCH)
                .fetch(Waiting::of));
    }

    /** Mailboxes that the mail was found in, the first one first. */
    List<Long> mailboxes(long mail) {
        return database
                .read(sql -> sql.select(MailTables.MAILBOX_ID)
                        .from(MailTables.ARRIVAL)
                        .where(MailTables.MAIL_ID.eq(mail))
                        .orderBy(MailTables.ARRIVED_AT, MailTables.MAILBOX_ID)
                        .fetch(MailTables.MAILBOX_ID))
                .stream()
                .distinct()
                .toList();
    }

    /** Who deals with mail of these mailboxes: what the first of them says that says something. */
    Optional<String> destination(List<Long> mailboxes) {
        return mailboxes.stream()
                .map(mailbox -> database.read(sql -> sql.select(DESTINATION)
                        .from(MailTables.MAILBOX)
                        .where(MailTables.ID.eq(mailbox))
                        .fetchOne(DESTINATION)))
                .filter(name -> name != null && !name.isBlank())
                .map(String::strip)
                .findFirst();
    }

    /** Something came of it, or it was left alone. */
    void settled(Waiting mail, IncomingMailHandler.Result result) {
        boolean made = result.record() != null;
        finish(
                mail,
                made ? IncomingMailsType.HANDLED : IncomingMailsType.IGNORED,
                result.reason(),
                made ? result.record().type() : null,
                made ? result.record().id() : null);
    }

    /** Nobody deals with it. */
    void kept(Waiting mail) {
        finish(mail, IncomingMailsType.KEPT, null, null, null);
    }

    /** It cannot be read. */
    void broken(Waiting mail, String reason) {
        finish(mail, IncomingMailsType.BROKEN, reason, null, null);
    }

    /** Who deals with it is not there: it waits. */
    void absent(Waiting mail) {
        later(mail, mail.attempts(), ABSENCE, null);
    }

    /** Somebody has come who deals with mail: what waits for somebody, and not after a failure, waits no longer. */
    void present() {
        transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.INCOMING)
                .set(MailTables.NEXT_TRY, now())
                .where(MailTables.STATUS.eq(IncomingMailsType.NEW))
                .and(MailTables.REASON.isNull())
                .and(MailTables.NEXT_TRY.gt(now()))
                .execute());
    }

    /** Who deals with it failed: it is given again later, or set aside. */
    void failed(Waiting mail, String reason) {
        int attempts = mail.attempts() + 1;
        if (attempts >= MOST_ATTEMPTS) {
            finish(mail, IncomingMailsType.FAILED, reason, null, null);
        } else {
            later(mail, attempts, Duration.ofMinutes(1L << (attempts - 1)), reason);
        }
    }

    private void later(Waiting mail, int attempts, Duration wait, String reason) {
        transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.INCOMING)
                .set(MailTables.ATTEMPTS, attempts)
                .set(MailTables.NEXT_TRY, now().plus(wait))
                .set(MailTables.REASON, MailTables.reason(reason))
                .set(MailTables.VERSION, MailTables.VERSION.plus(1))
                .where(MailTables.ID.eq(mail.id()))
                .and(MailTables.STATUS.eq(IncomingMailsType.NEW))
                .execute());
    }

    private void finish(Waiting mail, String status, String reason, String type, Long record) {
        long version = mail.version() + 1;
        transactions.run(transaction -> {
            int mine = transaction
                    .sql()
                    .update(MailTables.INCOMING)
                    .set(MailTables.STATUS, status)
                    .set(MailTables.VERSION, version)
                    .set(MailTables.UPDATED_AT, now())
                    .set(MailTables.REASON, MailTables.reason(reason))
                    .set(MailTables.RECORD_TYPE, type)
                    .set(MailTables.RECORD_ID, record)
                    .setNull(MailTables.NEXT_TRY)
                    .where(MailTables.ID.eq(mail.id()))
                    .and(MailTables.VERSION.eq(mail.version()))
                    .execute();
            if (mine > 0) {
                JsonNodeFactory json = JsonNodeFactory.instance;
                String changes = json.objectNode()
                        .set(
                                IncomingMailsType.STATUS,
                                json.arrayNode().add(IncomingMailsType.NEW).add(status))
                        .toString();
                journal.append(
                        transaction,
                        List.of(new Journal.Entry(IncomingMailsType.TYPE, mail.id(), version, "updated", 0, changes)));
            }
            return mine;
        });
    }

    private LocalDateTime now() {
        return MailTables.at(clock.instant());
    }
}
