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
 * @param permissions {@code <type>:<operation>}; {@code <type>:*} for every operation on it; {@code *:<operation>} for
 *     all business types, {@code *:*} for every operation on them; platform rights by name ({@code users}, {@code roles},
 *     {@code departments}, {@code teams}, {@code modules}, {@code audit}, {@code settings}, {@code webhooks}, {@code privacy}); {@code *} stands for all. The wildcards over
 *     types leave out what belongs to a platform right and other people's jobs: {@code users:update} takes {@code users}
 *     (or itself), {@code customFields:update} and the other editors {@code settings}, {@code jobs:read} only itself
 */
public record Caller(
        long userId, String username, String displayName, Locale locale, ZoneId zone, Set<String> permissions) {

    private static final String ALL = "*";
    private static final Set<String> PLATFORM_AREAS = Set.of(
            "users", "roles", "departments", "teams", "modules", "audit", "settings", "jobs", "webhooks", "privacy");
    /** Types by which administrators set up the product: they take the right to the settings. */
    private static final Set<String> SETTINGS = Set.of(
            "customFields",
            "picklistOptions",
            "formLayouts",
            "validationRules",
            "uniqueRules",
            "numberRules",
            "documentTemplates",
            "approvalFlows",
            "approvalFlowSteps",
            "mailboxes",
            "mailFolders",
            "mailSenders",
            "outgoingMails",
            "incomingMails");

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
        if (permissions.contains(ALL) || permissions.contains(permission)) {
            return true;
        }
        int colon = permission.indexOf(':');
        if (colon < 0) {
            return false;
        }
        String area = permission.substring(0, colon);
        if (permissions.contains(area + ":*")) {
            return true;
        }
        if (SETTINGS.contains(area)) {
            return permissions.contains("settings");
        }
        return PLATFORM_AREAS.contains(area)
                ? permissions.contains(area)
                : permissions.contains("*:*") || permissions.contains(ALL + permission.substring(colon));
    }
}
