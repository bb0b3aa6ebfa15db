package org.penglai.crm.exchange.internal.imports;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.records.spi.ImportValues;
import org.penglai.crm.records.spi.RecordWrites;
import org.penglai.crm.records.spi.StoredType;
import org.penglai.crm.records.spi.Types;

/**
 * What an import needs of the platform.
 *
 * @param types the types there are
 * @param values reads cells
 * @param writes writes records
 * @param gates lets writes wait for a module that is being swapped
 * @param index finds records
 * @param snapshots reads records
 * @param reach knows which records a caller reaches
 * @param log remembers
 */
record Kernel(
        Types types,
        ImportValues values,
        RecordWrites writes,
        Gates gates,
        RecordIndex index,
        Snapshots snapshots,
        Reach reach,
        ImportLog log) {

    /** Keeps to the records that a caller reaches. */
    @FunctionalInterface
    interface Reach {

        /**
         * Those of the records that the operation of the caller reaches.
         *
         * @param operation {@code read} or {@code update}
         */
        Set<Long> within(Caller caller, StoredType type, String operation, Collection<Long> ids);

        /** Names of the fields whose values the caller does not see, or only a part of them. */
        default Set<String> closed(Caller caller, StoredType type) {
            return Set.of();
        }
    }

    /** Reads whole records. */
    @FunctionalInterface
    interface Snapshots {

        /** The records by id; missing ones are left out. */
        Map<Long, RecordSnapshot> load(StoredType type, Collection<Long> ids);
    }
}
