package org.penglai.crm.api.handover;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** What a capability holds for persons. Register as an OSGi service; asked often, so the answers should be constants. */
@ConsumerType
public interface HandOverSource {
    /**
     * Records that name a person in a field. One that names {@code owner} says which of the type's records are handed over;
     * without it, all of them are.
     */
    List<HeldRecords> held();

    /** Types whose records stay with their owner, because they tell what he has done. */
    default List<String> staying() {
        return List.of();
    }
}
