package org.penglai.crm.events.internal.outbox;

import static org.penglai.crm.events.internal.JournalTable.HAPPENED_AT;
import static org.penglai.crm.events.internal.outbox.EventTables.EVENT;
import static org.penglai.crm.events.internal.outbox.EventTables.NAME;
import static org.penglai.crm.events.internal.outbox.EventTables.POSITION;
import static org.penglai.crm.events.internal.outbox.EventTables.READER;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** Clears away events that are old and that everybody has read; the newest one stays. */
@Component(configurationPid = OutboxConfiguration.PID)
@Designate(ocd = OutboxConfiguration.class)
public final class EventCleaning implements PeriodicWork {
    private static final long AT_ONCE = 2_000;

    private final Database database;
    private final Transactions transactions;
    private final TableOutboxReader reader;
    private final Duration keep;
    private final Duration keepAtMost;

    @Activate
    public EventCleaning(
            @Reference Leases leases, @Reference TableOutboxReader reader, OutboxConfiguration configuration) {
        this(leases, reader, configuration.keepDays(), configuration.keepDaysAtMost());
    }

    EventCleaning(Leases leases, TableOutboxReader reader, int days, int daysAtMost) {
        this.database = leases.database();
        this.transactions = leases.transactions();
        this.reader = reader;
        this.keep = Duration.ofDays(Math.max(1, days));
        this.keepAtMost = Duration.ofDays(Math.max(Math.max(1, days), daysAtMost));
    }

    @Override
    public String name() {
        return "events.cleaning";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        long upTo = Math.max(Math.min(before(now.minus(keep)), read()), before(now.minus(keepAtMost)));
        long from = reader.first();
        while (from <= upTo) {
            long to = Math.min(upTo, from + AT_ONCE - 1);
            transactions.run(transaction ->
                    transaction.sql().deleteFrom(EVENT).where(POSITION.le(to)).execute());
            from = to + 1;
            if (Thread.interrupted()) {
                throw new InterruptedException(name());
            }
        }
    }

    /** Up to which position everything is older; by halves, since positions are nearly in the order of time. */
    private long before(Instant moment) {
        LocalDateTime limit = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        long low = reader.first() - 1;
        long high = reader.last() - 1;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (happenedAt(middle).isBefore(limit)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private LocalDateTime happenedAt(long position) {
        return database.read(sql ->
                sql.select(HAPPENED_AT).from(EVENT).where(POSITION.eq(position)).fetchOne(HAPPENED_AT));
    }

    /** What all consumers that share a position have read. */
    private long read() {
        Long least = database.read(sql -> sql.select(DSL.min(POSITION))
                .from(READER)
                .where(NAME.ne(Sequencer.NAME))
                .fetchOne()
                .value1());
        return least == null ? Long.MAX_VALUE : least;
    }
}
