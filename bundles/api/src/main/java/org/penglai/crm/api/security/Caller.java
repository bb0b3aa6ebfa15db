package org.penglai.crm.api.security;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * On whose behalf something is done. Passed along explicitly, never kept in a thread.
 *
 * @param userId the user's record id; 0 for the system itself
 * @param username sign-in name; {@code system} for the system itself
 * @param displayName name to show
 * @param locale language for messages
 * @param zone for "today" and for reading times
 * @param permissions {@code <type>:<operation>}, platform rights by name; {@code *} stands for all
 */
public record Caller(
        long userId, String username, String displayName, Locale locale, ZoneId zone, Set<String> permissions) {

    private static final String ALL = "*";
    private static final Caller SYSTEM =
            new Caller(0, "system", "system", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), Set.of(ALL));

    public Caller {
        Objects.requireNonNull(username, "username");
        permissions = Set.copyOf(permissions);
    }

    /** The platform acting on its own: jobs, migrations, demo data. */
    public static Caller system() {
        return SYSTEM;
    }

    /** Whether this is the platform acting on its own. */
    public boolean isSystem() {
        return userId == 0;
    }

    /** Whether the caller holds a right such as {@code customers:update} or {@code modules}. */
    public boolean may(String permission) {
        return permissions.contains(ALL) || permissions.contains(permission);
    }
}
