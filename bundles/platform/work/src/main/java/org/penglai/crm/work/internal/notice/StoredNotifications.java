package org.penglai.crm.work.internal.notice;

import static org.penglai.crm.work.internal.WorkTables.BODY;
import static org.penglai.crm.work.internal.WorkTables.CREATED_AT;
import static org.penglai.crm.work.internal.WorkTables.ID;
import static org.penglai.crm.work.internal.WorkTables.KIND;
import static org.penglai.crm.work.internal.WorkTables.NOTIFICATIONS;
import static org.penglai.crm.work.internal.WorkTables.READ_AT;
import static org.penglai.crm.work.internal.WorkTables.RECORD_ID;
import static org.penglai.crm.work.internal.WorkTables.TITLE_EN;
import static org.penglai.crm.work.internal.WorkTables.TITLE_ZH;
import static org.penglai.crm.work.internal.WorkTables.TYPE;
import static org.penglai.crm.work.internal.WorkTables.USER_ID;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.Record;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.work.internal.WorkTables;
import org.penglai.crm.work.spi.Notifications;

/** Each user's own notifications. */
@Component(service = Notifications.class)
public final class StoredNotifications implements Notifications {
    private final Database database;
    private final Transactions transactions;
    private final LiveUpdates live;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public StoredNotifications(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference LiveUpdates live,
            @Reference(target = "(osgi.jndi.service.name=crm-work)") DataSource migrated) {
        this(database, transactions, live, Clock.systemUTC());
    }

    /** Wired without a container, with a clock to turn. */
    public static StoredNotifications with(
            Database database, Transactions transactions, LiveUpdates live, Clock clock) {
        return new StoredNotifications(database, transactions, live, clock);
    }

    private StoredNotifications(Database database, Transactions transactions, LiveUpdates live, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.live = live;
        this.clock = clock;
    }

    @Override
    public List<Item> list(Caller caller, boolean unreadOnly, int limit, long before) {
        Condition wanted = USER_ID.eq(caller.userId());
        if (unreadOnly) {
            wanted = wanted.and(READ_AT.isNull());
        }
        if (before > 0) {
            wanted = wanted.and(ID.lt(before));
        }
        return items(wanted, limit);
    }

    @Override
    public Optional<Item> find(Caller caller, long id) {
        return items(USER_ID.eq(caller.userId()).and(ID.eq(id)), 1).stream().findFirst();
    }

    @Override
    public int unread(Caller caller) {
        return database.read(
                sql -> sql.fetchCount(NOTIFICATIONS, USER_ID.eq(caller.userId()).and(READ_AT.isNull())));
    }

    @Override
    public void read(Caller caller, Collection<Long> ids) {
        mark(caller, ID.in(ids));
    }

    @Override
    public void readAll(Caller caller) {
        mark(caller, ID.isNotNull());
    }

    private void mark(Caller caller, Condition which) {
        transactions.run(transaction -> {
            int marked = transaction
                    .sql()
                    .update(NOTIFICATIONS)
                    .set(READ_AT, WorkTables.utc(clock.instant()))
                    .where(USER_ID.eq(caller.userId()))
                    .and(READ_AT.isNull())
                    .and(which)
                    .execute();
            if (marked > 0) {
                transaction.afterCommit(() -> live.publish(new LiveUpdate(TOPIC, caller.userId(), "")));
            }
            return null;
        });
    }

    private List<Item> items(Condition wanted, int limit) {
        return database.read(sql -> sql.select(ID, KIND, TITLE_ZH, TITLE_EN, BODY, TYPE, RECORD_ID, CREATED_AT, READ_AT)
                .from(NOTIFICATIONS)
                .where(wanted)
                .orderBy(ID.desc())
                .limit(limit)
                .fetch(StoredNotifications::item));
    }

    private static Item item(Record row) {
        return new Item(
                row.get(ID),
                row.get(KIND),
                Localized.of(row.get(TITLE_ZH), row.get(TITLE_EN)),
                row.get(BODY),
                row.get(TYPE),
                row.get(RECORD_ID),
                WorkTables.instant(row.get(CREATED_AT)),
                WorkTables.instant(row.get(READ_AT)));
    }
}
