package org.penglai.crm.pools.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.StoredType;

/**
 * Computes the times at which records are taken back anew when the rules have changed; otherwise each write keeps its
 * record's up to date. Nobody loses a record unwarned: what new rules would take back at once stays for the days of warning.
 */
final class ReclaimTimes {
    private static final int YEAR = 366;

    private final PoolDirectory pools;
    private final PoolRows rows;
    private final Database database;
    private final Transactions transactions;

    ReclaimTimes(PoolDirectory pools, PoolRows rows, Database database, Transactions transactions) {
        this.pools = pools;
        this.rows = rows;
        this.database = database;
        this.transactions = transactions;
    }

    void refresh(StoredType type, Instant now) throws InterruptedException {
        String rules = rules(type);
        String known = database.read(sql -> sql.select(PoolTables.RULES)
                .from(PoolTables.PASS)
                .where(PoolTables.TYPE_NAME.eq(type.name()))
                .fetchOne(PoolTables.RULES));
        if (rules.equals(known)) {
            return;
        }
        rows.each(type, PoolTables.OWNER.isNotNull(), Integer.MAX_VALUE, some -> refresh(type, some, now));
        try {
            transactions.run(transaction -> keep(transaction.sql(), type.name(), rules));
        } catch (IntegrityConstraintViolationException anotherNode) {
            // Both have computed the same.
        }
    }

    private static int keep(DSLContext sql, String type, String rules) {
        int updated = sql.update(PoolTables.PASS)
                .set(PoolTables.RULES, rules)
                .where(PoolTables.TYPE_NAME.eq(type))
                .execute();
        return updated > 0
                ? updated
                : sql.insertInto(PoolTables.PASS)
                        .set(PoolTables.TYPE_NAME, type)
                        .set(PoolTables.RULES, rules)
                        .execute();
    }

    /** Changes with the pools, with what counts as won, and with the working days of the year to come. */
    private String rules(StoredType type) {
        LocalDate day = LocalDate.of(2026, 1, 1);
        int workingDays = pools.calendar().between(day, day.plusDays(YEAR));
        return Integer.toHexString(Objects.hash(pools.active(type.name()), pools.won(type.name()), workingDays));
    }

    private void refresh(StoredType type, List<RecordSnapshot> some, Instant now) {
        Map<Long, Instant> changed = new HashMap<>();
        for (RecordSnapshot record : some) {
            Instant stored = record.get(PoolFields.RECLAIM_AT, Instant.class);
            Instant wanted = wanted(type, record, stored, now);
            if (!Objects.equals(stored, wanted)) {
                changed.put(record.id(), wanted);
            }
        }
        if (!changed.isEmpty()) {
            transactions.run(transaction -> {
                changed.forEach((id, at) -> transaction
                        .sql()
                        .update(PoolTables.of(type))
                        .set(PoolTables.RECLAIM_AT, PoolTables.utc(at))
                        .where(PoolTables.ID.eq(id))
                        .execute());
                return null;
            });
        }
    }

    private Instant wanted(StoredType type, RecordSnapshot record, Instant stored, Instant now) {
        Holding holding = Holding.of(record, pools.won(type.name()), now);
        Deadline deadline = holding == null ? null : pools.deadline(type.name(), holding);
        if (deadline == null || deadline.at().equals(stored)) {
            return deadline == null ? null : stored;
        }
        Optional<PoolTerms> terms = pools.governing(type.name(), holding.homePool(), holding.owner());
        Instant earliest = terms.map(pool -> pool.after(now, pool.warnDays(), pools.calendar()))
                .orElse(now);
        if (!deadline.at().isBefore(earliest)) {
            return deadline.at();
        }
        return stored != null && stored.isAfter(deadline.at()) && stored.isBefore(earliest) ? stored : earliest;
    }
}
