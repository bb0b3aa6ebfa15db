package org.penglai.crm.events.spi;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.osgi.annotation.versioning.ProviderType;

/** Reads what audit knows of single records. Rights are the caller's concern. Safe for any thread. */
@ProviderType
public interface AuditTrail {
    /**
     * Rows of one record, the newest first.
     *
     * @param beforeAt only rows older than this moment, or of this moment with a smaller id; null for all
     * @param beforeId see there
     * @param which created rows only, the others only, or all
     */
    List<Row> of(DSLContext sql, String type, long recordId, Instant beforeAt, long beforeId, Which which, int limit);

    /** Which rows are wanted. */
    enum Which {
        ALL,
        CREATION,
        CHANGES
    }

    /** @param id of the row; what else there is as in {@link Journal.Entry} */
    record Row(long id, Instant at, Journal.Entry entry, Origin origin) {
        public Row(long id, Instant at, Journal.Entry entry) {
            this(id, at, entry, Origin.NONE);
        }
    }
}
