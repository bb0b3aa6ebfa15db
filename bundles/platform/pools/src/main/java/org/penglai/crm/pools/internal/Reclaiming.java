package org.penglai.crm.pools.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.StoredType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes records back into their pools: when their time is over, and when their owner has left. */
final class Reclaiming {
    private static final Logger LOG = LoggerFactory.getLogger(Reclaiming.class);
    /** A round stays short; the next one goes on. */
    private static final int MOST = 2_000;

    private static final int MOST_LEAVERS = 1_000;

    private final PoolDirectory pools;
    private final PoolRows rows;
    private final Exemptions exemptions;
    private final PoolNotices notices;
    private final Records records;
    private final Transactions transactions;

    Reclaiming(
            PoolDirectory pools,
            PoolRows rows,
            Exemptions exemptions,
            PoolNotices notices,
            Records records,
            Transactions transactions) {
        this.pools = pools;
        this.rows = rows;
        this.exemptions = exemptions;
        this.notices = notices;
        this.records = records;
        this.transactions = transactions;
    }

    /** What users who are disabled or have left still own. */
    void leavers(StoredType type, Instant now) throws InterruptedException {
        Set<Long> leavers = leavers();
        if (leavers.isEmpty() || pools.active(type.name()).stream().noneMatch(PoolTerms::reclaimLeavers)) {
            return;
        }
        rows.each(
                type,
                PoolTables.OWNER.in(leavers),
                MOST,
                some -> some.forEach(record -> {
                    Long owner = record.reference(SystemFields.OWNER);
                    pools.target(type.name(), record.reference(PoolFields.HOME_POOL), owner)
                            .filter(pool -> pool.reclaimLeavers() && !leavers.contains(pool.defaultOwner()))
                            .ifPresent(pool -> move(record, pool, "leaver", owner, now));
                }));
    }

    private Set<Long> leavers() {
        try {
            return records
                    .list(Caller.system(), "users", new RecordQuery("status=in=(left,disabled)", "id", MOST_LEAVERS))
                    .stream()
                    .map(RecordSnapshot::id)
                    .collect(Collectors.toSet());
        } catch (NotFound notYet) {
            return Set.of();
        }
    }

    /** What is over by the rules. */
    void due(StoredType type, Instant now) throws InterruptedException {
        Condition due = PoolTables.OWNER.isNotNull().and(PoolTables.RECLAIM_AT.le(PoolTables.utc(now)));
        rows.each(type, due, MOST, some -> {
            for (PoolTerms pool : pools.active(type.name())) {
                due(type, pool, some, now);
            }
        });
    }

    private void due(StoredType type, PoolTerms pool, List<RecordSnapshot> some, Instant now) {
        List<RecordSnapshot> over = new ArrayList<>();
        for (RecordSnapshot record : some) {
            Holding holding = Holding.of(record, pools.won(type.name()), now);
            Optional<PoolTerms> terms = holding == null
                    ? Optional.empty()
                    : pools.governing(type.name(), holding.homePool(), holding.owner());
            if (terms.filter(pool::equals).isPresent()) {
                over.add(record);
            }
        }
        Set<Long> exempt = exemptions.among(pool, over);
        for (RecordSnapshot record : over) {
            if (!exempt.contains(record.id())) {
                takeBack(type, pool, record, now);
            }
        }
    }

    private void takeBack(StoredType type, PoolTerms pool, RecordSnapshot record, Instant now) {
        Holding holding = Holding.of(record, pools.won(type.name()), now);
        Deadline deadline = Deadline.of(pool, holding, pools.calendar());
        if (deadline == null || deadline.at().isAfter(now)) {
            // The stored time is older than the rules: it is set right and waited for.
            transactions.run(transaction -> transaction
                    .sql()
                    .update(PoolTables.of(type))
                    .set(PoolTables.RECLAIM_AT, PoolTables.utc(deadline == null ? null : deadline.at()))
                    .where(PoolTables.ID.eq(record.id()))
                    .execute());
        } else if (move(record, pool, deadline.reason(), holding.owner(), now)) {
            notices.takenBack(type, record, holding.owner(), pool, deadline.reason());
        }
    }

    /** False if somebody has changed the record meanwhile, another node perhaps; the next round looks at it again. */
    private boolean move(RecordSnapshot record, PoolTerms pool, String reason, Long owner, Instant now) {
        Map<String, Object> values = PoolMoves.into(pool, reason, pools.known(owner), now);
        try {
            records.apply(
                    Caller.system(),
                    List.of(new RecordChange.Update(record.type(), record.id(), record.version(), values)));
            return true;
        } catch (CrmException refused) {
            LOG.info("{} {} is not taken back now: {}", record.type(), record.id(), refused.getMessage());
            return false;
        }
    }
}
