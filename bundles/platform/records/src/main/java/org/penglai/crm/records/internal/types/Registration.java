package org.penglai.crm.records.internal.types;

import java.util.List;
import org.penglai.crm.api.records.DocumentRule;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.records.spi.StoredParts;
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
 * @param parts what is written on the page of such a record
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
        List<StoredParts> parts,
        boolean undecided) {
    static Registration fresh(
            Object key, RecordDefinition declared, RecordDefinition definition, long bundleId, String version) {
        return new Registration(
                key, declared, definition, bundleId, version, null, List.of(), parts(definition), false);
    }

    Registration admittedAs(StoredType type) {
        return new Registration(key, declared, definition, bundleId, version, type, List.of(), parts, false);
    }

    Registration refused(List<String> reasons) {
        return new Registration(key, declared, definition, bundleId, version, null, List.copyOf(reasons), parts, false);
    }

    Registration postponed(String reason) {
        return new Registration(key, declared, definition, bundleId, version, null, List.of(reason), parts, true);
    }

    private static List<StoredParts> parts(RecordDefinition definition) {
        return definition.hooks().stream()
                .filter(DocumentRule.class::isInstance)
                .map(DocumentRule.class::cast)
                .map(rule -> new StoredParts(rule.parts(), rule.field(), rule.grid()))
                .filter(parts -> !parts.grid().columns().isEmpty())
                .toList();
    }

    String typeName() {
        return definition.type();
    }

    String module() {
        return definition.module();
    }
}
