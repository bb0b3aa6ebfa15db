package org.penglai.crm.work.spi;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.security.Caller;

/**
 * Changes to appointments and tasks that repeat: to one occurrence, to it and all that follow, or to all. What is changed
 * alone becomes a record of its own that knows its series. Each change is one transaction, by the caller's rights. Safe for
 * any thread.
 */
@ProviderType
public interface Series {
    /** How far a change reaches. */
    enum Scope {
        ONE,
        FOLLOWING,
        ALL
    }

    /**
     * Changes occurrences.
     *
     * @param occurrence where the one that is meant lies by the rule
     * @param values new values of that one, in JSON form; its times are {@code startAt} and {@code endAt} of an
     *     appointment, {@code dueAt} of a task
     * @throws org.penglai.crm.api.error.NotFound if the record is not to be seen
     * @throws org.penglai.crm.api.error.Conflict if the series has no such occurrence
     */
    Done change(Caller caller, String type, long id, Instant occurrence, Scope scope, Map<String, Object> values);

    /** Takes occurrences away; all of them is the whole record. Else as {@link #change}. */
    Done remove(Caller caller, String type, long id, Instant occurrence, Scope scope);

    /**
     * What was done.
     *
     * @param id the record that now stands for the occurrence; null if none does
     * @param undo changes that take it back, in one transaction
     * @param restore ids of records that come back from the recycle bin after that
     */
    record Done(Long id, List<RecordChange> undo, List<Long> restore) {}
}
