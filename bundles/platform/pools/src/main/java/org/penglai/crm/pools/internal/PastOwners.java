package org.penglai.crm.pools.internal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.WriteGuard;

/**
 * Notes who has owned a poolable record and until when, whichever way it changed hands, and lets nobody claim it who is
 * still to cool down: the last owner as well as those before.
 */
@Component
public final class PastOwners implements WriteGuard {
    private final PoolDirectory pools;

    /** @param migrated proof that the tables are there */
    @Activate
    public PastOwners(
            @Reference PoolDirectory pools,
            @Reference(target = "(osgi.jndi.service.name=crm-pools)") DataSource migrated) {
        this.pools = pools;
    }

    @Override
    public Map<Integer, CrmException> check(Transaction transaction, Caller caller, List<Write> writes) {
        Map<Integer, CrmException> refused = new HashMap<>();
        List<Query> ended = new ArrayList<>();
        for (Write write : writes) {
            if (write.before() == null || !write.type().has(Trait.POOL)) {
                continue;
            }
            if (write.word().equals(PoolActions.CLAIM)) {
                until(transaction.sql(), caller, write).ifPresent(refusal -> refused.put(write.place(), refusal));
            }
            Long owner = write.before().reference(SystemFields.OWNER);
            if (owner != null && !owner.equals(write.after().reference(SystemFields.OWNER))) {
                ended.addAll(note(transaction.sql(), write.before().id(), owner, write.now()));
            }
        }
        if (!ended.isEmpty()) {
            transaction.sql().batch(ended).execute();
        }
        return refused;
    }

    private Optional<CrmException> until(DSLContext sql, Caller caller, Write write) {
        return Optional.ofNullable(write.before().reference(PoolFields.POOL))
                .flatMap(pools::find)
                .filter(pool -> pool.coolDownDays() != null)
                .flatMap(pool -> ended(sql, caller.userId(), write)
                        .map(ended -> pool.after(ended, pool.coolDownDays(), pools.calendar()))
                        .filter(until -> until.isAfter(write.now()))
                        .map(until -> PoolRefusals.coolDown(pool, until)));
    }

    private static Optional<Instant> ended(DSLContext sql, long user, Write write) {
        return sql.select(PoolTables.ENDED_AT)
                .from(PoolTables.PAST_OWNER)
                .where(row(write.before().id(), user))
                .fetchOptional(PoolTables.ENDED_AT)
                .map(at -> at.toInstant(ZoneOffset.UTC))
                // What was given back before this was kept.
                .or(() -> Long.valueOf(user).equals(write.before().reference(PoolFields.PREVIOUS_OWNER))
                        ? Optional.ofNullable(write.before().get(PoolFields.POOLED_AT, Instant.class))
                        : Optional.empty());
    }

    private static List<Query> note(DSLContext sql, long record, long owner, Instant now) {
        return List.of(
                sql.deleteFrom(PoolTables.PAST_OWNER).where(row(record, owner)),
                sql.insertInto(PoolTables.PAST_OWNER)
                        .set(PoolTables.RECORD, record)
                        .set(PoolTables.USER, owner)
                        .set(PoolTables.ENDED_AT, PoolTables.utc(now)));
    }

    private static Condition row(long record, long user) {
        return PoolTables.RECORD.eq(record).and(PoolTables.USER.eq(user));
    }
}
