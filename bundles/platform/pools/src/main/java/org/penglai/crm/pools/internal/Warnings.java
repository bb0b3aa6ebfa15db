package org.penglai.crm.pools.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.StoredType;

/** Tells owners once, some days before, that a record is going to be taken back. */
final class Warnings {
    /** So many calendar days may the days of warning last at most, holidays included. */
    private static final Duration FARTHEST = Duration.ofDays(200);

    private static final int MOST = 5_000;

    private final PoolDirectory pools;
    private final PoolRows rows;
    private final Exemptions exemptions;
    private final PoolNotices notices;
    private final Database database;
    private final Transactions transactions;

    Warnings(
            PoolDirectory pools,
            PoolRows rows,
            Exemptions exemptions,
            PoolNotices notices,
            Database database,
            Transactions transactions) {
        this.pools = pools;
        this.rows = rows;
        this.exemptions = exemptions;
        this.notices = notices;
        this.database = database;
        this.transactions = transactions;
    }

    void send(StoredType type, Instant now) throws InterruptedException {
        Instant horizon = pools.active(type.name()).stream()
                .filter(pool -> pool.warnDays() > 0)
                .map(pool -> pool.after(now, pool.warnDays(), pools.calendar()))
                .max(Instant::compareTo)
                .orElse(now);
        Instant limit = now.plus(FARTHEST);
        Condition soon = PoolTables.OWNER
                .isNotNull()
                .and(PoolTables.RECLAIM_AT.gt(PoolTables.utc(now)))
                .and(PoolTables.RECLAIM_AT.le(PoolTables.utc(horizon.isBefore(limit) ? horizon : limit)));
        rows.each(type, soon, MOST, some -> warn(type, some, now));
    }

    private void warn(StoredType type, List<RecordSnapshot> some, Instant now) {
        for (PoolTerms pool : pools.active(type.name())) {
            List<RecordSnapshot> due = new ArrayList<>();
            for (RecordSnapshot record : some) {
                Optional<PoolTerms> terms = pools.governing(
                        type.name(), record.reference(PoolFields.HOME_POOL), record.reference(SystemFields.OWNER));
                if (terms.filter(pool::equals).isPresent() && isDue(pool, record, now)) {
                    due.add(record);
                }
            }
            Set<Long> exempt = exemptions.among(pool, due);
            due.stream()
                    .filter(record -> !exempt.contains(record.id()))
                    .forEach(record -> warn(type, pool, record, now));
        }
    }

    private boolean isDue(PoolTerms pool, RecordSnapshot record, Instant now) {
        Instant at = record.get(PoolFields.RECLAIM_AT, Instant.class);
        return pool.warnDays() > 0
                && record.reference(SystemFields.OWNER) != null
                && at != null
                && !at.isAfter(pool.after(now, pool.warnDays(), pools.calendar()))
                && !isWarned(record.id(), PoolTables.utc(at));
    }

    private boolean isWarned(long record, LocalDateTime at) {
        return database.read(sql ->
                sql.fetchExists(PoolTables.WARNING, PoolTables.RECORD.eq(record).and(PoolTables.RECLAIM_AT.eq(at))));
    }

    /** The row and the notice stand or fall together, so nobody is told twice, even by two nodes. */
    private void warn(StoredType type, PoolTerms pool, RecordSnapshot record, Instant now) {
        Instant at = record.get(PoolFields.RECLAIM_AT, Instant.class);
        try {
            transactions.run(transaction -> {
                if (isFirst(transaction.sql(), record.id(), PoolTables.utc(at))) {
                    long days = Duration.between(now, at).plusHours(12).toDays();
                    notices.soon(type, record, record.reference(SystemFields.OWNER), pool, days);
                }
                return null;
            });
        } catch (IntegrityConstraintViolationException anotherNode) {
            // It tells the owner.
        }
    }

    private boolean isFirst(DSLContext sql, long record, LocalDateTime at) {
        int changed = sql.update(PoolTables.WARNING)
                .set(PoolTables.RECLAIM_AT, at)
                .where(PoolTables.RECORD.eq(record))
                .and(PoolTables.RECLAIM_AT.ne(at))
                .execute();
        if (changed > 0) {
            return true;
        }
        if (isWarned(record, at)) {
            return false;
        }
        sql.insertInto(PoolTables.WARNING)
                .set(PoolTables.RECORD, record)
                .set(PoolTables.RECLAIM_AT, at)
                .execute();
        return true;
    }
}
