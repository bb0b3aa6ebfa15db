package org.penglai.crm.feeds.spi;

import java.util.List;
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

    /**
     * Sends a signed request that tells of no change, now.
     *
     * @return why it did not work; null if it did
     * @throws org.penglai.crm.api.error.Conflict if the webhook is not active
     */
    String test(Caller caller, long id);

    /** Changes that it was given up on, the oldest ones. */
    List<DeadLetters.Letter> letters(Caller caller, long id, int limit);

    /**
     * Delivers one of these once more, now and out of turn; it is gone if that works.
     *
     * @return why it did not work; null if it did
     */
    String sendAgain(Caller caller, long id, long letter);

    /** Drops one of these for good. */
    void drop(Caller caller, long id, long letter);
}
