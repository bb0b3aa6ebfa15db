package org.penglai.crm.pools.internal;

import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.unquotedName;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.Record;
import org.jooq.Table;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.pools.FirstPool;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.spi.Types;

/** Gives types that have come the pool that they come with, once. */
@Component
public final class FirstPools implements PeriodicWork {
    private static final Table<Record> GIVEN = table(unquotedName("crm_first_pool"));
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final Types types;
    private final Records records;
    private final Transactions transactions;
    /** Spares the question; for the thread of the round. */
    private final Set<String> done = new HashSet<>();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile List<FirstPool> pools = List.of();

    /** @param migrated proof that the tables are there */
    @Activate
    public FirstPools(
            @Reference Types types,
            @Reference Records records,
            @Reference Transactions transactions,
            @Reference(target = "(osgi.jndi.service.name=crm-pools)") DataSource migrated) {
        this.types = types;
        this.records = records;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "pools.first";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run(Instant now) {
        if (!types.isWritable(PoolsType.TYPE)) {
            return;
        }
        for (FirstPool pool : pools) {
            boolean there =
                    types.find(pool.type()).filter(type -> type.has(Trait.POOL)).isPresent();
            if (there && !done.contains(pool.type())) {
                give(pool);
                done.add(pool.type());
            }
        }
    }

    /** A round that was cut off between the two writes finds the pool that it made. */
    private void give(FirstPool pool) {
        if (isGiven(pool.type())) {
            return;
        }
        if (records.list(Caller.system(), PoolsType.TYPE, new RecordQuery("type==" + pool.type(), "id", 1))
                .isEmpty()) {
            Map<String, Object> values = new HashMap<>(pool.values());
            values.put(PoolsType.FOR_TYPE, pool.type());
            records.apply(Caller.system(), List.of(new RecordChange.Create(PoolsType.TYPE, values)));
        }
        transactions.run(transaction -> transaction
                .sql()
                .insertInto(GIVEN, PoolTables.TYPE_NAME)
                .values(pool.type())
                .execute());
    }

    private boolean isGiven(String type) {
        return transactions.run(transaction -> transaction.sql().fetchExists(GIVEN, PoolTables.TYPE_NAME.eq(type)));
    }
}
