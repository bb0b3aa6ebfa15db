package org.penglai.crm.api.modules;

import java.util.Objects;

/**
 * A module in a version.
 *
 * @param id feature name, e.g. {@code crm-customers}
 * @param version of the feature; null for the newest one that is known
 */
public record ModuleVersion(String id, String version) {
    public ModuleVersion {
        Objects.requireNonNull(id, "id");
    }
}
