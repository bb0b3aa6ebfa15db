package org.penglai.crm.api.reports;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/**
 * Counts and sums over the records that the caller may see, one statement of the database each, however many records there
 * are. Safe for any thread.
 */
@ProviderType
public interface RecordTotals {
    /**
     * At most 1,000 groups, in the order of their values; without groups one row.
     *
     * @throws org.penglai.crm.api.error.NotFound if no such type is installed
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not read the type
     * @throws org.penglai.crm.api.error.Malformed if filter or measure cannot be parsed
     * @throws org.penglai.crm.api.error.Invalid if they name what the caller does not see or what cannot be grouped
     */
    List<TotalsRow> read(Caller caller, TotalsQuery query);
}
