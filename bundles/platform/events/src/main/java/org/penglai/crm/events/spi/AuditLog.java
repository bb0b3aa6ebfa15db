package org.penglai.crm.events.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The audit as a whole. Rights are the caller's concern. Safe for any thread. */
@ProviderType
public interface AuditLog {
    /**
     * Rows of all kinds, the newest first.
     *
     * @param beforeId only rows with a smaller id; 0 for all
     */
    List<AuditTrail.Row> list(Filter filter, long beforeId, int limit);

    /**
     * What rows are wanted; null leaves a thing open.
     *
     * @param type record type or area
     * @param from not before this moment
     * @param until before this moment
     */
    record Filter(String type, Long recordId, Long userId, String operation, Instant from, Instant until) {}
}
