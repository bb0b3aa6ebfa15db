package org.penglai.crm.api.demo;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Sample records of one module. Register an implementation as an OSGi service; the platform loads and removes them when
 * the operator wants it.
 */
@ConsumerType
public interface DemoData {
    /** Feature name of the module, e.g. {@code crm-customers}; data of modules are loaded in the order of these names. */
    String module();

    /** The records, always the same ones; called for each loading, on a thread of the platform. */
    List<DemoRecord> records();
}
