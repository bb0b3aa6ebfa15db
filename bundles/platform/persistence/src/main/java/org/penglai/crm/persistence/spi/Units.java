package org.penglai.crm.persistence.spi;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Persistence units that are present, and how their schema is. Safe for any thread. */
@ProviderType
public interface Units {
    /** The unit's state; empty if no bundle ever brought it. */
    Optional<UnitStatus> find(String unit);

    /**
     * @param unit name of the unit
     * @param bundle symbolic name and version of the bundle that brings it
     * @param schemaVersion last migration that ran; null if it has none
     * @param available whether its EntityManagerFactory service is there; always false for a schema without a unit
     * @param problem why it is not, e.g. a failed migration; null if all is well
     */
    record UnitStatus(String unit, String bundle, String schemaVersion, boolean available, String problem) {}
}
