package org.penglai.crm.rest.internal.resource;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.servlet.http.HttpServletRequest;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.rest.internal.http.ApiRequest;
import org.penglai.crm.security.spi.SignIn;

/**
 * Asks who has signed in already for the password once more: a page left open must not do the worst. Whoever gave it is
 * not asked again for five minutes, in the same session and on the same node. Safe for any thread.
 */
final class Reauthentication {
    static final String PASSWORD = "password";
    static final String CODE = "otp";
    /** What a form may hold for it. */
    static final Set<String> FIELDS = Set.of(PASSWORD, CODE);

    private static final long VALID_NANOS = Duration.ofMinutes(5).toNanos();

    private final SignIn signIn;
    private final LongSupplier clock;
    private final Map<String, Long> proven = new ConcurrentHashMap<>();

    /** @param clock in nanoseconds */
    Reauthentication(SignIn signIn, LongSupplier clock) {
        this.signIn = signIn;
        this.clock = clock;
    }

    /**
     * @param sent with the password, and the code of the second factor where the caller has one; may lack both if they were
     *     right a moment ago
     * @throws Invalid if they are missing or wrong; the session goes on
     */
    void require(Map<String, ?> sent, HttpServletRequest request) {
        Object given = sent.get(PASSWORD);
        if (given instanceof String password && !password.isEmpty()) {
            check(password, sent.get(CODE), request);
            remember(request);
        } else if (given != null && !"".equals(given) || !isProven(request)) {
            throw new Invalid(Violation.of(PASSWORD, "required", "请输入您的密码。", "Enter your password."));
        }
    }

    private void check(String password, Object sentCode, HttpServletRequest request) {
        Caller caller = ApiRequest.of(request).caller();
        String code = sentCode instanceof String text && !text.isEmpty() ? text : null;
        try {
            SignIn.Opened opened = signIn.open(new SignIn.Attempt(
                    caller.username(),
                    password.toCharArray(),
                    code,
                    request.getRemoteAddr(),
                    request.getHeader("User-Agent")));
            signIn.close(opened.session().secret());
        } catch (Unauthenticated e) {
            boolean ofPassword = "badCredentials".equals(e.code());
            throw new Invalid(Violation.of(
                    ofPassword ? PASSWORD : CODE,
                    e.code(),
                    e.text().zh(),
                    e.text().en()));
        }
    }

    private void remember(HttpServletRequest request) {
        long now = clock.getAsLong();
        proven.values().removeIf(since -> now - since > VALID_NANOS);
        proven.put(session(request), now);
    }

    private boolean isProven(HttpServletRequest request) {
        Long since = proven.get(session(request));
        return since != null && clock.getAsLong() - since <= VALID_NANOS;
    }

    /** Not the secret itself: it is kept nowhere. */
    private static String session(HttpServletRequest request) {
        try {
            byte[] secret = ApiRequest.of(request).identity().secret().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
