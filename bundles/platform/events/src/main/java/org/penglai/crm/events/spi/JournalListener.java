package org.penglai.crm.events.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.persistence.spi.Transaction;

/**
 * Learns of every change of records inside the transaction that makes it, e.g. to tell those who watch them. Must be
 * quick, write nothing through the record kernel and not leave the process; what is to happen after the commit goes into
 * {@link Transaction#afterCommit}. A failure rolls the change back. Safe for any thread.
 */
@ConsumerType
public interface JournalListener {
    /** @param entries never empty; runs again when the transaction is repeated */
    void appended(Transaction transaction, List<Journal.Entry> entries);
}
