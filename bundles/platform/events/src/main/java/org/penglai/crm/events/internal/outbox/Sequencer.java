package org.penglai.crm.events.internal.outbox;

import static org.penglai.crm.events.internal.JournalTable.COLUMNS;
import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.JournalTable.OUTBOX;
import static org.penglai.crm.events.internal.outbox.EventTables.EVENT;
import static org.penglai.crm.events.internal.outbox.EventTables.POSITION;
import static org.penglai.crm.events.internal.outbox.EventTables.READER;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;

/**
 * Gives committed outbox rows their positions. It asks for no more than that a row is committed: which transaction began
 * first, or has the smaller id, plays no part, so that a late commit gets a late position and is never passed over. Rows
 * move to the events in the transaction that counts the positions up, under the lease.
 */
final class Sequencer {
    static final String NAME = "sequencer";
    static final int MOST = 1_000;

    private final Leases leases;
    private final Lease lease;
    private final CommittedRows committed;

    Sequencer(Leases leases, CommittedRows committed) {
        this.leases = leases;
        this.lease = new Lease(leases, NAME, () -> 0);
        this.committed = committed;
    }

    /** One transaction's worth; returns how many rows got positions, 0 also if another node has the lease. */
    int round() {
        if (!lease.take()) {
            return 0;
        }
        if (leases.database().dialect() == SQLDialect.DERBY && committed.isComplete()) {
            return known();
        }
        int moved =
                leases.transactions().run(transaction -> move(transaction.sql(), find(transaction.sql(), null, MOST)));
        if (moved < MOST) {
            committed.completed();
        }
        return moved;
    }

    /** Notes what was committed here, if that is of use. */
    void note(List<Long> ids) {
        if (leases.database().dialect() == SQLDialect.DERBY) {
            committed.add(ids);
        }
    }

    void release() {
        lease.release();
    }

    private int known() {
        List<Long> ids = committed.take(MOST);
        if (ids.isEmpty()) {
            return 0;
        }
        try {
            leases.transactions().run(transaction -> {
                DSLContext sql = transaction.sql();
                List<Record> rows = new ArrayList<>();
                ids.forEach(id -> rows.addAll(find(sql, ID.eq(id), 1)));
                return move(sql, rows);
            });
            return ids.size();
        } catch (RuntimeException failure) {
            // Whatever it was: the rows are still in the table.
            committed.forget();
            throw failure;
        }
    }

    private static List<Record> find(DSLContext sql, Condition which, int limit) {
        return new ArrayList<>(sql.select(COLUMNS)
                .from(OUTBOX)
                .where(which == null ? org.jooq.impl.DSL.noCondition() : which)
                .orderBy(ID)
                .limit(limit)
                .fetch());
    }

    private int move(DSLContext sql, List<Record> rows) {
        if (rows.isEmpty()) {
            return 0;
        }
        boolean ours = sql.update(READER)
                        .set(POSITION, POSITION.plus((long) rows.size()))
                        .where(leases.mine(NAME))
                        .execute()
                > 0;
        if (!ours) {
            lease.lost();
            return 0;
        }
        long last = sql.select(POSITION)
                .from(READER)
                .where(leases.mine(NAME))
                .fetchOne()
                .value1();
        insert(sql, EventOrder.of(rows), last - rows.size());
        delete(sql, rows);
        return rows.size();
    }

    private static void insert(DSLContext sql, List<Record> rows, long before) {
        List<Field<?>> columns = new ArrayList<>(List.of(POSITION));
        columns.addAll(COLUMNS);
        BatchBindStep batch =
                sql.batch(sql.insertInto(EVENT, columns).values(Collections.nCopies(columns.size(), (Object) null)));
        long position = before;
        for (Record row : rows) {
            Object[] values = new Object[columns.size()];
            values[0] = ++position;
            for (int i = 1; i < values.length; i++) {
                values[i] = row.get(columns.get(i));
            }
            batch = batch.bind(values);
        }
        batch.execute();
    }

    private static void delete(DSLContext sql, List<Record> rows) {
        BatchBindStep batch = sql.batch(sql.deleteFrom(OUTBOX).where(ID.eq((Long) null)));
        for (Record row : rows) {
            batch = batch.bind(row.get(ID));
        }
        batch.execute();
    }
}
