package org.penglai.crm.api.records;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A kind of record that a capability brings: register an implementation as an OSGi service and the platform gives the
 * type everything a built-in type has (REST, metadata, import, audit, console pages). When the service goes, writes
 * wait for its return while reads go on.
 */
@ConsumerType
public interface RecordType {
    /** The type's definition; called once per registration, must be cheap and free of side effects. */
    RecordDefinition definition();
}
