package org.penglai.crm.events.internal.outbox;

import static org.penglai.crm.events.internal.outbox.EventTables.FAILURES;
import static org.penglai.crm.events.internal.outbox.EventTables.LEASE_OWNER;
import static org.penglai.crm.events.internal.outbox.EventTables.LEASE_UNTIL;
import static org.penglai.crm.events.internal.outbox.EventTables.NAME;
import static org.penglai.crm.events.internal.outbox.EventTables.POSITION;
import static org.penglai.crm.events.internal.outbox.EventTables.READER;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.UUID;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/**
 * Which node reads for whom. All times are the database's, since the clocks of nodes differ; positions move under a lease
 * only, so that a node that was believed dead can do no harm.
 */
@Component(service = Leases.class)
public final class Leases {
    static final Duration LEASE = Duration.ofSeconds(10);

    private final Database database;
    private final Transactions transactions;
    private final String node = UUID.randomUUID().toString();

    /** @param migrated only there when the tables are */
    @Activate
    public Leases(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-events)") DataSource migrated) {
        this.database = database;
        this.transactions = transactions;
    }

    Database database() {
        return database;
    }

    Transactions transactions() {
        return transactions;
    }

    /** Takes or keeps the lease; a reader that is new begins where it says. */
    boolean claim(String name, LongSupplier beginning) {
        if (!isKnown(name)) {
            introduce(name, beginning.getAsLong());
        }
        return transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            LocalDateTime now = now(sql);
            return sql.update(READER)
                            .set(LEASE_OWNER, node)
                            .set(LEASE_UNTIL, now.plus(LEASE))
                            .where(NAME.eq(name))
                            .and(free(now))
                            .execute()
                    > 0;
        });
    }

    /** Gives the lease back, so that another node need not wait for its end. */
    void release(String name) {
        transactions.run(transaction -> transaction
                .sql()
                .update(READER)
                .setNull(LEASE_OWNER)
                .setNull(LEASE_UNTIL)
                .where(mine(name))
                .execute());
    }

    /** The row of a reader, as long as this node holds its lease. */
    Condition mine(String name) {
        return NAME.eq(name).and(LEASE_OWNER.eq(node));
    }

    static LocalDateTime now(DSLContext sql) {
        return sql.select(DSL.currentLocalDateTime()).fetchOne().value1();
    }

    /** An embedded database has one process: who else holds a lease there is dead. */
    private Condition free(LocalDateTime now) {
        return database.dialect() == SQLDialect.DERBY
                ? DSL.noCondition()
                : LEASE_OWNER.isNull().or(LEASE_OWNER.eq(node)).or(LEASE_UNTIL.lt(now));
    }

    private boolean isKnown(String name) {
        return database.read(sql -> sql.fetchExists(READER, NAME.eq(name)));
    }

    private void introduce(String name, long position) {
        try {
            transactions.run(transaction -> transaction
                    .sql()
                    .insertInto(READER)
                    .set(NAME, name)
                    .set(POSITION, position)
                    .set(FAILURES, 0)
                    .execute());
        } catch (IntegrityConstraintViolationException meanwhile) {
            // Another node was first: that is all that is wanted.
        } catch (DataAccessException failure) {
            if (!isKnown(name)) {
                throw failure;
            }
        }
    }
}
