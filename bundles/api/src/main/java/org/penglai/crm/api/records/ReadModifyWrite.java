package org.penglai.crm.api.records;

import java.util.List;
import java.util.function.Supplier;
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.security.Caller;

/**
 * Changes that are worked out from what is read: read and worked out again if somebody else writes meanwhile, as optimistic
 * concurrency control asks for (Kung, Robinson: On Optimistic Methods for Concurrency Control, 1981).
 */
public final class ReadModifyWrite {
    private static final int ATTEMPTS = 5;

    private ReadModifyWrite() {}

    /**
     * Applies the changes as the system, in one transaction.
     *
     * @param changes reads anew at each call; every update and deletion names the version it read; empty if there is nothing
     *     to change
     * @throws Stale if others write meanwhile again and again; nothing is changed then
     */
    public static void run(Records records, Supplier<List<RecordChange>> changes) {
        for (int attempt = 1; true; attempt++) {
            List<RecordChange> found = changes.get();
            if (found.isEmpty()) {
                return;
            }
            try {
                records.apply(Caller.system(), found);
                return;
            } catch (Stale changedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw changedMeanwhile;
                }
            }
        }
    }
}
