package org.penglai.crm.records.internal.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.persistence.OptimisticLockException;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Transaction;
import org.penglai.crm.records.spi.RecordWrites.Result;

/**
 * Writes the good ones of a list of changes in one transaction. Bad ones are found by checks; if the database refuses
 * rows that no check objects to, they are searched for by trying halves, which are rolled back. For one call.
 */
final class EachChange {
    private static final int TRIES = 4;

    private final Kernel kernel;
    private final Caller caller;
    private final Steps steps;
    private final Long ledger;
    private final Consumer<Written> inside;
    private final Map<Integer, CrmException> failures = new TreeMap<>();

    /**
     * @param ledger by what name the writes can be taken back; null for none
     * @param inside runs at the end of the transaction; may be null
     */
    EachChange(Kernel kernel, Caller caller, Steps steps, Long ledger, Consumer<Written> inside) {
        this.kernel = kernel;
        this.caller = caller;
        this.steps = steps;
        this.ledger = ledger;
        this.inside = inside;
    }

    /** What is to be done, place by place. */
    interface Steps {
        int size();

        /** Adds the steps at these places to the plan. */
        void plan(Planning planning, List<Integer> places);
    }

    /**
     * What became of the steps, by place.
     *
     * @param records as they are afterwards; none for deleted ones
     * @param changed places at which something was written
     */
    record Written(Map<Integer, RecordSnapshot> records, Map<Integer, CrmException> failures, Set<Integer> changed) {

        List<Result> results(int size) {
            return IntStream.range(0, size)
                    .mapToObj(place -> new Result(records.get(place), failures.get(place)))
                    .toList();
        }
    }

    Written run() {
        int tried = 0;
        boolean duplicate = false;
        while (true) {
            List<Integer> rest = rest();
            Plan plan = null;
            try {
                Plan planned = plan(rest);
                plan = planned;
                failures.putAll(planned.failures());
                if (planned.isUnsettled()) {
                    continue;
                }
                return planned.changes().isEmpty() && inside == null
                        ? new Written(Map.of(), failures, Set.of())
                        : kernel.transactions().run(transaction -> write(transaction, planned));
            } catch (InsideFailure failure) {
                throw failure.cause;
            } catch (Rejection rejection) {
                failures.putAll(rejection.failures());
            } catch (ChangedMeanwhile | OptimisticLockException changed) {
                if (++tried == TRIES) {
                    throw Failures.busy();
                }
            } catch (CrmException told) {
                throw told;
            } catch (RuntimeException failure) {
                if (plan == null || !DatabaseRefusals.isRefusal(failure)) {
                    throw failure;
                }
                // Mostly somebody else has just committed the same key; then the checks find it now.
                if (duplicate || !DatabaseRefusals.isDuplicate(failure)) {
                    DatabaseRefusals.log(failure);
                    isolate(List.of(), rest());
                }
                duplicate = true;
            }
        }
    }

    private Plan plan(List<Integer> places) {
        return kernel.plan(caller, planning -> steps.plan(planning, places));
    }

    private Written write(Transaction transaction, Plan plan) {
        PlanExecution execution = new PlanExecution(transaction, plan, kernel.tools(), ledger);
        Written written = new Written(execution.run(), failures, execution.changed());
        if (inside != null) {
            try {
                inside.accept(written);
                transaction.flush();
            } catch (RuntimeException failure) {
                // Not a failure of the changes: it goes to the caller as it is.
                throw new InsideFailure(failure);
            }
        }
        return written;
    }

    /** Which of the suspects can be written together with those before them; the others become failures. */
    private List<Integer> isolate(List<Integer> before, List<Integer> suspects) {
        List<Integer> all = new ArrayList<>(before);
        all.addAll(suspects);
        CrmException refusal = refusal(all);
        if (refusal == null || suspects.isEmpty()) {
            return suspects;
        }
        if (suspects.size() == 1) {
            failures.put(suspects.get(0), refusal);
            return List.of();
        }
        List<Integer> good = new ArrayList<>(isolate(before, suspects.subList(0, suspects.size() / 2)));
        List<Integer> upToHere = new ArrayList<>(before);
        upToHere.addAll(good);
        good.addAll(isolate(upToHere, suspects.subList(suspects.size() / 2, suspects.size())));
        return good;
    }

    /** What stands against writing these; null if nothing does. Writes nothing. */
    private CrmException refusal(List<Integer> places) {
        Plan plan = plan(places);
        if (!plan.failures().isEmpty()) {
            return plan.failures().values().iterator().next();
        }
        try {
            return kernel.transactions().run(transaction -> {
                new PlanExecution(transaction, plan, kernel.tools(), null).run();
                transaction.flush();
                transaction.rollbackOnly();
                return null;
            });
        } catch (Rejection rejection) {
            return rejection.first();
        } catch (CrmException | ChangedMeanwhile | OptimisticLockException other) {
            throw other;
        } catch (RuntimeException failure) {
            if (!DatabaseRefusals.isRefusal(failure)) {
                throw failure;
            }
            PlannedChange last = plan.changes().isEmpty()
                    ? null
                    : plan.changes().get(plan.changes().size() - 1);
            return DatabaseRefusals.told(failure, last);
        }
    }

    private List<Integer> rest() {
        return IntStream.range(0, steps.size())
                .filter(place -> !failures.containsKey(place))
                .boxed()
                .toList();
    }

    private static final class InsideFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient RuntimeException cause;

        InsideFailure(RuntimeException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
