package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.internal.types.RegisteredType;
import org.penglai.crm.records.spi.StoredType;

/**
 * Looks at a change's values without the database and without rules: types, limits, options, required fields. What a
 * rule of the module or another record stands against is only found by writing.
 */
final class DryCheck {
    private final Kernel kernel;

    DryCheck(Kernel kernel) {
        this.kernel = kernel;
    }

    List<Violation> check(Caller caller, RecordChange change) {
        StoredType stored = kernel.types().get(change.type());
        RegisteredType type =
                kernel.types().registered(change.type()).orElseThrow(() -> Failures.moduleUnavailable(stored.module()));
        List<Violation> problems = new ArrayList<>();
        Reach reach = new Reach(kernel.rights(), caller);
        try {
            if (change instanceof RecordChange.Create create) {
                Map<String, Object> after = kernel.values().defaults(stored);
                after.putAll(kernel.values().read(type, create.values(), null, caller.isSystem(), problems));
                kernel.values().require(stored, null, after, false, problems);
                dropRequiredWhereRefused(problems);
                reach.check(stored, create.values(), problems);
            } else if (change instanceof RecordChange.Update update) {
                Map<String, Object> set =
                        kernel.values().read(type, update.values(), Map.of(), caller.isSystem(), problems);
                // It may be the record's own number, sent along unchanged.
                problems.removeIf(problem -> problem.field().equals(stored.numberField())
                        && problem.code().equals("readOnly"));
                reach.check(stored, update.values(), problems);
                set.forEach((name, value) -> {
                    if (value == null && stored.fields().get(name).required()) {
                        problems.add(Failures.required(name));
                    }
                });
            }
        } catch (CrmException failure) {
            problems.addAll(failure.violations());
        }
        return problems;
    }

    private static void dropRequiredWhereRefused(List<Violation> problems) {
        List<Violation> required = problems.stream()
                .filter(problem -> problem.code().equals("required"))
                .toList();
        required.forEach(missing -> {
            boolean refused = problems.stream()
                    .anyMatch(problem -> problem != missing && problem.field().equals(missing.field()));
            if (refused) {
                problems.remove(missing);
            }
        });
    }
}
