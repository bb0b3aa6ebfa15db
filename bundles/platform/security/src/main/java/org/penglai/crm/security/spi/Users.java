package org.penglai.crm.security.spi;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.security.Caller;

/** Administration of users by the operator. Safe for any thread. */
@ProviderType
public interface Users {
    /**
     * Adds a user.
     *
     * @throws org.penglai.crm.api.error.Conflict if the name is taken
     * @throws org.penglai.crm.api.error.Invalid if name or password breaks a rule
     */
    User add(String username, String displayName, char[] password, boolean administrator);

    /** Sets a new password and ends the user's sessions. */
    void password(String username, char[] password);

    /** All users by name. */
    List<User> list();

    /** Who calls when this user does; empty for an unknown or disabled one. */
    Optional<Caller> caller(String username);

    /** @param status active, disabled or left */
    record User(long id, String username, String displayName, String status, boolean administrator) {}
}
