package org.penglai.crm.records.internal.query;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.records.spi.StoredType;

/** Reads whole records as snapshots on a given connection. Stateless, safe for any thread. */
public final class SnapshotLoader {
    /** Which rows are wanted, and how. */
    public enum Mode {
        /** Rows that are not in the recycle bin. */
        LIVE,
        /** The same, locked until the end of the transaction. */
        LIVE_FOR_UPDATE,
        /** Rows in the recycle bin included. */
        ALL,
        /** The same, locked until the end of the transaction. */
        ALL_FOR_UPDATE
    }

    /**
     * The records of these ids with all own and system fields, tags and external ids included; values have the Java
     * types of {@link org.penglai.crm.api.records.FieldKind}.
     *
     * @return by id, in the order of the ids; an id without a row is left out
     */
    public Map<Long, RecordSnapshot> load(DSLContext sql, StoredType type, Collection<Long> ids, Mode mode) {
        throw new UnsupportedOperationException(List.of(type, ids, mode).toString());
    }
}
