package org.penglai.crm.records.spi;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What was written under the name of a job, so that it can be taken back for 30 days by a job of kind {@link #UNDO}: only
 * records that are still at the version which that job gave them go back, the others are listed. Written by
 * {@link RecordWrites#applyEach(org.penglai.crm.api.security.Caller, java.util.List, java.util.function.Consumer, Long)} and
 * {@link RecordWrites#editEach}. Safe for any thread.
 */
@ProviderType
public interface UndoLedger {
    /** Kind of the job that takes a batch back. */
    String UNDO = "undo";
    /** Its parameter: id of the batch in text form. */
    String BATCH = "job";

    /** Whether there is something under the job's name that nobody has taken back yet. */
    boolean canUndo(long job);
}
