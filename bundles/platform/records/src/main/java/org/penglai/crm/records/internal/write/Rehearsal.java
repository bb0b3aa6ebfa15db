package org.penglai.crm.records.internal.write;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordHook.Operation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.records.spi.RecordWrites.Result;

/**
 * Asks everything that a write would be asked and writes nothing: rows that were made only to be taken back would cost as
 * much as an import and leave the database their room to clear up. For one call.
 */
final class Rehearsal {
    private static final int TRIES = 4;

    private final Kernel kernel;
    private final Caller caller;
    private final EachChange.Steps steps;

    Rehearsal(Kernel kernel, Caller caller, EachChange.Steps steps) {
        this.kernel = kernel;
        this.caller = caller;
        this.steps = steps;
    }

    List<Result> run() {
        Map<Integer, CrmException> failures = new TreeMap<>();
        int known;
        do {
            // As in the write itself: what is refused for its own sake must not stand against others of the list.
            known = failures.size();
            List<Integer> rest = IntStream.range(0, steps.size())
                    .filter(place -> !failures.containsKey(place))
                    .boxed()
                    .toList();
            failures.putAll(objections(plan(rest)));
        } while (failures.size() > known);
        return IntStream.range(0, steps.size())
                .mapToObj(place -> new Result(null, failures.get(place)))
                .toList();
    }

    private Plan plan(List<Integer> places) {
        for (int tried = 1; ; tried++) {
            try {
                return kernel.planned(caller, planning -> steps.plan(planning, places));
            } catch (ChangedMeanwhile changed) {
                if (tried == TRIES) {
                    throw Failures.busy();
                }
            }
        }
    }

    private Map<Integer, CrmException> objections(Plan plan) {
        Map<Integer, CrmException> failures = new TreeMap<>(plan.failures());
        List<PlannedChange> written = plan.changes().stream()
                .filter(change -> change.operation() != Operation.DELETE)
                .toList();
        if (!written.isEmpty()) {
            kernel.transactions().run(transaction -> {
                failures.putAll(new PlanExecution(transaction, plan, kernel.tools(), null).objections(written));
                // Guards may have noted something.
                transaction.rollbackOnly();
                return null;
            });
        }
        return failures;
    }
}
