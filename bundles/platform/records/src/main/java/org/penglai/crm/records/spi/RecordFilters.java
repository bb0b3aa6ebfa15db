package org.penglai.crm.records.spi;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.records.RecordSnapshot;

/** Whether a filter holds for a record as it is going to be, before the database has it. Safe for any thread. */
@ProviderType
public interface RecordFilters {
    /**
     * @throws org.penglai.crm.api.error.Malformed if the filter cannot be parsed
     * @throws org.penglai.crm.api.error.Invalid if a field or value does not fit, or it asks for the initials of a title
     */
    void check(StoredType type, String filter);

    /**
     * The same filter decides as it would in a list; paths over references read the records as they are.
     *
     * @param now what relative dates count from
     * @throws org.penglai.crm.api.error.CrmException as {@link #check}
     */
    boolean matches(StoredType type, String filter, RecordSnapshot record, Instant now);
}
