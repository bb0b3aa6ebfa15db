package org.penglai.crm.records.internal.write;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.security.Caller;

/**
 * What a transaction is to do. Immutable, since the transaction may be repeated.
 *
 * @param caller who does it
 * @param now the time of the writes
 * @param changes in order, each followed by its follow-ups
 * @param entries length of the caller's list
 * @param notices what users are to hear of when it is committed
 * @param failures by place in the caller's list; nothing of these is among the changes
 * @param isUnsettled whether one of the failures is that of a document that does not settle: the changes as they are do not
 *     fit together, and those that have not failed are to be planned anew
 */
record Plan(
        Caller caller,
        Instant now,
        int entries,
        List<PlannedChange> changes,
        List<Notice> notices,
        Map<Integer, CrmException> failures,
        boolean isUnsettled) {
    Plan {
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
        failures = Map.copyOf(failures);
    }
}
