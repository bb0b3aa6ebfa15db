package org.penglai.crm.work.internal.watch;

import static org.penglai.crm.work.internal.WorkTables.CREATED_AT;
import static org.penglai.crm.work.internal.WorkTables.RECORD_ID;
import static org.penglai.crm.work.internal.WorkTables.TYPE;
import static org.penglai.crm.work.internal.WorkTables.USER_ID;
import static org.penglai.crm.work.internal.WorkTables.WATCHES;

import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.work.internal.WorkTables;
import org.penglai.crm.work.spi.Watches;

/** Watchers as rows; a record that is deleted keeps its watchers, for it may come back. */
@Component
public final class StoredWatches implements Watches {
    private final Records records;
    private final Database database;
    private final Transactions transactions;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public StoredWatches(
            @Reference Records records,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-work)") DataSource migrated) {
        this(records, database, transactions, Clock.systemUTC());
    }

    /** Wired without a container, with a clock to turn. */
    public static StoredWatches with(Records records, Database database, Transactions transactions, Clock clock) {
        return new StoredWatches(records, database, transactions, clock);
    }

    private StoredWatches(Records records, Database database, Transactions transactions, Clock clock) {
        this.records = records;
        this.database = database;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public State state(Caller caller, String type, long id) {
        requireVisible(caller, type, id);
        return database.read(sql -> state(sql, caller, type, id));
    }

    @Override
    public State watch(Caller caller, String type, long id, boolean watching) {
        requireVisible(caller, type, id);
        return transactions.run(transaction -> {
            DSLContext sql = transaction.sql();
            Condition own = row(type, id).and(USER_ID.eq(caller.userId()));
            if (!watching) {
                sql.deleteFrom(WATCHES).where(own).execute();
            } else if (!sql.fetchExists(WATCHES, own)) {
                sql.insertInto(WATCHES)
                        .set(USER_ID, caller.userId())
                        .set(TYPE, type)
                        .set(RECORD_ID, id)
                        .set(CREATED_AT, WorkTables.utc(clock.instant()))
                        .execute();
            }
            return state(sql, caller, type, id);
        });
    }

    static Condition row(String type, long id) {
        return TYPE.eq(type).and(RECORD_ID.eq(id));
    }

    private static State state(DSLContext sql, Caller caller, String type, long id) {
        List<Long> users =
                sql.select(USER_ID).from(WATCHES).where(row(type, id)).fetch(USER_ID);
        return new State(users.contains(caller.userId()), users.size());
    }

    private void requireVisible(Caller caller, String type, long id) {
        if (records.find(caller, type, id).isEmpty()) {
            throw new NotFound("recordNotFound", Localized.of("记录不存在。", "There is no such record."));
        }
    }
}
