package org.penglai.crm.mail.internal.outgoing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.penglai.crm.api.mail.MailState.Status;
import org.penglai.crm.mail.internal.MailTables;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/**
 * The rows of mails to be sent as a machine of states. A mail is taken for a while; whoever took it says before the server's
 * last word that the server may have it from then on, so that after a crash it is known which mails can be sent once more
 * without sending them twice.
 */
final class Queue {
    private static final int BATCH = 200;
    private static final int MOST_ATTEMPTS = 30;
    private static final Duration LONGEST_WAIT = Duration.ofHours(4);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int LONGEST_LIST = 4_000;

    private final Database database;
    private final Transactions transactions;
    private final StoredMails mails;
    private final Clock clock;
    private final String node;
    private final Duration lease;

    Queue(Database database, Transactions transactions, StoredMails mails, Clock clock, String node, Duration lease) {
        this.database = database;
        this.transactions = transactions;
        this.mails = mails;
        this.clock = clock;
        this.node = node;
        this.lease = lease;
    }

    /** A mail whose turn it is, and by whom it goes. */
    record Due(long id, long sender) {}

    /** Mails whose time has come, the longest waiting first. */
    List<Due> due(Collection<Long> exceptSenders) {
        return database.read(sql -> sql.select(MailTables.ID, MailTables.SENDER_ID)
                .from(MailTables.OUTGOING)
                .where(MailTables.STATUS.eq(Status.QUEUED.code()))
                .and(MailTables.NEXT_TRY.le(now()))
                .and(MailTables.LIVE)
                .and(exceptSenders.isEmpty() ? MailTables.LIVE : MailTables.SENDER_ID.notIn(exceptSenders))
                .orderBy(MailTables.NEXT_TRY, MailTables.ID)
                .limit(BATCH)
                .fetch(row -> new Due(row.get(MailTables.ID), row.get(MailTables.SENDER_ID))));
    }

    /** How many mails of the sender a server has taken since then. */
    long sentSince(long sender, Instant since) {
        return database.read(sql -> (long) sql.fetchCount(
                MailTables.OUTGOING,
                MailTables.SENDER_ID
                        .eq(sender)
                        .and(MailTables.SENT_AT.ge(MailTables.at(since)).or(isSending()))));
    }

    private static Condition isSending() {
        return MailTables.STATUS.eq(Status.SENDING.code());
    }

    /** Takes the mail; null if somebody else has. */
    Letter take(long id) {
        return transactions.run(transaction -> {
            Map<Field<?>, Object> more = new HashMap<>();
            more.put(MailTables.LEASE_OWNER, node);
            more.put(MailTables.LEASE_UNTIL, now().plus(lease));
            more.put(MailTables.HANDING, false);
            more.put(MailTables.ATTEMPTS, MailTables.ATTEMPTS.plus(1));
            return mails.change(transaction, MailTables.ID.eq(id), Status.QUEUED, Status.SENDING, more)
                    ? Letter.read(transaction.sql(), id)
                    : null;
        });
    }

