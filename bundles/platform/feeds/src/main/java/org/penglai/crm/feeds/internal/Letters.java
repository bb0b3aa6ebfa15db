package org.penglai.crm.feeds.internal;

import static org.penglai.crm.feeds.internal.FeedTables.ATTEMPTS;
import static org.penglai.crm.feeds.internal.FeedTables.CHANGES;
import static org.penglai.crm.feeds.internal.FeedTables.GIVEN_UP_AT;
import static org.penglai.crm.feeds.internal.FeedTables.HAPPENED_AT;
import static org.penglai.crm.feeds.internal.FeedTables.ID;
import static org.penglai.crm.feeds.internal.FeedTables.LETTER;
import static org.penglai.crm.feeds.internal.FeedTables.OPERATION;
import static org.penglai.crm.feeds.internal.FeedTables.POSITION;
import static org.penglai.crm.feeds.internal.FeedTables.READER;
import static org.penglai.crm.feeds.internal.FeedTables.REASON;
import static org.penglai.crm.feeds.internal.FeedTables.RECORD_ID;
import static org.penglai.crm.feeds.internal.FeedTables.RECORD_VERSION;
import static org.penglai.crm.feeds.internal.FeedTables.SINCE;
import static org.penglai.crm.feeds.internal.FeedTables.TROUBLE;
import static org.penglai.crm.feeds.internal.FeedTables.TYPE;
import static org.penglai.crm.feeds.internal.FeedTables.USER_ID;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.feeds.spi.DeadLetters;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;

/** Failures of readers in the database, so that neither a restart nor another node forgets them. */
@Component(service = {DeadLetters.class, Letters.class})
public final class Letters implements DeadLetters {
    private static final int LONGEST_REASON = 2_000;

    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final Clock clock;
    private final Map<String, OrderedDelivery> deliveries = new ConcurrentHashMap<>();

    /** @param migrated only there when the tables are */
    @Activate
    public Letters(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference(target = "(osgi.jndi.service.name=crm-feeds)") DataSource migrated) {
        this(database, transactions, ids, Clock.systemUTC());
    }

    Letters(Database database, Transactions transactions, Ids ids, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /** It can be asked to deliver out of turn from now on. */
    public void present(OrderedDelivery delivery) {
        deliveries.put(delivery.name(), delivery);
    }

    public void gone(OrderedDelivery delivery) {
        deliveries.remove(delivery.name(), delivery);
    }

    /** Who delivers under this name here; empty for none. */
    public Optional<OrderedDelivery> delivery(String name) {
        return Optional.ofNullable(deliveries.get(name));
    }

    /** One more failure at this event. */
    Trouble failed(String reader, long position) {
        return transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            Record before = sql.select(POSITION, ATTEMPTS, SINCE)
                    .from(TROUBLE)
                    .where(READER.eq(reader))
                    .fetchOne();
            boolean same = before != null && before.get(POSITION) == position;
            int attempts = same ? before.get(ATTEMPTS) + 1 : 1;
            LocalDateTime since = same ? before.get(SINCE) : now();
            sql.deleteFrom(TROUBLE).where(READER.eq(reader)).execute();
            sql.insertInto(TROUBLE)
                    .set(READER, reader)
                    .set(POSITION, position)
                    .set(ATTEMPTS, attempts)
                    .set(SINCE, since)
                    .execute();
            return new Trouble(attempts, since.toInstant(ZoneOffset.UTC), clock.instant());
        });
    }

    void putAside(String reader, OutboxEvent event, int attempts, String reason) {
        transactions.run(transaction -> {
            transaction.sql().deleteFrom(TROUBLE).where(READER.eq(reader)).execute();
            return transaction
                    .sql()
                    .insertInto(LETTER)
                    .set(ID, ids.next())
                    .set(READER, reader)
                    .set(POSITION, event.position())
                    .set(HAPPENED_AT, LocalDateTime.ofInstant(event.at(), ZoneOffset.UTC))
                    .set(USER_ID, event.userId())
                    .set(TYPE, event.type())
                    .set(RECORD_ID, event.recordId())
                    .set(RECORD_VERSION, event.recordVersion())
                    .set(OPERATION, event.operation())
                    .set(CHANGES, event.changes())
                    .set(ATTEMPTS, attempts)
                    .set(GIVEN_UP_AT, now())
                    .set(REASON, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                    .execute();
        });
    }

    @Override
    public List<Letter> list(int limit) {
        return list(DSL.noCondition(), limit);
    }

    @Override
    public List<Letter> list(String reader, int limit) {
        return list(READER.eq(reader), limit);
    }

    private List<Letter> list(Condition which, int limit) {
        return database.read(
                sql -> sql.select(ID, READER, POSITION, TYPE, RECORD_ID, OPERATION, ATTEMPTS, GIVEN_UP_AT, REASON)
                        .from(LETTER)
                        .where(which)
                        .orderBy(ID)
                        .limit(limit)
                        .fetch(row -> new Letter(
                                row.value1(),
                                row.value2(),
                                row.value3(),
                                row.value4(),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                row.value8().toInstant(ZoneOffset.UTC),
                                row.value9())));
    }

    @Override
    public long count() {
        return database.read(sql -> sql.fetchCount(LETTER));
    }

    @Override
    public String sendAgain(long id) {
        Record row = database.read(sql -> sql.select(
                        READER, POSITION, HAPPENED_AT, TYPE, RECORD_ID, RECORD_VERSION, OPERATION, USER_ID, CHANGES)
                .from(LETTER)
                .where(ID.eq(id))
                .fetchOne());
        OrderedDelivery delivery = row == null ? null : deliveries.get(row.get(READER));
        if (delivery == null) {
            throw new NotFound(
                    "letterNotFound",
                    Localized.of("没有这条记录，或接收方不在此节点。", "No such letter, or its reader is not on this node."));
        }
        try {
            delivery.deliver(event(row));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return stopped.toString();
        } catch (RuntimeException failure) {
            // Boundary: whoever delivers is foreign code or another system.
            return failure.toString();
        }
        drop(id);
        return null;
    }

    /** Whose letter it is; empty if there is none. */
    public Optional<String> reader(long id) {
        return database.read(
                sql -> sql.select(READER).from(LETTER).where(ID.eq(id)).fetchOptional(READER));
    }

    @Override
    public boolean drop(long id) {
        return transactions.run(transaction ->
                transaction.sql().deleteFrom(LETTER).where(ID.eq(id)).execute() > 0);
    }

    private static OutboxEvent event(Record row) {
        return new OutboxEvent(
                row.get(POSITION),
                row.get(HAPPENED_AT).toInstant(ZoneOffset.UTC),
                row.get(TYPE),
                row.get(RECORD_ID),
                row.get(RECORD_VERSION),
                row.get(OPERATION),
                row.get(USER_ID),
                row.get(CHANGES));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    /**
     * @param attempts so far
     * @param since when the first of them failed
     */
    record Trouble(int attempts, Instant since, Instant now) {}
}
