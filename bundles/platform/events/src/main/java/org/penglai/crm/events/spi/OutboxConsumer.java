package org.penglai.crm.events.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Gets every committed change, in order, at least once: an index, webhooks, streams of open pages. Register it as an OSGi
 * service; as long as it is there the platform calls it on a thread of its own, never twice at a time, within about 100 ms
 * of a commit.
 *
 * <p>A batch that fails is given again, later and later (1 s, doubled, at most 5 minutes), and nothing is left out; how
 * far each consumer is behind is shown by {@code crm:outbox} and the metrics. What a consumer must not be stopped by, it
 * has to put aside itself.
 */
@ConsumerType
public interface OutboxConsumer {
    /** Unique and lasting, e.g. {@code webhooks}; at most 100 characters. */
    String name();

    /**
     * Whether each node gets all events, because each has its own copy of something. Else one node at a time gets them,
     * for all.
     */
    default boolean perNode() {
        return false;
    }

    /**
     * After which position the first batch begins. A consumer for all nodes is asked once in its life: then the platform
     * keeps its position. One of each node is asked whenever it starts, or starts anew after {@link #handle} threw a
     * {@link Restart}, and keeps its position itself, best together with what it builds.
     *
     * @param first position of the oldest event that is kept: who would have to go on before it has to build anew
     * @param last position of the newest event; for a consumer for all nodes the newest that was known when its service
     *     came, so that nothing is missed which was committed after that
     * @return from 0 (all that is kept) to {@code last} (only what comes)
     */
    default long begin(long first, long last) {
        return last;
    }

    /**
     * From now on nothing passes this consumer by, whatever happens: its position is kept. Called once for each time its
     * service comes, before the first batch, on the thread that gives it batches.
     */
    default void begun() {
        // Most need not know.
    }

    /**
     * Handles some events, at most 500. May run again with the same events after a crash or a failure.
     *
     * @throws InterruptedException when the service or the platform is going
     */
    void handle(List<OutboxEvent> batch) throws InterruptedException;

    /** Thrown by a consumer of each node to be asked for its position again, e.g. to build its copy anew. */
    final class Restart extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Restart(String reason) {
            super(reason);
        }
    }
}
