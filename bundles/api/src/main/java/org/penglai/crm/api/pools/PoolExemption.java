package org.penglai.crm.api.pools;

import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Keeps records from being taken back into a public pool, e.g. customers with an open opportunity or a pending approval.
 * Register an implementation as an OSGi service. The record is taken back once nobody exempts it any more, if its time is
 * still over then.
 */
@ConsumerType
public interface PoolExemption {
    /**
     * Which of the records must stay with their owners now. Called on a worker thread for a few hundred records at a time.
     *
     * @param type plural REST name of a poolable type
     * @param ids record ids, never empty
     * @throws RuntimeException to keep all of them until the next round
     */
    Set<Long> exempt(String type, Set<Long> ids);
}
