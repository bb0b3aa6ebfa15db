package org.penglai.crm.security.spi;

import java.time.Instant;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Links by which colleagues choose a password themselves. Safe for any thread. */
@ProviderType
public interface Invitations {
    /**
     * Draws a secret that works once, within a week; an earlier one of the user is void.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is no such user
     * @throws org.penglai.crm.api.error.Forbidden without the right to set the user's password, or if the user may do what
     *     the caller may not
     * @throws org.penglai.crm.api.error.Conflict if the user is not active
     */
    Invitation invite(Caller caller, long userId);

    /**
     * Who is invited.
     *
     * @throws org.penglai.crm.api.error.Unauthenticated if the secret is not good, with the code {@code badInvitation}
     */
    Invited look(String secret);

    /**
     * Sets the password; the secret is void then. Ends sessions of the user.
     *
     * @throws org.penglai.crm.api.error.Unauthenticated if the secret is not good, with the code {@code badInvitation}
     * @throws org.penglai.crm.api.error.Invalid if the password breaks a rule; the secret stays good
     */
    Invited accept(String secret, char[] password);

    /** @param secret only its hash is stored */
    record Invitation(String secret, Instant expiresAt) {}

    /** @param name to show */
    record Invited(String username, String name) {}
}