    /**
     * From now on the server may have it.
     *
     * @throws IllegalStateException if somebody else took the mail meanwhile: then it must not be sent
     */
    void handing(long id) {
        int mine = transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.OUTGOING)
                .set(MailTables.HANDING, true)
                .set(MailTables.LEASE_UNTIL, now().plus(lease))
                .where(mine(id))
                .execute());
        if (mine == 0) {
            throw new IllegalStateException("The mail was taken by another node");
        }
    }

    /** Goes on holding the mails. */
    void prolong(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            transactions.run(transaction -> transaction
                    .sql()
                    .update(MailTables.OUTGOING)
                    .set(MailTables.LEASE_UNTIL, now().plus(lease))
                    .where(MailTables.ID.in(ids))
                    .and(MailTables.LEASE_OWNER.eq(node))
                    .and(isSending())
                    .execute());
        }
    }

    /** What became of the attempt. */
    void settle(Letter letter, Attempt attempt, boolean sendAgain) {
        Map<Field<?>, Object> more = new HashMap<>();
        more.put(MailTables.LEASE_OWNER, null);
        more.put(MailTables.LEASE_UNTIL, null);
        more.put(MailTables.HANDING, false);
        Status after;
        if (attempt instanceof Attempt.Taken taken) {
            after = taken(letter, taken, more);
        } else if (attempt instanceof Attempt.Later later) {
            after = again(letter, later.reason(), more);
        } else if (attempt instanceof Attempt.Unreachable away) {
            after = Status.QUEUED;
            more.put(MailTables.ATTEMPTS, letter.attempts() - 1);
            more.put(MailTables.NEXT_TRY, now().plus(SOON));
            more.put(MailTables.LAST_ERROR, MailTables.reason(away.reason()));
        } else if (attempt instanceof Attempt.Unknown unknown) {
            after = sendAgain ? again(letter, unknown.reason(), more) : Status.UNCERTAIN;
            more.put(MailTables.LAST_ERROR, MailTables.reason(unknown.reason()));
        } else {
            after = Status.FAILED;
            more.put(MailTables.LAST_ERROR, MailTables.reason(((Attempt.Never) attempt).reason()));
        }
        transactions.run(transaction -> mails.change(transaction, mine(letter.id()), Status.SENDING, after, more));
    }

    private Status taken(Letter letter, Attempt.Taken taken, Map<Field<?>, Object> more) {
        String refused = letter.refused() == null || taken.refused() == null
                ? letter.refused() == null ? taken.refused() : letter.refused()
                : letter.refused() + ", " + taken.refused();
        more.put(MailTables.REFUSED, MailTables.cut(refused, LONGEST_LIST));
        more.put(MailTables.LAST_ERROR, null);
        if (!taken.later().isEmpty() && letter.attempts() < MOST_ATTEMPTS) {
            more.put(MailTables.REMAINING, String.join(" ", taken.later()));
            return again(letter, String.join(", ", taken.later()), more);
        }
        more.put(MailTables.SENT_AT, now());
        more.put(MailTables.NEXT_TRY, null);
        return Status.SENT;
    }

    private Status again(Letter letter, String reason, Map<Field<?>, Object> more) {
        more.put(MailTables.LAST_ERROR, MailTables.reason(reason));
        if (letter.attempts() >= MOST_ATTEMPTS) {
            return Status.FAILED;
        }
        more.put(MailTables.NEXT_TRY, now().plus(wait(letter.attempts())));
        return Status.QUEUED;
    }

    /** 1, 2, 4 ... minutes. */
    static Duration wait(int attempts) {
        Duration wait = Duration.ofMinutes(1L << Math.min(attempts - 1, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /**
     * Mails of those who are gone: what no server can have goes back into the queue, of the rest nobody knows.
     *
     * @param sendAgain ids of senders that rather send twice than not at all
     */
    void recover(Collection<Long> sendAgain) {
        List<Record> lost = database.read(sql ->
                List.copyOf(sql.select(MailTables.ID, MailTables.HANDING, MailTables.SENDER_ID, MailTables.LEASE_UNTIL)
                        .from(MailTables.OUTGOING)
                        .where(isSending())
                        .and(MailTables.LEASE_UNTIL.lt(now()))
                        .limit(BATCH)
                        .fetch()));
        for (Record row : lost) {
            boolean uncertain = row.get(MailTables.HANDING) && !sendAgain.contains(row.get(MailTables.SENDER_ID));
            Map<Field<?>, Object> more = new HashMap<>();
            more.put(MailTables.LEASE_OWNER, null);
            more.put(MailTables.LEASE_UNTIL, null);
            more.put(MailTables.HANDING, false);
            if (uncertain) {
                more.put(MailTables.LAST_ERROR, "ended while the mail server was taking the mail");
            }
            Condition same = MailTables.ID
                    .eq(row.get(MailTables.ID))
                    .and(MailTables.LEASE_UNTIL.eq(row.get(MailTables.LEASE_UNTIL)));
            Status after = uncertain ? Status.UNCERTAIN : Status.QUEUED;
            transactions.run(transaction -> mails.change(transaction, same, Status.SENDING, after, more));
        }
    }

    /** How the sender's server does. */
    void senderState(long sender, String error) {
        String status = error == null ? "well" : "failing";
        transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.SENDER)
                .set(MailTables.STATUS, status)
                .set(MailTables.LAST_ERROR, MailTables.reason(error))
                .where(MailTables.ID.eq(sender))
                .execute());
    }

    private Condition mine(long id) {
        return MailTables.ID.eq(id).and(MailTables.LEASE_OWNER.eq(node)).and(isSending());
    }

    private LocalDateTime now() {
        return MailTables.at(clock.instant());
    }
}
