package org.penglai.crm.security.internal.session;

import org.penglai.crm.security.internal.InstanceIdentity;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.spi.SignIn;

/** Signing in on the pieces of a fixture. */
public final class SignInFixture {
    private SignInFixture() {}

    public static SignIn signIn(SecurityFixture security) {
        return signIn(security, security.sessions);
    }

    /** @param sessions of the node */
    public static SignIn signIn(SecurityFixture security, SessionStore sessions) {
        return new LocalSignIn(
                security.database.database(),
                security.database.transactions(),
                security.journal,
                security.passwords,
                security.factors,
                sessions,
                security.tokens,
                InstanceIdentity.with(security.database.database(), security.database.transactions()),
                security.users);
    }
}
