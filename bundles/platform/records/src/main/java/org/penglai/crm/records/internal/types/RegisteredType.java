package org.penglai.crm.records.internal.types;

import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.records.spi.StoredType;

/**
 * A type whose code is there. Holds classes of the capability, so it must not outlive the operation it was asked for.
 *
 * @param type the type as plain data
 * @param definition hooks, actions and entity
 * @param bundleId OSGi bundle that registered the type; its executor runs hooks and actions
 * @param module feature name of the owner
 */
public record RegisteredType(StoredType type, RecordDefinition definition, long bundleId, String module) {}
