package org.penglai.crm.pools.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.StoredType;

/** Walks through the rows of a poolable type, some hundred at a time and without holding a connection in between. */
final class PoolRows {
    private static final int AT_A_TIME = 200;

    private final Database database;
    private final RecordReader records;

    PoolRows(Database database, RecordReader records) {
        this.database = database;
        this.records = records;
    }

    /** What is done with a group of records. */
    interface Work {
        void on(List<RecordSnapshot> some) throws InterruptedException;
    }

    /** @param most after how many rows to stop for this time */
    void each(StoredType type, Condition condition, int most, Work work) throws InterruptedException {
        long last = Long.MIN_VALUE;
        for (int seen = 0; seen < most; seen += AT_A_TIME) {
            long after = last;
            List<Long> ids = database.read(sql -> sql.select(PoolTables.ID)
                    .from(PoolTables.of(type))
                    .where(condition)
                    .and(PoolTables.LIVE)
                    .and(PoolTables.ID.gt(after))
                    .orderBy(PoolTables.ID)
                    .limit(AT_A_TIME)
                    .fetch(PoolTables.ID));
            if (ids.isEmpty()) {
                return;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            work.on(read(type, ids));
            last = ids.get(ids.size() - 1);
        }
    }

    private List<RecordSnapshot> read(StoredType type, List<Long> ids) {
        return new ArrayList<>(
                records.list(Caller.system(), type.name(), new RecordQuery(among(ids), "id", AT_A_TIME)));
    }

    /** The filter for these records. */
    static String among(List<Long> ids) {
        return ids.stream().map(Ids::format).collect(Collectors.joining(",", "id=in=(", ")"));
    }
}
