package org.penglai.crm.events.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Reads committed changes by position. Rights are the caller's concern. Safe for any thread. */
@ProviderType
public interface OutboxReader {
    /** Position of the newest event; 0 if there was none yet. */
    long last();

    /** Position of the oldest event that is kept; {@code last() + 1} if none is. Older ones were cleared away. */
    long first();

    /**
     * Events after a position, in order.
     *
     * @param limit at most 1,000 are returned
     */
    List<OutboxEvent> read(long after, int limit);
}
