package org.penglai.crm.records.spi;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Transaction;

/**
 * Has the last word on writes inside their transaction, where it may lock and write rows of its own: for limits that hold
 * under parallel writes. Register as an OSGi service. Asked before any of the writes is made; the transaction, and so the
 * question, may be repeated.
 */
@ConsumerType
public interface WriteGuard {
    /**
     * @return what stands against the writes, by {@link Write#place}; empty if nothing does
     */
    Map<Integer, CrmException> check(Transaction transaction, Caller caller, List<Write> writes);

    /**
     * A creation or update.
     *
     * @param place place in the caller's list
     * @param type the record's type
     * @param word created, updated or the name of an action
     * @param before null if the record is being created
     * @param after the record as it will be
     * @param now the time of the write
     */
    record Write(
            int place,
            StoredType type,
            String word,
            RecordSnapshot before,
            RecordSnapshot after,
            java.time.Instant now) {}
}
