package org.penglai.crm.pools.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.StoredType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes records that nobody claims on to the next pool. */
final class Passing {
    private static final Logger LOG = LoggerFactory.getLogger(Passing.class);
    private static final int MOST = 2_000;

    private final PoolDirectory pools;
    private final PoolRows rows;
    private final Records records;

    Passing(PoolDirectory pools, PoolRows rows, Records records) {
        this.pools = pools;
        this.rows = rows;
        this.records = records;
    }

    void on(StoredType type, Instant now) throws InterruptedException {
        for (PoolTerms pool : pools.active(type.name())) {
            Optional<PoolTerms> next = Optional.ofNullable(pool.transferTo())
                    .filter(target -> pool.transferAfterDays() != null)
                    .flatMap(pools::find)
                    .filter(PoolTerms::active);
            if (next.isPresent()) {
                rows.each(
                        type,
                        PoolTables.POOL.eq(pool.id()).and(PoolTables.POOLED_AT.lt(PoolTables.utc(now))),
                        MOST,
                        some -> some.forEach(record -> pass(record, pool, next.get(), now)));
            }
        }
    }

    private void pass(RecordSnapshot record, PoolTerms from, PoolTerms to, Instant now) {
        Instant pooledAt = record.get(PoolFields.POOLED_AT, Instant.class);
        if (pooledAt == null
                || from.after(pooledAt, from.transferAfterDays(), pools.calendar())
                        .isAfter(now)) {
            return;
        }
        Map<String, Object> values = PoolMoves.on(to, record, now);
        try {
            records.apply(
                    Caller.system(),
                    List.of(new RecordChange.Update(record.type(), record.id(), record.version(), values)));
        } catch (CrmException refused) {
            LOG.info("{} {} is not passed on now: {}", record.type(), record.id(), refused.getMessage());
        }
    }
}
