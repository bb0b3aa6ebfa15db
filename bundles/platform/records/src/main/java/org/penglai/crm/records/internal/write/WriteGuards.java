package org.penglai.crm.records.internal.write;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.WriteGuard;

/** Asks the platform's guards about the writes of a transaction. */
final class WriteGuards {
    private final Supplier<List<WriteGuard>> guards;

    WriteGuards(Supplier<List<WriteGuard>> guards) {
        this.guards = guards;
    }

    void check(Transaction transaction, Plan plan, List<PlannedChange> changes, Map<Integer, CrmException> rejected) {
        List<WriteGuard> present = guards.get();
        if (present.isEmpty()) {
            return;
        }
        List<WriteGuard.Write> writes = changes.stream()
                .filter(change -> !rejected.containsKey(change.origin()))
                .map(change -> new WriteGuard.Write(
                        change.origin(),
                        change.type().type(),
                        change.word(),
                        change.before(),
                        change.after(),
                        plan.now()))
                .toList();
        present.forEach(guard -> guard.check(transaction, plan.caller(), writes).forEach(rejected::putIfAbsent));
    }
}
