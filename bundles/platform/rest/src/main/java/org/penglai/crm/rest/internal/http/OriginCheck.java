package org.penglai.crm.rest.internal.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;

/**
 * Keeps foreign pages from signing a visitor in under somebody else's name. Compares host and port only: behind a
 * reverse proxy the scheme that arrives here is not the one that the browser used.
 */
final class OriginCheck {
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final List<String> allowed;

    OriginCheck(List<String> allowed) {
        this.allowed =
                allowed.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }

    void check(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null) {
            String host = host(origin);
            if (host == null || !(host.equals(own(request)) || allowed.contains(host))) {
                throw foreign();
            }
            return;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !OWN_SITE.contains(site)) {
            throw foreign();
        }
    }

    private static String own(HttpServletRequest request) {
        String host = request.getHeader("Host");
        return host == null ? null : withoutDefaultPort(host.toLowerCase(Locale.ROOT));
    }

    private static String host(String origin) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority == null ? null : withoutDefaultPort(authority.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // Whatever that is, it is not us.
            return null;
        }
    }

    private static String withoutDefaultPort(String host) {
        return host.replaceFirst(":(80|443)$", "");
    }

    private static Forbidden foreign() {
        return new Forbidden("origin", Localized.of("不允许从其他网站登录。", "Signing in from another site is not permitted."));
    }
}
