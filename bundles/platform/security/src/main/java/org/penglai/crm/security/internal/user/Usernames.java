package org.penglai.crm.security.internal.user;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.penglai.crm.api.error.Violation;

/** How sign-in names look: kept in lower case, so that nobody has to remember how they once typed it. */
public final class Usernames {
    private static final Pattern WELL_FORMED = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._@-]{1,63}");

    private Usernames() {}

    /** The form that is stored and compared. */
    public static String normalise(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /** What is wrong with a normalised name; empty if nothing is. */
    public static Optional<Violation> objection(String username) {
        return WELL_FORMED.matcher(username).matches()
                ? Optional.empty()
                : Optional.of(Violation.of(
                        "username",
                        "invalid",
                        "用户名须为 2 至 64 个字母、数字或 . _ - @，并以字母或数字开头。",
                        "A username has 2 to 64 letters, digits or . _ - @ and begins with a letter or digit."));
    }
}
