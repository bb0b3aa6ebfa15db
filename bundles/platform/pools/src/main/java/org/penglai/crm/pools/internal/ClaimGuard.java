package org.penglai.crm.pools.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.WriteGuard;

/**
 * Holds claims to the limits of their pools, however many come at once: the claims of a user in a pool wait for each other
 * at one row, so that each counts what those before it have committed.
 */
@Component
public final class ClaimGuard implements WriteGuard {
    private final PoolDirectory pools;

    /** @param migrated proof that the tables are there */
    @Activate
    public ClaimGuard(
            @Reference PoolDirectory pools,
            @Reference(target = "(osgi.jndi.service.name=crm-pools)") DataSource migrated) {
        this.pools = pools;
    }

    @Override
    public Map<Integer, CrmException> check(Transaction transaction, Caller caller, List<Write> writes) {
        // In the order of the pools' ids, so that no two transactions wait for each other's rows.
        Map<Long, List<Write>> claims = new TreeMap<>();
        for (Write write : writes) {
            if (write.word().equals(PoolActions.CLAIM) && write.type().has(Trait.POOL) && write.before() != null) {
                Long pool = write.before().reference(PoolFields.POOL);
                if (pool != null) {
                    claims.computeIfAbsent(pool, id -> new ArrayList<>()).add(write);
                }
            }
        }
        Map<Integer, CrmException> refused = new HashMap<>();
        claims.forEach((pool, some) -> pools.find(pool)
                .filter(terms -> terms.claimLimitPerDay() != null || terms.holdingLimit() != null)
                .ifPresent(terms -> check(transaction.sql(), terms, caller.userId(), some, refused)));
        return refused;
    }

    private void check(
            DSLContext sql, PoolTerms pool, long user, List<Write> claims, Map<Integer, CrmException> refused) {
        Instant now = claims.get(0).now();
        LocalDate today = LocalDate.ofInstant(now, pool.zone());
        long claimed = lock(sql, pool.id(), user, today);
        long held = pool.holdingLimit() == null
                ? 0
                : held(sql, pool, user, claims.get(0).type());
        for (Write claim : claims) {
            if (pool.claimLimitPerDay() != null && claimed >= pool.claimLimitPerDay()) {
                refused.put(claim.place(), PoolRefusals.dailyLimit(pool));
            } else if (pool.holdingLimit() != null && held >= pool.holdingLimit()) {
                refused.put(claim.place(), PoolRefusals.holdingLimit(pool));
            } else {
                claimed++;
                held++;
            }
        }
        sql.update(PoolTables.QUOTA)
                .set(PoolTables.DAY, today)
                .set(PoolTables.CLAIMS, Math.toIntExact(claimed))
                .where(PoolTables.POOL.eq(pool.id()))
                .and(PoolTables.USER.eq(user))
                .execute();
    }

    /** Waits for the other claims of the user in this pool; says how many there were today. */
    private static long lock(DSLContext sql, long pool, long user, LocalDate today) {
        Condition row = PoolTables.POOL.eq(pool).and(PoolTables.USER.eq(user));
        // An update locks the row on every database.
        int locked = sql.update(PoolTables.QUOTA)
                .set(PoolTables.CLAIMS, PoolTables.CLAIMS)
                .where(row)
                .execute();
        if (locked == 0) {
            // Of two first claims one fails here and is done again by the kernel.
            sql.insertInto(PoolTables.QUOTA)
                    .set(PoolTables.POOL, pool)
                    .set(PoolTables.USER, user)
                    .set(PoolTables.DAY, today)
                    .set(PoolTables.CLAIMS, 0)
                    .execute();
            return 0;
        }
        var quota = sql.select(PoolTables.DAY, PoolTables.CLAIMS)
                .from(PoolTables.QUOTA)
                .where(row)
                .fetchSingle();
        return today.equals(quota.value1()) ? quota.value2() : 0;
    }

    /** Won ones count only if the pool says so. */
    private long held(DSLContext sql, PoolTerms pool, long user, StoredType type) {
        Condition held = PoolTables.OWNER
                .eq(user)
                .and(PoolTables.HOME_POOL.eq(pool.id()))
                .and(PoolTables.LIVE);
        Won won = pools.won(type.name());
        if (!pool.countWon() && won.field() != null) {
            String column = type.field(won.field()).orElseThrow().column();
            held = held.and(
                    PoolTables.text(column).isNull().or(PoolTables.text(column).notIn(won.codes())));
        }
        return sql.fetchCount(PoolTables.of(type), held);
    }
}
