package org.penglai.crm.feeds.spi;

import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.spi.OutboxStatus;

/** Beside the record type {@code webhooks}: what is no field of it. Safe for any thread. */
@ProviderType
public interface Webhooks {
    /**
     * The secret that the receiver checks signatures with. Noted in the audit.
     *
     * @throws org.penglai.crm.api.error.Forbidden without the right to change the webhook
     * @throws org.penglai.crm.api.error.NotFound if there is none
     */
    String secret(Caller caller, long id);

    /** How far it has come; null before it began. */
    OutboxStatus.Consumer state(Caller caller, long id);

    /** Sends everything after a position (again). */
    void replay(Caller caller, long id, long after);
}
