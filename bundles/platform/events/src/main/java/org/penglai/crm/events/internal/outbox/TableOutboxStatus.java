package org.penglai.crm.events.internal.outbox;

import static org.penglai.crm.events.internal.JournalTable.OUTBOX;
import static org.penglai.crm.events.internal.outbox.EventTables.EVENT;
import static org.penglai.crm.events.internal.outbox.EventTables.FAILURES;
import static org.penglai.crm.events.internal.outbox.EventTables.LAST_ERROR;
import static org.penglai.crm.events.internal.outbox.EventTables.NAME;
import static org.penglai.crm.events.internal.outbox.EventTables.NEXT_TRY_AT;
import static org.penglai.crm.events.internal.outbox.EventTables.POSITION;
import static org.penglai.crm.events.internal.outbox.EventTables.READER;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.events.spi.OutboxStatus;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** How far everybody has come, from the table of readers and from what runs here. */
@Component(service = OutboxStatus.class)
public final class TableOutboxStatus implements OutboxStatus {
    private final Database database;
    private final Transactions transactions;
    private final TableOutboxReader reader;
    private final ConsumerRunner runner;

    @Activate
    public TableOutboxStatus(
            @Reference Leases leases, @Reference TableOutboxReader reader, @Reference ConsumerRunner runner) {
        this.database = leases.database();
        this.transactions = leases.transactions();
        this.reader = reader;
        this.runner = runner;
    }

    @Override
    public long last() {
        return reader.last();
    }

    @Override
    public long first() {
        return reader.first();
    }

    @Override
    public long waiting() {
        return database.read(sql -> sql.fetchCount(OUTBOX));
    }

    @Override
    public List<Consumer> consumers() {
        long last = reader.last();
        Set<String> here =
                runner.consumptions().stream().map(one -> one.consumer().name()).collect(Collectors.toSet());
        List<Consumer> consumers =
                new ArrayList<>(database.read(sql -> sql.select(NAME, POSITION, FAILURES, NEXT_TRY_AT, LAST_ERROR)
                        .from(READER)
                        .where(NAME.ne(Sequencer.NAME))
                        .orderBy(NAME)
                        .fetch(row -> shared(row, last, here.contains(row.value1())))));
        for (Consumption consumption : runner.consumptions()) {
            if (consumption.progress() instanceof NodeProgress own) {
                consumers.add(own(consumption, own, last));
            }
        }
        return consumers;
    }

    private static Consumer shared(Record row, long last, boolean here) {
        long position = row.get(POSITION);
        return new Consumer(
                row.get(NAME),
                false,
                here,
                position,
                Math.max(0, last - position),
                row.get(FAILURES),
                row.get(NEXT_TRY_AT) == null ? null : row.get(NEXT_TRY_AT).toInstant(ZoneOffset.UTC),
                row.get(LAST_ERROR));
    }

    private static Consumer own(Consumption consumption, NodeProgress own, long last) {
        long position = own.position();
        return new Consumer(
                consumption.consumer().name(),
                true,
                true,
                position,
                Math.max(0, last - position),
                own.failures(),
                null,
                consumption.problem());
    }

    @Override
    public boolean retry(String consumer) {
        boolean known = transactions.run(transaction -> transaction
                        .sql()
                        .update(READER)
                        .setNull(NEXT_TRY_AT)
                        .where(NAME.eq(consumer))
                        .and(NAME.ne(Sequencer.NAME))
                        .execute()
                > 0);
        runner.consumptions().stream()
                .filter(one -> one.consumer().name().equals(consumer))
                .forEach(Consumption::wake);
        return known;
    }

    @Override
    public boolean skip(String consumer) {
        boolean known = transactions.run(transaction -> skip(transaction.sql(), consumer));
        return known && retry(consumer);
    }

    private static boolean skip(DSLContext sql, String consumer) {
        Long position = sql.select(POSITION)
                .from(READER)
                .where(NAME.eq(consumer))
                .and(NAME.ne(Sequencer.NAME))
                .fetchOne(POSITION);
        Long next = position == null
                ? null
                : sql.select(POSITION)
                        .from(EVENT)
                        .where(POSITION.gt(position))
                        .orderBy(POSITION)
                        .limit(1)
                        .fetchOne(POSITION);
        return next != null
                && sql.update(READER)
                                .set(POSITION, next)
                                .where(NAME.eq(consumer))
                                .and(POSITION.eq(position))
                                .execute()
                        > 0;
    }

    @Override
    public boolean seek(String consumer, long position) {
        boolean known = transactions.run(transaction -> transaction
                        .sql()
                        .update(READER)
                        .set(POSITION, position)
                        .set(FAILURES, 0)
                        .where(NAME.eq(consumer))
                        .and(NAME.ne(Sequencer.NAME))
                        .execute()
                > 0);
        return known && retry(consumer);
    }

    @Override
    public boolean forget(String consumer) {
        boolean here = runner.consumptions().stream()
                .anyMatch(one -> one.consumer().name().equals(consumer));
        return !here
                && transactions.run(transaction -> transaction
                                .sql()
                                .deleteFrom(READER)
                                .where(NAME.eq(consumer))
                                .and(NAME.ne(Sequencer.NAME))
                                .execute()
                        > 0);
    }
}
