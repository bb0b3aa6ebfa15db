package org.penglai.crm.customers.internal;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.penglai.crm.api.records.Money;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * Keeps at each customer the won amount of itself and all below it. A change is carried up to every customer above, each
 * only if it is still at the version that the sum was made from. All amounts are in the base currency.
 */
final class WonAmountRollUp implements RecordHook {
    private static final String OWN = "wonAmount";
    private static final String SUBTREE = "subtreeWonAmount";
    private static final String PARENT = "parent";

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        BigDecimal grown = amount(after, OWN).subtract(amount(before, OWN));
        boolean moved = !Objects.equals(parent(before), parent(after));
        if (grown.signum() == 0 && !moved) {
            return Outcome.none();
        }
        Outcome outcome = Outcome.none();
        BigDecimal was = amount(before, SUBTREE);
        BigDecimal is = after == null ? BigDecimal.ZERO : was.add(grown);
        String currency = currency(before, after);
        if (after != null && grown.signum() != 0) {
            outcome.set(SUBTREE, new Money(is, currency));
        }
        Map<Long, RecordSnapshot> above = new LinkedHashMap<>();
        Map<Long, BigDecimal> changes = new LinkedHashMap<>();
        if (moved) {
            climb(input, parent(before), was.negate(), above, changes);
            climb(input, parent(after), is, above, changes);
        } else {
            climb(input, parent(after), grown, above, changes);
        }
        changes.forEach((id, change) -> {
            if (change.signum() != 0) {
                RecordSnapshot customer = above.get(id);
                Money sum = new Money(amount(customer, SUBTREE).add(change), currency);
                outcome.follow(
                        new RecordChange.Update(CustomerType.TYPE, id, customer.version(), Map.of(SUBTREE, sum)));
            }
        });
        return outcome;
    }

    private static void climb(
            Input input, Long from, BigDecimal change, Map<Long, RecordSnapshot> above, Map<Long, BigDecimal> changes) {
        Long id = from;
        for (int level = 0; id != null && level <= ParentRules.LEVELS && change.signum() != 0; level++) {
            Optional<RecordSnapshot> customer = input.records().find(Caller.system(), CustomerType.TYPE, id);
            if (customer.isEmpty()) {
                return;
            }
            above.put(id, customer.get());
            changes.merge(id, change, BigDecimal::add);
            id = parent(customer.get());
        }
    }

    private static Long parent(RecordSnapshot customer) {
        return customer == null ? null : customer.reference(PARENT);
    }

    private static BigDecimal amount(RecordSnapshot customer, String field) {
        Money money = customer == null ? null : customer.get(field, Money.class);
        return money == null ? BigDecimal.ZERO : money.amount();
    }

    private static String currency(RecordSnapshot before, RecordSnapshot after) {
        RecordSnapshot known = after == null ? before : after;
        Money money = known.get(OWN, Money.class);
        Money sum = known.get(SUBTREE, Money.class);
        return money != null ? money.currency() : sum != null ? sum.currency() : "CNY";
    }
}
