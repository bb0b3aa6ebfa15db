package org.penglai.crm.pools.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.SystemFields;

/**
 * Runs at each write of a poolable record: it has either an owner or a pool, whichever way it is written, and its time to
 * be taken back follows from who has it.
 */
final class PoolRule implements RecordHook {
    private final PoolDirectory pools;

    PoolRule(PoolDirectory pools) {
        this.pools = pools;
    }

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        if (input.operation() == Operation.DELETE) {
            return outcome;
        }
        RecordSnapshot after = input.after();
        Map<String, Object> values = isByRule(input) ? Map.of() : byHand(input, outcome);
        values.forEach(outcome::set);
        if (outcome.violations().isEmpty()) {
            time(input, with(after, values), outcome);
        }
        return outcome;
    }

    /** Only actions and the platform can change these fields; they keep the rules themselves. */
    private static boolean isByRule(Input input) {
        return input.before() != null
                && (changed(input, PoolFields.CLAIMED_AT) || changed(input, PoolFields.POOLED_AT));
    }

    private Map<String, Object> byHand(Input input, Outcome outcome) {
        String type = input.after().type();
        Long poolBefore = value(input.before(), PoolFields.POOL);
        Long pool = value(input.after(), PoolFields.POOL);
        Long ownerBefore = value(input.before(), SystemFields.OWNER);
        Long owner = value(input.after(), SystemFields.OWNER);
        if (pool != null && !pool.equals(poolBefore)) {
            return intoPool(input, pool, outcome);
        }
        if (owner != null && pool != null) {
            PoolTerms left = pools.find(pool).orElse(null);
            if (!PoolRights.mayAssign(input.caller(), type, left)) {
                throw PoolRefusals.mayNotAssign();
            }
            return PoolMoves.to(owner, pool, null, input.now());
        }
        if (owner == null && pool == null && poolBefore != null) {
            outcome.reject(Violation.of(
                    SystemFields.OWNER,
                    "required",
                    "移出公海时需要指定负责人。",
                    "Whoever takes it out of the pool names an owner."));
            return Map.of();
        }
        if (owner == null && pool == null && (ownerBefore != null || isMadeWithoutOwner(input))) {
            return pools.target(type, value(input.after(), PoolFields.HOME_POOL), ownerBefore)
                    .map(terms -> PoolMoves.into(terms, "manual", pools.known(ownerBefore), input.now()))
                    .orElse(Map.of());
        }
        if (owner != null && input.before() != null && !owner.equals(ownerBefore)) {
            return PoolMoves.to(
                    owner, value(input.after(), PoolFields.HOME_POOL), pools.known(ownerBefore), input.now());
        }
        return Map.of();
    }

    /** What the platform makes on its own, such as sample data, has no owner and belongs to no pool. */
    private static boolean isMadeWithoutOwner(Input input) {
        return input.before() == null && !input.caller().isSystem();
    }

    private Map<String, Object> intoPool(Input input, long pool, Outcome outcome) {
        String type = input.after().type();
        PoolTerms terms =
                pools.find(pool).filter(each -> each.type().equals(type)).orElse(null);
        Long ownerBefore = value(input.before(), SystemFields.OWNER);
        Long owner = value(input.after(), SystemFields.OWNER);
        // Whoever makes a record owns it unless another is named.
        boolean ownerChosen = owner != null
                && (input.before() == null ? owner != input.caller().userId() : changed(input, SystemFields.OWNER));
        if (terms == null) {
            outcome.reject(
                    Violation.of(PoolFields.POOL, "wrongPool", "不是此类记录的公海。", "This pool is not for such records."));
            return Map.of();
        }
        if (ownerChosen) {
            outcome.reject(Violation.of(
                    PoolFields.POOL, "ownerAndPool", "有负责人的记录不能在公海中。", "A record with an owner cannot be in a pool."));
            return Map.of();
        }
        return PoolMoves.into(terms, "manual", pools.known(ownerBefore), input.now());
    }

    private void time(Input input, RecordSnapshot record, Outcome outcome) {
        Holding holding = Holding.of(record, pools.won(record.type()), input.now());
        Deadline deadline = holding == null ? null : pools.deadline(record.type(), holding);
        Object at = deadline == null ? null : deadline.at();
        Holding before =
                input.before() == null ? null : Holding.of(input.before(), pools.won(record.type()), input.now());
        // What the sweep has put off, so that nobody loses a record unwarned, stays put off.
        if (!Objects.equals(holding, before) && !Objects.equals(record.values().get(PoolFields.RECLAIM_AT), at)) {
            outcome.set(PoolFields.RECLAIM_AT, at);
        }
    }

    private static RecordSnapshot with(RecordSnapshot record, Map<String, Object> values) {
        if (values.isEmpty()) {
            return record;
        }
        Map<String, Object> all = new LinkedHashMap<>(record.values());
        all.putAll(values);
        return new RecordSnapshot(record.type(), record.id(), record.version(), all);
    }

    private static boolean changed(Input input, String field) {
        Object before = input.before() == null ? null : input.before().values().get(field);
        return !Objects.equals(before, input.after().values().get(field));
    }

    private static Long value(RecordSnapshot record, String field) {
        return record == null ? null : record.reference(field);
    }
}
