package org.penglai.crm.events.internal.outbox;

import static org.penglai.crm.events.internal.JournalTable.ID;
import static org.penglai.crm.events.internal.outbox.EventTables.EVENT;
import static org.penglai.crm.events.internal.outbox.EventTables.POSITION;
import static org.penglai.crm.events.internal.outbox.EventTables.READER;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.penglai.crm.persistence.spi.Transactions;

/** Reads events for work that moves its position in the transaction of what it does, under a lease. */
public final class EventReading {
    private final Leases leases;
    private final String name;
    private final Lease lease;

    public EventReading(Leases leases, String name) {
        this.leases = leases;
        this.name = name;
        this.lease = new Lease(leases, name, () -> 0);
    }

    public Transactions transactions() {
        return leases.transactions();
    }

    /** Whether it is this node's turn. */
    public boolean take() {
        return lease.take();
    }

    public void release() {
        lease.release();
    }

    /** Ids of the events that come next. */
    public Part next(DSLContext sql, int limit) {
        Long after = sql.select(POSITION).from(READER).where(leases.mine(name)).fetchOne(POSITION);
        if (after == null) {
            throw lost();
        }
        Result<Record2<Long, Long>> rows = sql.select(ID, POSITION)
                .from(EVENT)
                .where(POSITION.gt(after))
                .orderBy(POSITION)
                .limit(limit)
                .fetch();
        long position = rows.isEmpty() ? after : rows.get(rows.size() - 1).value2();
        return new Part(rows.getValues(ID), position);
    }

    /** Everything up to here is done if the transaction commits. */
    public void reached(DSLContext sql, long position) {
        int moved = sql.update(READER)
                .set(POSITION, position)
                .where(leases.mine(name))
                .execute();
        if (moved == 0) {
            throw lost();
        }
    }

    private IllegalStateException lost() {
        lease.lost();
        return new IllegalStateException("another node reads for " + name);
    }

    /** @param position of the last of the events */
    public record Part(List<Long> ids, long position) {}
}
