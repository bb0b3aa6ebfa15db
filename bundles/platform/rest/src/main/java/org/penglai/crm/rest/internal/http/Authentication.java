package org.penglai.crm.rest.internal.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.security.spi.SignIn;

/** Finds out who calls. A credential in the Authorization header counts alone; the cookie is not looked at then. */
final class Authentication {
    private static final String BEARER = "bearer ";

    private final SignIn signIn;

    Authentication(SignIn signIn) {
        this.signIn = signIn;
    }

    /**
     * @return empty if there is no credential at all, or only the cookie of a session that has ended
     * @throws Unauthenticated if the Authorization header holds nothing good
     */
    Optional<Identity> identify(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
                throw badToken();
            }
            String secret = authorization.substring(BEARER.length()).trim();
            return Optional.of(signIn.token(secret)
                    .map(caller -> new Identity(caller, false, secret, null))
                    .orElseThrow(Authentication::badToken));
        }
        return SessionCookie.read(request, signIn.instanceId()).flatMap(secret -> signIn.session(secret)
                .map(session -> new Identity(session.caller(), true, secret, session.csrfToken())));
    }

    /** A write by cookie must repeat the session's token, which a foreign page cannot know. */
    void checkCsrf(Identity identity, HttpServletRequest request) {
        if (!identity.byCookie()) {
            return;
        }
        String sent = request.getHeader("X-CSRF-Token");
        if (sent == null || !same(sent, identity.csrfToken())) {
            throw new Forbidden(
                    "csrf",
                    Localized.of(
                            "请求未通过来源校验，请刷新页面后重试。", "The request lacks the session's CSRF token; reload the page."));
        }
    }

    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static Unauthenticated badToken() {
        return new Unauthenticated("badToken", Localized.of("访问令牌无效或已过期。", "The token is not valid or has expired."));
    }
}
