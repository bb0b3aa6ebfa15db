package org.penglai.crm.rest.internal.http;

import java.util.Optional;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/**
 * The cookie that carries a session. Its name ends with the installation's id, since cookies ignore ports; on HTTPS it
 * starts with {@code __Host-}, which keeps other hosts of the domain from planting one.
 */
public final class SessionCookie {
    private static final String NAME = "crm_session";

    private SessionCookie() {}

    /** The secret that the browser has brought along. */
    public static Optional<String> read(HttpServletRequest request, String instanceId) {
        return value(request, name(request, instanceId));
    }

    /** The value of the cookie of that name, unless it is empty. */
    static Optional<String> value(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (name.equals(cookie.getName()) && !cookie.getValue().isEmpty()) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /** Value of Set-Cookie for a new session. */
    public static String set(HttpServletRequest request, String instanceId, String secret) {
        return name(request, instanceId) + "=" + secret + attributes(request);
    }

    /** Value of Set-Cookie that makes the browser forget. */
    public static String clear(HttpServletRequest request, String instanceId) {
        return name(request, instanceId) + "=; Max-Age=0" + attributes(request);
    }

    private static String name(HttpServletRequest request, String instanceId) {
        String name = instanceId == null || instanceId.isEmpty() ? NAME : NAME + "_" + instanceId;
        return request.isSecure() ? "__Host-" + name : name;
    }

    private static String attributes(HttpServletRequest request) {
        return "; Path=/; HttpOnly; SameSite=Lax" + (request.isSecure() ? "; Secure" : "");
    }
}
