package org.penglai.crm.events.internal.outbox;

import static org.penglai.crm.events.internal.outbox.EventTables.FAILURES;
import static org.penglai.crm.events.internal.outbox.EventTables.LAST_ERROR;
import static org.penglai.crm.events.internal.outbox.EventTables.NEXT_TRY_AT;
import static org.penglai.crm.events.internal.outbox.EventTables.POSITION;
import static org.penglai.crm.events.internal.outbox.EventTables.READER;

import java.time.LocalDateTime;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.jooq.DSLContext;
import org.jooq.Record4;

/** One position for all nodes, in the database; who holds the lease moves it. */
final class SharedProgress implements Progress {
    private static final int LONGEST_REASON = 2_000;

    private final Leases leases;
    private final String name;
    private final Lease lease;

    SharedProgress(Leases leases, String name, LongSupplier beginning) {
        this.leases = leases;
        this.name = name;
        this.lease = new Lease(leases, name, beginning);
    }

    /** Read anew each time: an operator may have moved it. */
    @Override
    public OptionalLong next() {
        return lease.take() ? leases.database().read(this::next) : OptionalLong.empty();
    }

    private OptionalLong next(DSLContext sql) {
        Record4<Long, Integer, LocalDateTime, LocalDateTime> row = sql.select(
                        POSITION, FAILURES, NEXT_TRY_AT, org.jooq.impl.DSL.currentLocalDateTime())
                .from(READER)
                .where(leases.mine(name))
                .fetchOne();
        if (row == null) {
            lease.lost();
            return OptionalLong.empty();
        }
        boolean early = row.value3() != null && row.value4().isBefore(row.value3());
        return early ? OptionalLong.empty() : OptionalLong.of(row.value1());
    }

    @Override
    public boolean hasBegun() {
        return lease.isKnown();
    }

    @Override
    public boolean reached(long position) {
        boolean ours = leases.transactions()
                .run(transaction -> transaction
                                .sql()
                                .update(READER)
                                .set(POSITION, position)
                                .set(FAILURES, 0)
                                .setNull(NEXT_TRY_AT)
                                .setNull(LAST_ERROR)
                                .where(leases.mine(name))
                                .execute()
                        > 0);
        if (!ours) {
            lease.lost();
        }
        return ours;
    }

    @Override
    public void failed(String reason) {
        leases.transactions().run(transaction -> {
            DSLContext sql = transaction.sql();
            Integer before =
                    sql.select(FAILURES).from(READER).where(leases.mine(name)).fetchOne(FAILURES);
            if (before == null) {
                return 0;
            }
            return sql.update(READER)
                    .set(FAILURES, before + 1)
                    .set(NEXT_TRY_AT, Leases.now(sql).plus(Backoff.after(before + 1)))
                    .set(LAST_ERROR, reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))
                    .where(leases.mine(name))
                    .execute();
        });
    }

    @Override
    public void keepUp() {
        lease.take();
    }

    @Override
    public void end() {
        lease.release();
    }
}
