package org.penglai.crm.pools.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.pools.PoolExemption;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which records must not be taken back now: by the filter of their pool, or because a capability says so. */
final class Exemptions {
    private static final Logger LOG = LoggerFactory.getLogger(Exemptions.class);
    private static final int MOST = 1_000;

    private final RecordReader records;
    private final Supplier<List<PoolExemption>> capabilities;

    Exemptions(RecordReader records, Supplier<List<PoolExemption>> capabilities) {
        this.records = records;
        this.capabilities = capabilities;
    }

    /** @param some records of one type that are governed by the pool */
    Set<Long> among(PoolTerms pool, List<RecordSnapshot> some) {
        Set<Long> ids = some.stream().map(RecordSnapshot::id).collect(Collectors.toSet());
        Set<Long> exempt = new HashSet<>();
        if (ids.isEmpty()) {
            return exempt;
        }
        String type = some.get(0).type();
        if (pool.exempt() != null) {
            exempt.addAll(byFilter(pool, type, ids));
        }
        for (PoolExemption capability : capabilities.get()) {
            try {
                exempt.addAll(capability.exempt(type, Set.copyOf(ids)));
            } catch (RuntimeException failure) {
                // Boundary: a capability's code; rather keep a record too long than take it away wrongly.
                LOG.warn("{} cannot say what it exempts; nothing is taken back: {}", capability, failure.toString());
                return ids;
            }
        }
        return exempt;
    }

    private Set<Long> byFilter(PoolTerms pool, String type, Set<Long> ids) {
        String filter = PoolRows.among(List.copyOf(ids)) + ";(" + pool.exempt() + ")";
        try {
            return records.list(Caller.system(), type, new RecordQuery(filter, "id", MOST)).stream()
                    .map(RecordSnapshot::id)
                    .collect(Collectors.toSet());
        } catch (CrmException refused) {
            LOG.warn(
                    "Pool {} takes nothing back, its exemption {} does not work: {}",
                    pool.name(),
                    pool.exempt(),
                    refused.getMessage());
            return ids;
        }
    }
}
