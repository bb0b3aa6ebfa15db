package org.penglai.crm.persistence.spi;

import java.util.Set;
import org.jooq.DSLContext;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What a platform bundle keeps of record types outside the database, or in rows that name a type in some text: files, for
 * instance. Goes when a module is removed with its data. Rows with a column for the type go without it. Register as an
 * OSGi service. Safe for any thread.
 */
@ConsumerType
public interface TypeTraces {
    /**
     * Removes rows inside the caller's transaction.
     *
     * @param types names
     * @return what is left to do when the transaction is through; does not fail
     */
    Runnable remove(DSLContext sql, Set<String> types);
}
