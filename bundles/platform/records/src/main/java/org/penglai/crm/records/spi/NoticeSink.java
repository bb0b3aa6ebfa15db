package org.penglai.crm.records.spi;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.notices.Notice;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Transaction;

/** Keeps what rules and actions want users to hear of. Without such a service their notices are dropped. */
@ConsumerType
public interface NoticeSink {
    /**
     * Called inside the transaction of the write, so that notices stand or fall with it; must not leave the process. Runs
     * again when the transaction is repeated.
     *
     * @param caller who writes
     */
    void accept(Transaction transaction, Caller caller, List<Notice> notices);
}
