package org.penglai.crm.security.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Where people are signed in, and how that ends. Safe for any thread. */
@ProviderType
public interface Sessions {
    /** The id under which {@link #list} shows the session of that secret. */
    String id(String secret);

    /**
     * The user's good sessions, last used first.
     *
     * @param userId the caller's own, or a colleague's
     * @throws org.penglai.crm.api.error.NotFound if there is no such user
     * @throws org.penglai.crm.api.error.Forbidden for a colleague's without the right to sign him out
     */
    List<Open> list(Caller caller, long userId);

    /**
     * Ends one of the caller's own sessions.
     *
     * @return false if there is none of that id
     */
    boolean end(Caller caller, String id);

    /** Ends all of the caller's own sessions but that of the secret; returns how many. */
    int endOthers(Caller caller, String secret);

    /**
     * Signs a user out everywhere.
     *
     * @param tokens whether personal access tokens go as well
     * @throws org.penglai.crm.api.error.NotFound if there is no such user
     * @throws org.penglai.crm.api.error.Forbidden without the right, or if the user may do what the caller may not
     */
    void endAll(Caller caller, long userId, boolean tokens);

    /**
     * Ends sessions that a provider has opened, because it says so.
     *
     * @param userId 0 for anybody's of that sign-in
     * @param providerSession the sign-in; null for all of the user's by that provider
     * @return how many
     * @throws IllegalArgumentException if neither says whose
     */
    int endFor(String provider, long userId, String providerSession);

    /**
     * @param device what the browser said of itself; empty if unknown
     * @param address where it was opened from
     * @param lastSeenAt exact to a minute
     */
    record Open(String id, String device, String address, Instant openedAt, Instant lastSeenAt, Instant expiresAt) {}
}
