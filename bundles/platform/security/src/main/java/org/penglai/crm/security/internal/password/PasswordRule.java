package org.penglai.crm.security.internal.password;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penglai.crm.api.error.Violation;

/** Which passwords are good enough: long rather than complicated, and not what everybody tries first (NIST SP 800-63B). */
public final class PasswordRule {
    private static final int SHORTEST = 10;
    private static final int LONGEST = 128;

    private final Set<String> commonest = read("commonest-passwords.txt");

    /** What is wrong with the password; empty if nothing is. */
    public Optional<Violation> objection(String username, char[] password) {
        if (password.length < SHORTEST) {
            return refuse("tooShort", "密码至少 10 个字符。", "A password needs at least 10 characters.");
        }
        if (password.length > LONGEST) {
            return refuse("tooLong", "密码最多 128 个字符。", "A password has at most 128 characters.");
        }
        String lower = new String(password).toLowerCase(Locale.ROOT);
        if (lower.equals(username.toLowerCase(Locale.ROOT))) {
            return refuse("sameAsUsername", "密码不能与用户名相同。", "The password must differ from the username.");
        }
        if (commonest.contains(lower) || lower.chars().distinct().count() < 3) {
            return refuse("tooCommon", "该密码过于常见，请换一个。", "This password is too common; choose another one.");
        }
        return Optional.empty();
    }

    private static Optional<Violation> refuse(String code, String zh, String en) {
        return Optional.of(Violation.of("password", code, zh, en));
    }

    private static Set<String> read(String resource) {
        try (InputStream in = PasswordRule.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.isBlank()).collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
