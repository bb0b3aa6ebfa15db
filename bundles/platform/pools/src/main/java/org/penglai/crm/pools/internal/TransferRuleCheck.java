package org.penglai.crm.pools.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;

/** Whether a transfer rule makes sense: one target, for the same records, and no way round in a circle. */
final class TransferRuleCheck implements RecordHook {
    private static final int MOST = 1_000;

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot rule = input.after();
        if (rule == null) {
            return outcome;
        }
        Long toPool = rule.reference(TransferRulesType.TO_POOL);
        if ((toPool == null) == (rule.reference(TransferRulesType.TO_OWNER) == null)) {
            return outcome.reject(Violation.of(
                    TransferRulesType.TO_POOL, "oneTarget", "请填写“转入公海”或“分配给”其中之一。", "Name either a pool or an owner."));
        }
        Optional<RecordSnapshot> pool =
                input.records().find(Caller.system(), PoolsType.TYPE, rule.reference(TransferRulesType.POOL));
        if (pool.isPresent()) {
            filter(input, pool.get().text("type"), outcome);
            if (toPool != null) {
                target(input, pool.get(), toPool, outcome);
            }
        }
        return outcome;
    }

    private static void filter(Input input, String type, Outcome outcome) {
        String filter = input.after().text(TransferRulesType.FILTER);
        if (filter == null) {
            return;
        }
        try {
            input.records().list(Caller.system(), type, new RecordQuery(filter, "", 1));
        } catch (NotFound notInstalled) {
            // The type may come later; a rule whose filter does not work then is left out.
        } catch (CrmException refused) {
            outcome.reject(new Violation(TransferRulesType.FILTER, "invalid", refused.text()));
        }
    }

    private static void target(Input input, RecordSnapshot pool, long toPool, Outcome outcome) {
        boolean fits = input.records()
                .find(Caller.system(), PoolsType.TYPE, toPool)
                .filter(other -> pool.text("type").equals(other.text("type")))
                .isPresent();
        if (!fits) {
            outcome.reject(Violation.of(
                    TransferRulesType.TO_POOL,
                    "wrongPool",
                    "应为同一对象的另一个公海。",
                    "Must be another pool for the same records."));
        } else if (leads(input.records(), toPool, pool.id(), input.after().id())) {
            outcome.reject(Violation.of(
                    TransferRulesType.TO_POOL,
                    "circle",
                    "流转规则不能形成循环。",
                    "Transfer rules must not lead back to the same pool."));
        }
    }

    /** Whether rules, whatever their conditions, lead from one pool to the other. */
    private static boolean leads(RecordReader records, long from, long to, long except) {
        Set<Long> seen = new HashSet<>();
        Deque<Long> next = new ArrayDeque<>(Set.of(from));
        while (!next.isEmpty()) {
            long pool = next.poll();
            if (pool == to) {
                return true;
            }
            if (seen.add(pool)) {
                String filter = "pool==" + Ids.format(pool);
                records.list(Caller.system(), TransferRulesType.TYPE, new RecordQuery(filter, "id", MOST)).stream()
                        .filter(rule -> rule.id() != except)
                        .map(rule -> rule.reference(TransferRulesType.TO_POOL))
                        .filter(target -> target != null)
                        .forEach(next::add);
            }
        }
        return false;
    }
}
