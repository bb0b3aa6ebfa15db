package org.penglai.crm.security.internal;

import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.security.Caller;

/** What users and tokens may do. */
public final class Permissions {
    private static final Set<String> ADMINISTRATOR = Set.of("*");

    /** Everybody works with all business records and sees who the colleagues are. */
    private static final Set<String> MEMBER = Set.of("*:*", "users:read");

    /** Everything but modules. */
    private static final Set<String> ADMINISTRATOR_TOKEN = Set.of("*:*", "users", "audit", "settings", "jobs:read");

    private Permissions() {}

    /** What a user may do. */
    public static Set<String> of(boolean administrator) {
        return administrator ? ADMINISTRATOR : MEMBER;
    }

    /**
     * What is left of the user's rights behind a token.
     *
     * @param scope what the token carries; empty for everything but modules
     */
    public static Set<String> within(Caller user, Set<String> scope) {
        if (scope.isEmpty()) {
            return user.permissions().contains("*") ? ADMINISTRATOR_TOKEN : withoutModules(user.permissions());
        }
        return scope.stream().filter(user::may).collect(Collectors.toUnmodifiableSet());
    }

    /** The same rights less those on modules. */
    public static Set<String> withoutModules(Set<String> permissions) {
        return permissions.stream()
                .filter(permission -> !permission.equals("modules") && !permission.startsWith("modules:"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
