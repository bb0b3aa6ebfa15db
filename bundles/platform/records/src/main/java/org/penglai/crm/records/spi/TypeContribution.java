package org.penglai.crm.records.spi;

import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.records.RecordDefinition;

/**
 * What the platform adds to the types of capabilities: rules and actions that come with a trait. Register as an OSGi
 * service. When one comes or goes every registered type is looked at again.
 */
@ConsumerType
public interface TypeContribution {
    /**
     * The definition with what is added, or the very same if there is nothing to add. What is added runs on the threads of
     * the type's module and under its time limit.
     */
    RecordDefinition extend(RecordDefinition definition);
}
