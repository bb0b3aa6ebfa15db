package org.penglai.crm.api.pools;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Says by which codes of which field records of a poolable type count as won (成交): for limits that leave won records out
 * and for the rule "not won in time". Register an implementation as an OSGi service; a type without one has no won records.
 */
@ConsumerType
public interface WonStatus {
    /** Plural REST name of the poolable type. */
    String type();

    /** An enumeration or picklist field of it. */
    String field();

    /** The codes that mean won. */
    Set<String> codes();
}
