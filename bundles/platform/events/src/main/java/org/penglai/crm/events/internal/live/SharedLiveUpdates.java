package org.penglai.crm.events.internal.live;

import static org.penglai.crm.events.internal.live.LiveTable.ABOUT;
import static org.penglai.crm.events.internal.live.LiveTable.ID;
import static org.penglai.crm.events.internal.live.LiveTable.LIVE;
import static org.penglai.crm.events.internal.live.LiveTable.NODE;
import static org.penglai.crm.events.internal.live.LiveTable.TOLD_AT;
import static org.penglai.crm.events.internal.live.LiveTable.TOPIC;
import static org.penglai.crm.events.internal.live.LiveTable.USER_ID;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.BatchBindStep;
import org.jooq.DatePart;
import org.jooq.impl.DSL;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;

/**
 * Updates on their way between nodes that share a database: a table that each node writes what happened on it into, and
 * reads what happened on others from. Moments are the database's own, so that clocks of nodes play no part. An update
 * may be lost with a node that is killed; it carries no data, and pages that reconnect read everything anew. For one
 * thread.
 */
final class SharedLiveUpdates {
    /** Longer than a transaction that writes updates may take from its insert to its commit. */
    private static final int LOOK_BACK_SECONDS = 30;

    private final Database database;
    private final Transactions transactions;
    private final Ids ids;
    private final String node = UUID.randomUUID().toString();
    private Set<Long> seen = new HashSet<>();
    private boolean begun;

    SharedLiveUpdates(Database database, Transactions transactions, Ids ids) {
        this.database = database;
        this.transactions = transactions;
        this.ids = ids;
    }

    /** Tells the other nodes. */
    void send(List<LiveUpdate> updates) {
        transactions.run(transaction -> {
            BatchBindStep batch = transaction
                    .sql()
                    .batch(transaction
                            .sql()
                            .insertInto(LIVE, ID, TOLD_AT, NODE, TOPIC, USER_ID, ABOUT)
                            .values(
                                    DSL.param("id", ID.getType()),
                                    DSL.currentLocalDateTime(),
                                    DSL.param("node", NODE.getType()),
                                    DSL.param("topic", TOPIC.getType()),
                                    DSL.param("user", USER_ID.getType()),
                                    DSL.param("about", ABOUT.getType())));
            for (LiveUpdate update : updates) {
                batch = batch.bind(ids.next(), node, update.topic(), update.userId(), update.key());
            }
            return batch.execute();
        });
    }

    /** What other nodes told since the last call, each update once; nothing at the first one. */
    List<LiveUpdate> receive() {
        Set<Long> now = new HashSet<>();
        Set<LiveUpdate> fresh = new LinkedHashSet<>();
        database.read(sql -> {
            sql.select(ID, TOPIC, USER_ID, ABOUT)
                    .from(LIVE)
                    .where(TOLD_AT.gt(
                            DSL.localDateTimeSub(DSL.currentLocalDateTime(), LOOK_BACK_SECONDS, DatePart.SECOND)))
                    .and(NODE.ne(node))
                    .orderBy(ID)
                    .fetch()
                    .forEach(row -> {
                        now.add(row.value1());
                        if (!seen.contains(row.value1())) {
                            fresh.add(new LiveUpdate(row.value2(), row.value3(), row.value4()));
                        }
                    });
            return null;
        });
        seen = now;
        boolean first = !begun;
        begun = true;
        return first ? List.of() : new ArrayList<>(fresh);
    }

    /** Clears away what everybody has read. */
    void clean() {
        transactions.run(transaction -> transaction
                .sql()
                .deleteFrom(LIVE)
                .where(TOLD_AT.lt(
                        DSL.localDateTimeSub(DSL.currentLocalDateTime(), 2 * LOOK_BACK_SECONDS, DatePart.SECOND)))
                .execute());
    }
}
