package org.penglai.crm.rest.internal.http;

import java.util.UUID;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** Headers that every answer carries, and the trace id that ties answer and log together. */
final class SecurityHeaders {
    private static final Pattern TRACE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private SecurityHeaders() {}

    /** The client's X-Request-Id if it is harmless, else a new one. */
    static String traceId(HttpServletRequest request) {
        String sent = request.getHeader("X-Request-Id");
        if (sent != null && TRACE_ID.matcher(sent).matches()) {
            return sent;
        }
        return UUID.randomUUID().toString().replace("-", "");
    }

    static void set(HttpServletRequest request, HttpServletResponse response, String traceId) {
        response.setHeader("X-Request-Id", traceId);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        response.setHeader("Cache-Control", "no-store");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
