package org.penglai.crm.api.pools;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The public pool that a poolable type comes with. Register an implementation as an OSGi service: the pool is made soon
 * after the type is there for the first time. It is a pool like those that people make; one that was deleted does not
 * come again.
 */
@ConsumerType
public interface FirstPool {
    /** Plural REST name of the poolable type. */
    String type();

    /** Fields of the record type {@code pools}, with the name at least; the type is filled in. */
    Map<String, Object> values();
}
