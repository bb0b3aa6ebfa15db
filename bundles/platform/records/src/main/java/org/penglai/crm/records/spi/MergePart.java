package org.penglai.crm.records.spi;

import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * What hangs on records in a table of a platform bundle: it follows a merge and goes when a record is deleted for good.
 * Attachments, for instance. Register as an OSGi service. Called inside the transaction; must not leave the process.
 */
@ConsumerType
public interface MergePart {
    /** Unique and lasting; at most 50 characters. */
    String name();

    /** Moves all of a record to another and returns the rows' ids. */
    List<Long> move(DSLContext sql, String type, long from, long to);

    /** Moves a row back, if it still hangs on the record to which it was moved; tells whether it did. */
    boolean moveBack(DSLContext sql, String type, long row, long from, long to);

    /** Removes what hangs on records that are deleted for good; a few hundred at most. */
    void purge(DSLContext sql, String type, Collection<Long> records);
}
