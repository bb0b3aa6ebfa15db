package org.penglai.crm.pools.internal;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;

/** What changes in a record that goes into a pool or comes out of it: it has either an owner or a pool, never both. */
final class PoolMoves {
    private PoolMoves() {}

    /** Into the pool, or straight to the pool's default owner. */
    static Map<String, Object> into(PoolTerms pool, String reason, Long previousOwner, Instant now) {
        Map<String, Object> values = new HashMap<>();
        if (pool.defaultOwner() != null && !pool.defaultOwner().equals(previousOwner)) {
            values.putAll(to(pool.defaultOwner(), pool.id(), previousOwner, now));
        } else {
            values.put(SystemFields.OWNER, null);
            values.put(PoolFields.POOL, pool.id());
            values.put(PoolFields.POOLED_AT, now);
            values.put(PoolFields.PREVIOUS_OWNER, previousOwner);
            values.put(PoolFields.CLAIMED_AT, null);
        }
        values.put(PoolFields.HOME_POOL, pool.id());
        values.put(PoolFields.POOL_REASON, reason);
        values.put(PoolFields.RECLAIM_AT, null);
        values.put(PoolFields.PROTECTED_UNTIL, null);
        return values;
    }

    /** From one pool into another, for the same reason. */
    static Map<String, Object> on(PoolTerms pool, RecordSnapshot record, Instant now) {
        return into(pool, record.text(PoolFields.POOL_REASON), record.reference(PoolFields.PREVIOUS_OWNER), now);
    }

    /** To a user, out of a pool or from another user. */
    static Map<String, Object> to(long user, Long homePool, Long previousOwner, Instant now) {
        Map<String, Object> values = new HashMap<>();
        values.put(SystemFields.OWNER, user);
        values.put(PoolFields.POOL, null);
        values.put(PoolFields.POOLED_AT, null);
        values.put(PoolFields.POOL_REASON, null);
        values.put(PoolFields.HOME_POOL, homePool);
        if (previousOwner != null) {
            values.put(PoolFields.PREVIOUS_OWNER, previousOwner);
        }
        values.put(PoolFields.CLAIMED_AT, now);
        values.put(PoolFields.PROTECTED_UNTIL, null);
        return values;
    }
}
