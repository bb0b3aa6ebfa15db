package org.penglai.crm.customers.internal;

import java.util.Objects;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/** No customer stands above itself, and no group is deeper than people can follow. */
final class ParentRules implements RecordHook {
    static final int LEVELS = 20;

    @Override
    public Outcome apply(Input input) {
        RecordSnapshot customer = input.after();
        if (customer == null || isUnchanged(input.before(), customer)) {
            return Outcome.none();
        }
        Long above = customer.reference("parent");
        for (int level = 0; above != null; level++) {
            if (above == customer.id()) {
                return Outcome.none()
                        .reject(Violation.of(
                                "parent",
                                "circular",
                                "上级客户不能是自己或自己的下级。",
                                "The parent cannot be the customer itself or one below it."));
            }
            if (level == LEVELS) {
                return Outcome.none()
                        .reject(Violation.of("parent", "tooDeep", "客户层级不能超过 20 级。", "A group has at most 20 levels."));
            }
            above = input.records()
                    .find(Caller.system(), CustomerType.TYPE, above)
                    .map(parent -> parent.reference("parent"))
                    .orElse(null);
        }
        return Outcome.none();
    }

    private static boolean isUnchanged(RecordSnapshot before, RecordSnapshot after) {
        return before != null && Objects.equals(before.reference("parent"), after.reference("parent"));
    }
}
