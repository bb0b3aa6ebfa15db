package org.penglai.crm.records.spi;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** How far the values of sensitive fields are sealed, for the operator. Safe for any thread. */
@ProviderType
public interface SealingStatus {
    /** Every sensitive field. Counts rows, so it takes a while on big tables. */
    List<Field> fields();

    /**
     * @param name type and field
     * @param version that new values are sealed with
     * @param clear values that are still stored in clear
     * @param old values that are sealed with an older version
     * @param current values that are sealed with the newest version
     */
    record Field(String name, int version, long clear, long old, long current) {}
}
