package org.penglai.crm.records.internal.types;

import java.util.List;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.records.spi.StoredType;

/**
 * One RecordType service while it is there, and what became of it.
 *
 * @param key identifies the service
 * @param declared as the service gave it
 * @param definition the same with what the platform adds
 * @param bundleId bundle that registered it
 * @param version version of that bundle
 * @param admitted the type as it is in use; null while the unit is missing or something does not fit
 * @param problems why it is not in use
 * @param undecided whether the check could not be made because the database did not answer
 */
record Registration(
        Object key,
        RecordDefinition declared,
        RecordDefinition definition,
        long bundleId,
        String version,
        StoredType admitted,
        List<String> problems,
        boolean undecided) {
    static Registration fresh(
            Object key, RecordDefinition declared, RecordDefinition definition, long bundleId, String version) {
        return new Registration(key, declared, definition, bundleId, version, null, List.of(), false);
    }

    Registration admittedAs(StoredType type) {
        return new Registration(key, declared, definition, bundleId, version, type, List.of(), false);
    }

    Registration refused(List<String> reasons) {
        return new Registration(key, declared, definition, bundleId, version, null, List.copyOf(reasons), false);
    }

    Registration postponed(String reason) {
        return new Registration(key, declared, definition, bundleId, version, null, List.of(reason), true);
    }

    String typeName() {
        return definition.type();
    }

    String module() {
        return definition.module();
    }
}
