package org.penglai.crm.records.spi;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Knows where a text may be found, so that a list of a million records need not look into each of them. What it says is
 * never the answer itself: the database still decides by rights and values. Register as an OSGi service. Safe for any
 * thread.
 */
@ConsumerType
public interface TextIndex {
    /**
     * The records of a type whose title holds the text, or one of whose searched fields begins with it, whatever its case;
     * others may be among them.
     *
     * @param type name of the type
     * @param most how many records are of use
     * @return empty if it cannot tell, or if there are more
     */
    Optional<Candidates> holding(String type, String text, int most);

    /**
     * @param ids of the records, in no order
     * @param since records that have been changed later may be missing
     */
    record Candidates(long[] ids, Instant since) {}
}
