package org.penglai.crm.pools.internal;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The transfer rules of pools, and which records they apply to: records as they lie in the pool. */
final class Transfers {
    private static final Logger LOG = LoggerFactory.getLogger(Transfers.class);
    private static final int MOST = 1_000;

    private final PoolDirectory pools;
    private final RecordReader records;

    Transfers(PoolDirectory pools, RecordReader records) {
        this.pools = pools;
        this.records = records;
    }

    /**
     * A rule that can be followed now.
     *
     * @param filter null for all records of the pool
     * @param toPool null if it gives records to an owner
     * @param toOwner null if it moves them to a pool
     */
    record Rule(String name, String filter, PoolTerms toPool, RecordSnapshot toOwner) {
        String target() {
            return toPool == null ? toOwner.text("name") : toPool.name();
        }
    }

    /** In order; without those whose target is not active. */
    List<Rule> of(PoolTerms pool) {
        String filter = "active==true;pool==" + Ids.format(pool.id());
        try {
            return records.list(Caller.system(), TransferRulesType.TYPE, new RecordQuery(filter, "id", MOST)).stream()
                    .sorted(Comparator.comparingLong(rule -> rule.integer(TransferRulesType.POSITION, 0)))
                    .flatMap(rule -> usable(pool, rule).stream())
                    .toList();
        } catch (NotFound notYet) {
            return List.of();
        }
    }

    private Optional<Rule> usable(PoolTerms pool, RecordSnapshot rule) {
        String filter = rule.text(TransferRulesType.FILTER);
        Long toPool = rule.reference(TransferRulesType.TO_POOL);
        if (toPool != null) {
            return pools.find(toPool)
                    .filter(target -> target.active() && target.type().equals(pool.type()))
                    .map(target -> new Rule(rule.text("name"), filter, target, null));
        }
        return Optional.ofNullable(rule.reference(TransferRulesType.TO_OWNER))
                .flatMap(user -> records.find(Caller.system(), "users", user))
                .filter(user -> "active".equals(user.text("status")))
                .map(user -> new Rule(rule.text("name"), filter, null, user));
    }

    /** The records of the pool that the rule applies to; whoever has just lost a record does not get it back. */
    List<RecordSnapshot> matching(PoolTerms pool, Rule rule, int most) {
        return matching(pool, rule, "pool==" + Ids.format(pool.id()), most);
    }

    /** The first rule that applies to the record, which lies in the pool. */
    Optional<Rule> applying(PoolTerms pool, long record) {
        String which = "id==" + Ids.format(record) + ";pool==" + Ids.format(pool.id());
        return of(pool).stream()
                .filter(rule -> !matching(pool, rule, which, 1).isEmpty())
                .findFirst();
    }

    private List<RecordSnapshot> matching(PoolTerms pool, Rule rule, String which, int most) {
        StringBuilder filter = new StringBuilder(which);
        if (rule.toOwner() != null) {
            String user = Ids.format(rule.toOwner().id());
            filter.append(
                    ";(" + PoolFields.PREVIOUS_OWNER + "=null=true," + PoolFields.PREVIOUS_OWNER + "!=" + user + ")");
        }
        if (rule.filter() != null) {
            filter.append(";(").append(rule.filter()).append(')');
        }
        try {
            return records.list(Caller.system(), pool.type(), new RecordQuery(filter.toString(), "id", most));
        } catch (CrmException refused) {
            LOG.warn(
                    "Transfer rule {} of pool {} is left out, its condition {} does not work: {}",
                    rule.name(),
                    pool.name(),
                    rule.filter(),
                    refused.getMessage());
            return List.of();
        }
    }
}
