package org.penglai.crm.records.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

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
    /** How long a batch can be taken back. */
    Duration KEPT = Duration.ofDays(30);

    /** Whether there is something under the job's name that nobody has taken back yet. */
    boolean canUndo(long job);

    /**
     * Batches that are kept, the latest first.
     *
     * @param owner whose; null for everybody's
     * @param before job of the last one of the page before; null for the first page
     */
    List<Batch> list(Long owner, Long before, int limit);

    /**
     * Records of a batch that stay, or have stayed, as they are now when it is taken back, because somebody has written
     * them since. Empty for a job without a batch.
     *
     * @param caller in whose eyes records have titles
     */
    List<Left> left(Caller caller, long job, int limit);

    /**
     * @param job the job that wrote it
     * @param undoneBy the job that takes or took it back; null as long as it can be taken back
     * @param at when it was begun
     */
    record Batch(long job, Long undoneBy, Instant at) {}

    /** @param title null if it has none that the caller may see */
    record Left(String type, long id, String title, Localized reason) {}
}
