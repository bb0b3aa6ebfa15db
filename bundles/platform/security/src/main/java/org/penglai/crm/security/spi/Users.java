package org.penglai.crm.security.spi;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.security.Caller;

/** Administration of users by the operator. Safe for any thread. */
@ProviderType
public interface Users {
    /**
     * Adds a user, with the role {@code admin}, or {@code member} for all business.
     *
     * @throws org.penglai.crm.api.error.Conflict if the name is taken
     * @throws org.penglai.crm.api.error.Invalid if name or password breaks a rule
     */
    User add(String username, String displayName, char[] password, boolean administrator);

    /**
     * Adds a user with roles.
     *
     * @param roles codes
     * @throws org.penglai.crm.api.error.Invalid also if a role is unknown
     */
    User add(String username, String displayName, char[] password, Collection<String> roles);

    /** Sets a new password and ends the user's sessions. */
    void password(String username, char[] password);

    /**
     * The same on behalf of a colleague who may {@code users:setPassword}.
     *
     * @throws org.penglai.crm.api.error.NotFound if there is no such user
     * @throws org.penglai.crm.api.error.Forbidden without the right, or if the user may do what the caller may not
     */
    void password(Caller caller, long userId, char[] password);

    /** What pages show of a user beside name and rights. */
    Profile profile(long userId);

    /** All users by name. */
    List<User> list();

    /** Who calls when this user does; empty for an unknown or disabled one. */
    Optional<Caller> caller(String username);

    /** @param status active, disabled or left */
    record User(long id, String username, String displayName, String status, boolean administrator) {}

    /**
     * @param roles codes, sorted
     * @param roleNames what the roles are called, in the order of the user's list
     * @param departmentId null if the user is in none
     * @param department its name, null if the user is in none
     * @param email null if unknown
     * @param phone null if unknown
     * @param home path of the page that opens after sign-in, null for the console's own
     * @param menu groups and paths that the navigation shows; empty for everything
     */
    record Profile(
            List<String> roles,
            List<Localized> roleNames,
            Long departmentId,
            String department,
            String email,
            String phone,
            String home,
            List<String> menu) {}
}
