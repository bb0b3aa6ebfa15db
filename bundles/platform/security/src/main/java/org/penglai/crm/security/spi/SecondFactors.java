package org.penglai.crm.security.spi;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/**
 * One-time codes by an authenticator app (RFC 6238: SHA-1, six digits, 30 seconds) beside the password, with recovery
 * codes for whoever lost the app. Bearer tokens need none. Safe for any thread.
 */
@ProviderType
public interface SecondFactors {
    /** How it stands with the caller. */
    State state(Caller caller);

    /**
     * Draws a secret for the caller; what was in use stays so until {@link #confirm}.
     *
     * @throws org.penglai.crm.api.error.Invalid if the password is wrong
     * @throws org.penglai.crm.api.error.TooMany after too many failures
     */
    Enrolment start(Caller caller, char[] password, String address);

    /**
     * The same for somebody who is not let in without a second factor and has none yet.
     *
     * @throws org.penglai.crm.api.error.Unauthenticated if name or password is wrong, or the user need not enrol now
     * @throws org.penglai.crm.api.error.TooMany after too many failures
     */
    Enrolment start(String username, char[] password, String address);

    /**
     * Puts the drawn secret to use.
     *
     * @param code that the app shows for it
     * @return new recovery codes, shown once; earlier ones are void
     * @throws org.penglai.crm.api.error.Invalid if the code is wrong
     * @throws org.penglai.crm.api.error.TooMany after too many failures
     */
    List<String> confirm(Caller caller, String code, String address);

    /**
     * New recovery codes; earlier ones are void.
     *
     * @throws org.penglai.crm.api.error.Invalid if the password is wrong, or there is no second factor
     */
    List<String> renewRecoveryCodes(Caller caller, char[] password, String address);

    /**
     * Takes the caller's second factor away.
     *
     * @throws org.penglai.crm.api.error.Invalid if the password is wrong
     * @throws org.penglai.crm.api.error.Forbidden if one of the caller's roles demands it
     */
    void disable(Caller caller, char[] password, String address);

    /**
     * Takes a colleague's second factor away, who lost it, and ends the sessions of the user.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is no such user
     * @throws org.penglai.crm.api.error.Forbidden without the right, or if the user may do what the caller may not
     */
    void reset(Caller caller, long userId);

    /**
     * @param since null if there is none
     * @param required whether one of the roles demands it
     * @param recoveryCodes how many are left
     */
    record State(Instant since, boolean required, int recoveryCodes) {
        /** Whether signing in takes a code. */
        public boolean isEnabled() {
            return since != null;
        }
    }

    /**
     * @param secret base32, to be typed into the app
     * @param uri the same as {@code otpauth:} address, to be shown as a QR code
     */
    record Enrolment(String secret, String uri) {}
}
