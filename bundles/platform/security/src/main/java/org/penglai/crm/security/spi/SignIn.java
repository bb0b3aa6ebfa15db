package org.penglai.crm.security.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Signing in and out, and recognising who calls. Safe for any thread. */
@ProviderType
public interface SignIn {
    /** Topic of the live update that tells a user's open pages to check whether their session is still good. */
    String SESSION_TOPIC = "session";

    /**
     * Opens a session by name and password, and a second factor where the user has one.
     *
     * @throws org.penglai.crm.api.error.Unauthenticated if name or password is wrong, or the user is disabled; with the
     *     code {@code secondFactorRequired} if a code is missing, {@code badCode} if it is wrong or used,
     *     {@code secondFactorEnrolment} if a role demands a second factor that the user has yet to set up
     * @throws org.penglai.crm.api.error.TooMany after too many failures for that name or address
     * @throws org.penglai.crm.api.error.Unavailable if only a directory that is down could tell
     */
    Opened open(Attempt attempt);

    /** The same without a second factor and a device. */
    default Session open(String username, char[] password, String address) {
        return open(new Attempt(username, password, null, address, null)).session();
    }

    /**
     * Opens a session for somebody whom a provider outside has recognised; a second factor is the provider's business.
     *
     * @param device what the browser says of itself; null if unknown
     * @throws org.penglai.crm.api.error.Unauthenticated if the user is not active
     */
    Session openFor(Recognised person, String address, String device);

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
    Session changePassword(Caller caller, char[] current, char[] next, String address, String device);

    /** Ends a session at once. */
    void close(String secret);

    /** Short id of this installation, part of the cookie's name. */
    String instanceId();

    /**
     * @param code of the second factor or a recovery code; null if none was typed
     * @param address where the call comes from, for the limit on guessing
     * @param device what the browser says of itself; null if unknown
     */
    record Attempt(String username, char[] password, String code, String address, String device) {}

    /**
     * @param provider id of {@link SignInProvider}
     * @param providerSession under which the provider knows the sign-in; null if it does not say
     */
    record Recognised(long userId, String provider, String providerSession) {}

    /** @param recoveryCodes to be shown once, if the code has just put a second factor to use; else none */
    record Opened(Session session, List<String> recoveryCodes) {}

    /**
     * @param secret goes into the cookie; only its hash is stored
     * @param csrfToken what writes by cookie must repeat in a header
     * @param caller who it is
     * @param expiresAt when it ends unless used
     */
    record Session(String secret, String csrfToken, Caller caller, Instant expiresAt) {}
}
