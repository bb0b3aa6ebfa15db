package org.penglai.crm.security.internal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penglai.crm.api.security.Caller;

/** What users and tokens may do. */
public final class Permissions {
    private static final Set<String> ADMINISTRATOR = Set.of("*");

    /** Everybody sees how the firm is made up; of colleagues, what the kernel shows to all. */
    private static final Set<String> EVERYBODY = Set.of("departments:read", "teams:read");

    /** Everything but modules. */
    private static final Set<String> ADMINISTRATOR_TOKEN = Set.of(
            "*:*", "users", "roles", "departments", "teams", "audit", "settings", "webhooks", "sensitive", "jobs:read");

    private static final Pattern PERMISSION =
            Pattern.compile("[a-z][A-Za-z0-9]*|(\\*|[a-z][A-Za-z0-9]*):(\\*|[a-z][A-Za-z0-9]*)");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,;，；]+");

    private Permissions() {}

    /**
     * What a user may do.
     *
     * @param ofRoles what all roles of the user permit
     */
    public static Set<String> of(boolean administrator, Set<String> ofRoles) {
        if (administrator || ofRoles.contains("*")) {
            return ADMINISTRATOR;
        }
        Set<String> all = new HashSet<>(ofRoles);
        all.addAll(EVERYBODY);
        return Set.copyOf(all);
    }

    /** The permissions in a text, one a line or separated otherwise; null holds none. */
    public static Set<String> parse(String text) {
        return text == null
                ? Set.of()
                : SEPARATORS
                        .splitAsStream(text)
                        .filter(permission -> !permission.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it looks like a permission that a role may carry; {@code *} alone is for administrators. */
    public static boolean isWellFormed(String permission) {
        return PERMISSION.matcher(permission).matches();
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

    /** What both may do. */
    public static Set<String> common(Caller one, Caller other) {
        if (one.permissions().equals(other.permissions())) {
            return one.permissions();
        }
        Set<String> common = new HashSet<>();
        for (String first : one.permissions()) {
            for (String second : other.permissions()) {
                common.add(first);
                common.add(second);
                narrower(first, second).ifPresent(common::add);
            }
        }
        common.removeIf(permission -> !one.may(permission) || !other.may(permission));
        return Set.copyOf(common);
    }

    /** {@code customers:read} of {@code customers:*} and {@code *:read}; empty if they have nothing in common. */
    private static Optional<String> narrower(String first, String second) {
        String[] one = first.split(":", 2);
        String[] other = second.split(":", 2);
        if (one.length < 2 || other.length < 2) {
            return Optional.empty();
        }
        return narrowerPart(one[0], other[0])
                .flatMap(type -> narrowerPart(one[1], other[1]).map(operation -> type + ":" + operation));
    }

    private static Optional<String> narrowerPart(String one, String other) {
        if (one.equals(other) || other.equals("*")) {
            return Optional.of(one);
        }
        return one.equals("*") ? Optional.of(other) : Optional.empty();
    }

    /** The same rights less those on modules. */
    public static Set<String> withoutModules(Set<String> permissions) {
        return permissions.stream()
                .filter(permission -> !permission.equals("modules") && !permission.startsWith("modules:"))
                .collect(Collectors.toUnmodifiableSet());
    }
}
