package org.penglai.crm.pools.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.api.work.Notices;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every minute: moves on what transfer rules say, whichever way it came into its pool. Until then nobody can claim it
 * there.
 */
@Component
public final class TransferSweep implements PeriodicWork {
    private static final Logger LOG = LoggerFactory.getLogger(TransferSweep.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    /** A round stays short; the next one goes on. */
    private static final int MOST = 500;

    private final Types types;
    private final Records records;
    private final PoolDirectory pools;
    private final Transfers transfers;
    private final PoolNotices told = new PoolNotices(() -> this.notices);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Notices notices;

    /** @param migrated proof that the tables are there */
    @Activate
    public TransferSweep(
            @Reference Types types,
            @Reference Records records,
            @Reference PoolDirectory pools,
            @Reference(target = "(osgi.jndi.service.name=crm-pools)") DataSource migrated) {
        this.types = types;
        this.records = records;
        this.pools = pools;
        transfers = new Transfers(pools, records);
    }

    @Override
    public String name() {
        return "pools.transfer";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run(Instant start) throws InterruptedException {
        // What both databases keep of a time.
        Instant now = start.truncatedTo(ChronoUnit.MICROS);
        pools.forget();
        for (StoredType type : types.list()) {
            if (type.has(Trait.POOL) && types.isWritable(type.name())) {
                for (PoolTerms pool : pools.active(type.name())) {
                    transfer(type, pool, now);
                }
            }
        }
    }

    private void transfer(StoredType type, PoolTerms pool, Instant now) throws InterruptedException {
        Set<Long> seen = new HashSet<>();
        for (Transfers.Rule rule : transfers.of(pool)) {
            List<RecordSnapshot> matching = transfers.matching(pool, rule, MOST);
            for (RecordSnapshot record : matching) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                // What could not be moved by the rule that goes first is not for the others.
                if (seen.add(record.id()) && move(record, values(pool, rule, record, now)) && rule.toOwner() != null) {
                    told.given(type, record, rule.toOwner().id(), pool);
                }
            }
        }
    }

    private static Map<String, Object> values(PoolTerms from, Transfers.Rule rule, RecordSnapshot record, Instant now) {
        return rule.toOwner() != null
                ? PoolMoves.to(rule.toOwner().id(), from.id(), null, now)
                : PoolMoves.on(rule.toPool(), record, now);
    }

    /** False if somebody has changed the record meanwhile; the next round looks at it again. */
    private boolean move(RecordSnapshot record, Map<String, Object> values) {
        try {
            records.apply(
                    Caller.system(),
                    List.of(new RecordChange.Update(record.type(), record.id(), record.version(), values)));
            return true;
        } catch (CrmException refused) {
            LOG.info("{} {} is not moved on now: {}", record.type(), record.id(), refused.getMessage());
            return false;
        }
    }
}
