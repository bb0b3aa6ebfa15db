package org.penglai.crm.security.spi;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;
import org.penglai.crm.api.Localized;

/**
 * Somebody outside at whose pages people sign in, such as by OpenID Connect. The browser goes there and comes back; what it
 * must bring along is kept in the browser itself. Safe for any thread; every call ends within the provider's time limits.
 */
@ConsumerType
public interface SignInProvider {
    /** Part of addresses: 1 to 30 of {@code a-z 0-9 -}; never changes, since sessions are known by it. */
    String id();

    /** Of the button on the sign-in page. */
    Localized label();

    /** Address under which browsers reach this installation; null for the one that they ask for. */
    URI publicAddress();

    /**
     * Where to send a browser that wants to sign in.
     *
     * @param callback where the provider sends it back to
     * @throws org.penglai.crm.api.error.Unavailable if the provider does not answer
     */
    Departure depart(URI callback);

    /**
     * Who came back. The user here is made or brought in line with what the provider says.
     *
     * @param callback as at the departure
     * @param answer parameters that the provider gave the browser
     * @param kept as at the departure
     * @throws org.penglai.crm.api.error.Unauthenticated if the answer is none to this departure or does not prove who it is;
     *     with the code {@code notAdmitted} for somebody who may not come in here
     * @throws org.penglai.crm.api.error.Unavailable if the provider does not answer
     */
    Arrival arrive(URI callback, Map<String, String> answer, String kept);

    /**
     * Where a browser signs out at the provider as well; empty if it cannot or shall not, or does not answer.
     *
     * @param hint of the arrival; empty if it is gone
     * @param back where the provider sends the browser afterwards
     */
    Optional<URI> signOut(String hint, URI back);

    /**
     * Reads the provider's own word that somebody has signed out there.
     *
     * @throws org.penglai.crm.api.error.Unauthenticated if it is not the provider's word
     * @throws org.penglai.crm.api.error.Unavailable if the provider's keys cannot be asked for
     */
    SignedOut signedOut(String token);

    /** @param kept for {@link #arrive}; not secret from the browser's own user, at most 1,000 characters */
    record Departure(URI address, String kept) {}

    /**
     * @param session under which the provider knows the sign-in; null if it does not say
     * @param hint for {@link #signOut}; may be empty
     */
    record Arrival(long userId, String session, String hint) {}

    /**
     * @param userId 0 if the provider names the sign-in only, or nobody here
     * @param session null for all of the user's
     */
    record SignedOut(long userId, String session) {}
}
