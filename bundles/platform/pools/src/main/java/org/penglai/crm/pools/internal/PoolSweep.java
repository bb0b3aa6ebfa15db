package org.penglai.crm.pools.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.pools.PoolExemption;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.work.Notices;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/** Every few minutes: warns owners whose time is running out, takes back what is over, passes on what nobody claims. */
@Component
public final class PoolSweep implements PeriodicWork {
    private static final Duration EVERY = Duration.ofMinutes(3);

    private final Types types;
    private final PoolDirectory pools;
    private final ReclaimTimes times;
    private final Warnings warnings;
    private final Reclaiming reclaiming;
    private final Passing passing;

    @Reference(policyOption = ReferencePolicyOption.GREEDY)
    volatile List<PoolExemption> exemptions = List.of();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Notices notices;

    /** @param migrated proof that the tables are there */
    @Activate
    public PoolSweep(
            @Reference Types types,
            @Reference Records records,
            @Reference PoolDirectory pools,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-pools)") DataSource migrated) {
        this.types = types;
        this.pools = pools;
        PoolRows rows = new PoolRows(database, records);
        Exemptions exempt = new Exemptions(records, () -> exemptions);
        PoolNotices told = new PoolNotices(() -> notices);
        times = new ReclaimTimes(pools, rows, database, transactions);
        warnings = new Warnings(pools, rows, exempt, told, database, transactions);
        reclaiming = new Reclaiming(pools, rows, exempt, told, records, transactions);
        passing = new Passing(pools, rows, records);
    }

    @Override
    public String name() {
        return "pools.sweep";
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
            if (type.has(Trait.POOL)
                    && types.isWritable(type.name())
                    && !pools.active(type.name()).isEmpty()) {
                times.refresh(type, now);
                reclaiming.leavers(type, now);
                warnings.send(type, now);
                reclaiming.due(type, now);
                passing.on(type, now);
            }
        }
    }
}
