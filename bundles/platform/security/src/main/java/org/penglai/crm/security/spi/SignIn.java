package org.penglai.crm.security.spi;

import java.time.Instant;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Signing in and out, and recognising who calls. Safe for any thread. */
@ProviderType
public interface SignIn {
    /** Topic of the live update that tells a user's open pages to check whether their session is still good. */
    String SESSION_TOPIC = "session";

    /**
     * Opens a session.
     *
     * @param address where the call comes from, for the limit on guessing
     * @throws org.penglai.crm.api.error.Unauthenticated if name or password is wrong, or the user is disabled
     * @throws org.penglai.crm.api.error.TooMany after too many failures for that name or address
     */
    Session open(String username, char[] password, String address);

    /** The session of a cookie's secret, if it is still good; prolongs it. */
    Optional<Session> session(String secret);

    /** The user behind a bearer token, if it is still good. */
    Optional<Caller> token(String secret);

    /**
     * Gives the caller a new password. Ends all of the caller's sessions and opens a new one.
     *
     * @throws org.penglai.crm.api.error.Invalid if the current password is wrong, or the new one breaks a rule
     * @throws org.penglai.crm.api.error.TooMany after too many failures
     */
    Session changePassword(Caller caller, char[] current, char[] next, String address);

    /** Ends a session at once. */
    void close(String secret);

    /** Short id of this installation, part of the cookie's name. */
    String instanceId();

    /**
     * @param secret goes into the cookie; only its hash is stored
     * @param csrfToken what writes by cookie must repeat in a header
     * @param caller who it is
     * @param expiresAt when it ends unless used
     */
    record Session(String secret, String csrfToken, Caller caller, Instant expiresAt) {}
}
