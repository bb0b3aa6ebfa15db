package org.penglai.crm.api.work;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.notices.Notice;

/**
 * Tells people something, from jobs and other work outside a write. A hook or action says it by its outcome instead, so
 * that the notice stands or falls with the write. Safe for any thread.
 */
@ProviderType
public interface Notices {
    /**
     * Stores the notices and tells open pages after the commit. Inside a transaction of the platform the notices belong
     * to it: a rollback leaves none.
     *
     * @throws org.penglai.crm.api.error.Unavailable if the database is away; none has been stored then
     */
    void send(List<Notice> notices);
}
