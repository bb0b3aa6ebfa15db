package org.penglai.crm.jobs.internal.periodic;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** Which node does the next round of a periodic work. The row of a work is changed under its old values only. */
final class PeriodicLeases {
    /** How long a round may go on unheard of before another node begins anew. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private static final Table<Record> WORK = table(unquotedName("crm_periodic"));
    private static final Field<String> NAME = field(unquotedName("name"), SQLDataType.VARCHAR);
    private static final Field<LocalDateTime> DUE_AT = field(unquotedName("due_at"), SQLDataType.LOCALDATETIME);
    private static final Field<String> LEASE_OWNER = field(unquotedName("lease_owner"), SQLDataType.VARCHAR);
    private static final Field<LocalDateTime> LEASE_UNTIL =
            field(unquotedName("lease_until"), SQLDataType.LOCALDATETIME);

    private final Database database;
    private final Transactions transactions;
    private final Clock clock;
    private final String node;

    PeriodicLeases(Database database, Transactions transactions, Clock clock, String node) {
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
        this.node = node;
    }

    /** Takes the round that is due, if there is one and nobody is at it. */
    boolean claim(String name, Duration every) {
        if (!isKnown(name)) {
            introduce(name);
        }
        LocalDateTime now = now();
        return update(name, DUE_AT.le(now).and(LEASE_UNTIL.isNull().or(LEASE_UNTIL.lt(now))), now.plus(every));
    }

    /** The round goes on; false if another node has taken it over. */
    boolean prolong(String name) {
        return transactions.run(transaction -> transaction
                        .sql()
                        .update(WORK)
                        .set(LEASE_UNTIL, now().plus(LEASE))
                        .where(NAME.eq(name))
                        .and(LEASE_OWNER.eq(node))
                        .execute()
                > 0);
    }

    /** The round is over. */
    void release(String name) {
        transactions.run(transaction -> transaction
                .sql()
                .update(WORK)
                .setNull(LEASE_OWNER)
                .setNull(LEASE_UNTIL)
                .where(NAME.eq(name))
                .and(LEASE_OWNER.eq(node))
                .execute());
    }

    private boolean update(String name, Condition free, LocalDateTime next) {
        // Looking first spares a write for every look that finds nothing to do.
        boolean due = database.read(sql -> sql.fetchExists(WORK, NAME.eq(name).and(free)));
        return due
                && transactions.run(transaction -> transaction
                                .sql()
                                .update(WORK)
                                .set(DUE_AT, next)
                                .set(LEASE_OWNER, node)
                                .set(LEASE_UNTIL, now().plus(LEASE))
                                .where(NAME.eq(name))
                                .and(free)
                                .execute()
                        > 0);
    }

    private boolean isKnown(String name) {
        return database.read(sql -> sql.fetchExists(WORK, NAME.eq(name)));
    }

    private void introduce(String name) {
        try {
            transactions.run(transaction -> transaction
                    .sql()
                    .insertInto(WORK)
                    .set(NAME, name)
                    .set(DUE_AT, now())
                    .execute());
        } catch (DataAccessException failure) {
            // Another node may have been first: that is all that is wanted.
            if (!isKnown(name)) {
                throw failure;
            }
        }
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
