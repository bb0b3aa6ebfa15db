package org.penglai.crm.api.records;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Reads records of any type, by the caller's rights. Safe for any thread. */
@ProviderType
public interface RecordReader {
    /**
     * The record, unless it is deleted or out of the caller's sight.
     *
     * @throws org.penglai.crm.api.error.NotFound if no such type is installed
     * @throws org.penglai.crm.api.error.Forbidden if the caller may not read the type
     */
    Optional<RecordSnapshot> find(Caller caller, String type, long id);

    /**
     * The records that match.
     *
     * @throws org.penglai.crm.api.error.Malformed if the filter cannot be parsed
     * @throws org.penglai.crm.api.error.Invalid if it names an unknown field
     */
    List<RecordSnapshot> list(Caller caller, String type, RecordQuery query);
}
