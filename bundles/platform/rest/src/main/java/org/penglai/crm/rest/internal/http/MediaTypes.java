package org.penglai.crm.rest.internal.http;

import java.util.Locale;
import javax.servlet.http.HttpServletRequest;
import org.penglai.crm.rest.internal.problem.Refusal;

/** Checks what a body claims to be. */
final class MediaTypes {
    private MediaTypes() {}

    static void check(HttpServletRequest request, ApiPath path) {
        boolean form = path.takesFile() && "POST".equals(request.getMethod());
        if (!form && !hasBody(request)) {
            return;
        }
        String header = request.getContentType();
        String type = header == null ? "" : header.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
        if (path.takesFile()) {
            require("multipart/form-data".equals(type), "multipart/form-data");
            return;
        }
        if (path.isOfProvidersForm()) {
            require("application/x-www-form-urlencoded".equals(type), "application/x-www-form-urlencoded");
            return;
        }
        boolean patch = "PATCH".equals(request.getMethod());
        require(
                "application/json".equals(type) || patch && "application/merge-patch+json".equals(type),
                "application/json");
        String charset = request.getCharacterEncoding();
        require(charset == null || "utf-8".equalsIgnoreCase(charset), "application/json; charset=utf-8");
    }

    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static void require(boolean met, String wanted) {
        if (!met) {
            throw Refusal.mediaType(wanted);
        }
    }
}
