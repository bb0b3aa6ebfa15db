package org.penglai.crm.mail.internal.incoming;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import org.penglai.crm.mail.internal.MailTables;
import org.penglai.crm.persistence.spi.Transactions;

/** Which node reads a mailbox. */
final class BoxLeases {
    private final Transactions transactions;
    private final Clock clock;
    private final String node;
    private final Duration lease;

    BoxLeases(Transactions transactions, Clock clock, String node, Duration lease) {
        this.transactions = transactions;
        this.clock = clock;
        this.node = node;
        this.lease = lease;
    }

    /** Takes the mailbox, or goes on holding it; false if another node has it. */
    boolean hold(long mailbox) {
        LocalDateTime now = MailTables.at(clock.instant());
        return transactions.run(transaction -> transaction
                        .sql()
                        .update(MailTables.MAILBOX)
                        .set(MailTables.LEASE_OWNER, node)
                        .set(MailTables.LEASE_UNTIL, now.plus(lease))
                        .where(MailTables.ID.eq(mailbox))
                        .and(MailTables.LEASE_OWNER
                                .eq(node)
                                .or(MailTables.LEASE_UNTIL.isNull())
                                .or(MailTables.LEASE_UNTIL.lt(now)))
                        .execute()
                > 0);
    }

    /** Lets it go. */
    void release(long mailbox) {
        transactions.run(transaction -> transaction
                .sql()
                .update(MailTables.MAILBOX)
                .setNull(MailTables.LEASE_OWNER)
                .setNull(MailTables.LEASE_UNTIL)
                .where(MailTables.ID.eq(mailbox))
                .and(MailTables.LEASE_OWNER.eq(node))
                .execute());
    }
}
