package org.penglai.crm.events.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What an operator sees of the events, and may do. Safe for any thread. */
@ProviderType
public interface OutboxStatus {
    /** Position of the newest event. */
    long last();

    /** Position of the oldest event that is kept. */
    long first();

    /** Committed changes without a position; many only if no node has the sequencer's lease. */
    long waiting();

    /** All consumers there have ever been, and those of this node that keep their positions themselves. */
    List<Consumer> consumers();

    /** Lets a consumer that waits after a failure try again at once. */
    boolean retry(String consumer);

    /** Lets a consumer go on after the event it fails at; false if no such consumer keeps its position here. */
    boolean skip(String consumer);

    /** Lets a consumer go on after another position, e.g. to get changes again; false if no such one keeps its position here. */
    boolean seek(String consumer, long position);

    /** Forgets a consumer that will not come back, so that events are no longer kept for it. */
    boolean forget(String consumer);

    /**
     * @param perNode whether this is about this node's own copy
     * @param here whether the consumer is present on this node
     * @param position up to which it has handled everything
     * @param lag how many events it has before it
     * @param failures in a row
     * @param nextTryAt null if it does not wait
     * @param lastError why the last try failed; null if it did not
     */
    record Consumer(
            String name,
            boolean perNode,
            boolean here,
            long position,
            long lag,
            int failures,
            Instant nextTryAt,
            String lastError) {}
}
