package org.penglai.crm.records.internal.write;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.persistence.OptimisticLockException;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.records.internal.query.SnapshotLoader;
import org.penglai.crm.records.internal.rights.RecordRights;
import org.penglai.crm.records.internal.types.TypeRegistry;
import org.penglai.crm.records.spi.NumberSource;

/**
 * Plans and executes writes, and does so again when somebody else was faster. Safe for any thread.
 *
 * @param numbers gives null while the module that gives numbers is not there
 */
record Kernel(
        TypeRegistry types,
        ChangeValues values,
        SnapshotLoader loader,
        Database database,
        Transactions transactions,
        Ids ids,
        RecordReader reader,
        RecordRights rights,
        ModuleThreads threads,
        Supplier<NumberSource> numbers,
        WriteTools tools,
        Clock clock) {
    private static final int TRIES = 4;

    /** Rights, values, rules, follow-ups and numbers. */
    Plan plan(Caller caller, Consumer<Planning> changes) {
        return Numbering.complete(planned(caller, changes), numbers.get());
    }

    /** Without numbers, which are used up when they are given. */
    Plan planned(Caller caller, Consumer<Planning> changes) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        PendingRecords records = new PendingRecords(database, loader);
        Rules rules = new Rules(threads, values, caller, new PlannedReader(records, reader), now, ids);
        Planning planning = new Planning(types, values, records, rules, ids, caller, new Reach(rights, caller), now);
        changes.accept(planning);
        planning.settle();
        return planning.plan();
    }

    /** All or none. */
    Map<Integer, RecordSnapshot> atomically(Caller caller, Consumer<Planning> changes, Consumer<Transaction> first) {
        return atomically(caller, changes, first, transaction -> {});
    }

    /**
     * All or none.
     *
     * @param first done in the transaction before the changes
     * @param last done in the transaction after them
     */
    Map<Integer, RecordSnapshot> atomically(
            Caller caller, Consumer<Planning> changes, Consumer<Transaction> first, Consumer<Transaction> last) {
        boolean duplicate = false;
        for (int tried = 1; ; tried++) {
            Plan plan = null;
            try {
                Plan planned = plan(caller, changes);
                plan = planned;
                throwFirst(planned);
                return transactions.run(transaction -> {
                    first.accept(transaction);
                    Map<Integer, RecordSnapshot> written = new PlanExecution(transaction, planned, tools, null).run();
                    last.accept(transaction);
                    return written;
                });
            } catch (Rejection rejection) {
                throw told(rejection.failures(), plan != null && plan.entries() > 1);
            } catch (ChangedMeanwhile | OptimisticLockException changed) {
                if (tried == TRIES) {
                    throw Failures.busy();
                }
            } catch (CrmException told) {
                throw told;
            } catch (RuntimeException failure) {
                if (plan == null || !DatabaseRefusals.isRefusal(failure)) {
                    throw failure;
                }
                // The other one has committed by now, so that the checks will find and name it.
                if (duplicate || !DatabaseRefusals.isDuplicate(failure)) {
                    DatabaseRefusals.log(failure);
                    throw DatabaseRefusals.told(
                            failure,
                            plan.changes().isEmpty() ? null : plan.changes().get(0));
                }
                duplicate = true;
            }
        }
    }

    private static void throwFirst(Plan plan) {
        if (!plan.failures().isEmpty()) {
            throw told(plan.failures(), plan.entries() > 1);
        }
    }

    /**
     * The first failure by place in the caller's list; violations of several changes are told together.
     *
     * @param several whether the violations say their places
     */
    private static CrmException told(Map<Integer, CrmException> failures, boolean several) {
        Map<Integer, CrmException> ordered = new TreeMap<>(failures);
        int place = ordered.keySet().iterator().next();
        CrmException first = ordered.get(place);
        if (several && first instanceof Invalid) {
            return new Invalid(ordered.entrySet().stream()
                    .filter(failure -> failure.getValue() instanceof Invalid)
                    .flatMap(failure -> failure.getValue().violations().stream()
                            .map(violation -> placed(failure.getKey(), violation)))
                    .toList());
        }
        if (several && first instanceof Conflict) {
            List<Violation> violations = first.violations().isEmpty()
                    ? List.of(new Violation("", first.code(), first.text()))
                    : first.violations();
            return new Conflict(
                    first.code(),
                    first.text(),
                    violations.stream()
                            .map(violation -> placed(place, violation))
                            .toList());
        }
        return first;
    }

    private static Violation placed(int place, Violation violation) {
        String field = violation.field().isEmpty() ? String.valueOf(place) : place + "." + violation.field();
        return new Violation(field, violation.code(), violation.message());
    }
}
