package org.penglai.crm.api.records;

import java.time.Instant;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.security.Caller;

/**
 * A rule of a record type. Runs before the transaction opens, on the module's own threads and under a time limit; what
 * it returns is applied under a check that the record has not changed meanwhile. Must be free of side effects: it may
 * run again when a write is retried.
 *
 * <p>Runs for what a caller, an import, a hook or an action writes. It does not run for records that go along when another
 * one is deleted ({@link OnDelete#CASCADE}), whose reference is emptied then ({@link OnDelete#CLEAR}), or that come back
 * from the recycle bin: the platform does these by metadata alone, so that they work while the module is stopped.
 */
@ConsumerType
@FunctionalInterface
public interface RecordHook {
    Outcome apply(Input input);

    /** What is being done. */
    enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }

    /**
     * @param operation what is being done
     * @param before the record as it is; null when it is being created
     * @param after the record as it would become; null when it is being deleted
     * @param caller who does it
     * @param records for reading only
     * @param now the time of the write
     */
    record Input(
            Operation operation,
            RecordSnapshot before,
            RecordSnapshot after,
            Caller caller,
            RecordReader records,
            Instant now) {}
}
