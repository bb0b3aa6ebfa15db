package org.penglai.crm.api.records;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.security.Caller;

/**
 * What {@link org.penglai.crm.api.jobs.PeriodicWork} does with records whose time has come: all of a type that meet a
 * condition get new values, a few in a transaction, in the order of their ids. One record that its rules do not let
 * change, or that somebody changes meanwhile, keeps no other from its change.
 */
public final class RecordSweep {
    private final Records records;
    private final String type;
    private final Function<List<RecordSnapshot>, Function<RecordSnapshot, Map<String, Object>>> values;
    private CrmException refused;

    private RecordSweep(
            Records records,
            String type,
            Function<List<RecordSnapshot>, Function<RecordSnapshot, Map<String, Object>>> values) {
        this.records = records;
        this.type = type;
        this.values = values;
    }

    /**
     * Changes the records that match, as the system, each for the version that was read. It may be repeated: what was
     * changed should no longer match.
     *
     * @param filter RSQL
     * @param values the new values of a record
     * @throws InterruptedException when the thread is told to end; what was changed until then stays
     * @throws CrmException when all others are changed, if rules refused any: the first refusal, the others suppressed;
     *     whoever lost against another writer is left to the next round without a word
     */
    public static void run(
            Records records, String type, String filter, Function<RecordSnapshot, Map<String, Object>> values)
            throws InterruptedException {
        runTogether(records, type, filter, some -> values);
    }

    /**
     * The same where values are found for a few records at once, like answers of another system.
     *
     * @param values for at most 200 records: the new values of each of them; empty for one that stays as it is
     * @throws InterruptedException when the thread is told to end; what was changed until then stays
     * @throws CrmException when all others are changed, if rules refused any
     */
    public static void runTogether(
            Records records,
            String type,
            String filter,
            Function<List<RecordSnapshot>, Function<RecordSnapshot, Map<String, Object>>> values)
            throws InterruptedException {
        RecordSweep sweep = new RecordSweep(records, type, values);
        sweep.all(filter);
        if (sweep.refused != null) {
            throw sweep.refused;
        }
    }

    private void all(String filter) throws InterruptedException {
        requireToGoOn();
        for (List<RecordSnapshot> some : RecordWalk.of(records, type, filter)) {
            change(some);
            requireToGoOn();
        }
    }

    private static void requireToGoOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void change(List<RecordSnapshot> some) {
        Function<RecordSnapshot, Map<String, Object>> each = values.apply(some);
        List<RecordChange> changes = some.stream()
                .map(record -> new Found(record, each.apply(record)))
                .filter(found -> !found.values.isEmpty())
                .<RecordChange>map(
                        found -> new RecordChange.Update(type, found.record.id(), found.record.version(), found.values))
                .toList();
        try {
            records.apply(Caller.system(), changes);
        } catch (CrmException oneOfThem) {
            changes.forEach(this::alone);
        }
    }

    private record Found(RecordSnapshot record, Map<String, Object> values) {}

    private void alone(RecordChange change) {
        try {
            records.apply(Caller.system(), List.of(change));
        } catch (Stale meanwhile) {
            // Whoever changed it is at it; the next round looks again.
            return;
        } catch (CrmException refusal) {
            if (refused == null) {
                refused = refusal;
            } else {
                refused.addSuppressed(refusal);
            }
        }
    }
}
