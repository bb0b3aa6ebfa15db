package org.penglai.crm.mail.internal.incoming;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jooq.Condition;
import org.jooq.exception.DataAccessException;
import org.penglai.crm.mail.internal.MailTables;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;

/** How far each folder has been read, for the reading and for those who look after it. Safe for any thread. */
final class FolderStates {
    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;

    FolderStates(Database database, Transactions transactions, Ids ids, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Where the reading stands.
     *
     * @param uidValidity 0 if nothing was read yet
     * @param reread whether somebody wants everything to be looked at again
     */
    record State(long uidValidity, long lastUid, boolean reread) {}

    /** The state of a folder, which is made when there is none. */
    State state(long mailbox, String folder) {
        State known = find(mailbox, folder);
        if (known != null) {
            return known;
        }
        try {
            transactions.run(transaction -> {
                LocalDateTime now = now();
                return transaction
                        .sql()
                        .insertInto(MailTables.FOLDER)
                        .set(MailTables.ID, ids.next())
                        .set(MailTables.VERSION, 1L)
                        .set(MailTables.CREATED_AT, now)
                        .set(MailTables.CREATED_BY, 0L)
                        .set(MailTables.UPDATED_AT, now)
                        .set(MailTables.UPDATED_BY, 0L)
                        .set(MailTables.NAME, folder)
                        .set(MailTables.MAILBOX_ID, mailbox)
                        .set(MailTables.STATUS, "waiting")
                        .set(MailTables.FETCHED, 0L)
                        .set(MailTables.REREAD, false)
                        .execute();
            });
        } catch (DataAccessException failure) {
            // Another node may have been first.
            if (find(mailbox, folder) == null) {
                throw failure;
            }
        }
        return new State(0, 0, false);
    }

    private State find(long mailbox, String folder) {
        return database.read(sql -> sql.select(MailTables.UID_VALIDITY, MailTables.LAST_UID, MailTables.REREAD)
                .from(MailTables.FOLDER)
                .where(row(mailbox, folder))
                .fetchOne(row -> new State(
                        orNone(row.get(MailTables.UID_VALIDITY)),
                        orNone(row.get(MailTables.LAST_UID)),
                        row.get(MailTables.REREAD))));
    }

    /** It has been looked at: so many wait, the oldest since then; null if none does. */
    void looked(long mailbox, String folder, int waiting, Instant oldest) {
        LocalDateTime now = now();
        long lag = oldest == null ? 0 : Math.max(0, clock.instant().getEpochSecond() - oldest.getEpochSecond());
        transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.FOLDER)
                .set(MailTables.STATUS, "well")
                .set(MailTables.CHECKED_AT, now)
                .set(MailTables.WAITING, waiting)
                .set(MailTables.LAG, lag)
                .setNull(MailTables.LAST_ERROR)
                .where(row(mailbox, folder))
                .execute());
    }

    /** It could not be looked at. */
    void failed(long mailbox, String folder, String reason) {
        state(mailbox, folder);
        transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.FOLDER)
                .set(MailTables.STATUS, "failing")
                .set(MailTables.LAST_ERROR, MailTables.reason(reason))
                .where(row(mailbox, folder))
                .execute());
    }

    /** Whether somebody wants something to be looked at again. */
    boolean anyReread() {
        return database.read(sql ->
                sql.fetchExists(MailTables.FOLDER, MailTables.REREAD.isTrue().and(MailTables.LIVE)));
    }

    /** What was to be looked at again was. */
    void reread(long mailbox, String folder) {
        transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.FOLDER)
                .set(MailTables.REREAD, false)
                .where(row(mailbox, folder))
                .execute());
    }

    /** Everything up to there was read. */
    void read(long mailbox, String folder, long uidValidity, long uid, int fetched) {
        transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.FOLDER)
                .set(MailTables.UID_VALIDITY, uidValidity)
                .set(MailTables.LAST_UID, uid)
                .set(MailTables.FETCHED, MailTables.FETCHED.plus(fetched))
                .where(row(mailbox, folder))
                .execute());
    }

    private static long orNone(Long value) {
        return value == null ? 0 : value;
    }

    private static Condition row(long mailbox, String folder) {
        return MailTables.MAILBOX_ID.eq(mailbox).and(MailTables.NAME.eq(folder)).and(MailTables.LIVE);
    }

    private LocalDateTime now() {
        return MailTables.at(clock.instant());
    }
}
