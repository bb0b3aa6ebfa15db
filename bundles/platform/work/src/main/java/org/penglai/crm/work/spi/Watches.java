package org.penglai.crm.work.spi;

import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Who wants to hear of changes of a record. Safe for any thread. */
@ProviderType
public interface Watches {
    /**
     * Whether the caller watches the record.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is no such record, or the caller may not see it
     */
    State state(Caller caller, String type, long id);

    /** Begins or stops watching; the state afterwards. */
    State watch(Caller caller, String type, long id, boolean watching);

    /** @param watchers how many users watch the record, the caller included */
    record State(boolean watching, int watchers) {}
}
