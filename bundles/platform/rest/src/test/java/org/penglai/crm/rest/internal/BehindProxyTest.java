package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind a proxy that ends TLS: what it says of the browser's request counts if the proxy is trusted, else nothing of it. */
class BehindProxyTest {
    private static final String SIGN_IN = "{\"username\":\"anna\",\"password\":\"secret\"}";

    @Test
    void aTrustedProxyTellsSchemeHostAndAddress() throws Exception {
        try (ApiServer api = trusting("127.0.0.1", "10.0.0.0/8")) {
            HttpResponse<String> answer = api.send(signIn(
                    api,
                    "X-Forwarded-For",
                    "203.0.113.9, 10.1.2.3",
                    "X-Forwarded-Proto",
                    "https",
                    "X-Forwarded-Host",
                    "crm.example.com",
                    "Origin",
                    "https://crm.example.com"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-crm_session_ab12=s1;")
                    .endsWith("; Secure");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(api.platform.signIn.addresses).containsExactly("203.0.113.9");

            HttpResponse<String> made = api.json(
                    "POST",
                    "/api/v1/customers",
                    "{\"name\":\"a\"}",
                    "Forwarded",
                    "for=198.51.100.7;proto=https;host=\"crm.example.com:8443\"");
            assertThat(made.statusCode()).isEqualTo(201);
            assertThat(made.headers().firstValue("Location").orElseThrow())
                    .matches("(https://crm\\.example\\.com:8443)?/api/v1/customers/.*");
        }
    }

    @Test
    void theClientIsTheFirstFromTheRightWhoIsNotTrusted() throws Exception {
        try (ApiServer api = trusting("127.0.0.1", "10.0.0.0/8", "2001:db8::/32")) {
            api.send(signIn(api, "X-Forwarded-For", "1.1.1.1, 203.0.113.9, 10.9.9.9"));
            api.send(signIn(api, "Forwarded", "for=1.1.1.1, for=\"[2001:db9::1]:4711\", for=\"[2001:db8::7]\""));
            api.send(signIn(api, "X-Forwarded-For", "unknown"));
            assertThat(api.platform.signIn.addresses).containsExactly("203.0.113.9", "2001:db9::1", "127.0.0.1");
        }
    }

    @Test
    void whatAnybodyElseClaimsIsNotLookedAt() throws Exception {
        for (String trusted : new String[] {"", "192.0.2.1", "proxy.example.com"}) {
            try (ApiServer api = trusting(trusted)) {
                HttpResponse<String> answer = api.send(signIn(
                        api,
                        "X-Forwarded-For",
                        "203.0.113.9",
                        "X-Forwarded-Proto",
                        "https",
                        "Forwarded",
                        "proto=https"));
                assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                        .as(trusted)
                        .startsWith("crm_session_ab12=")
                        .doesNotContain("Secure");
                assertThat(api.platform.signIn.addresses).containsExactly("127.0.0.1");
            }
        }
    }

    @Test
    void whoSignsInAnewLeavesTheOldSessionOfThisBrowser() throws Exception {
        try (ApiServer api = new ApiServer(Map.of())) {
            HttpResponse<String> first = api.send(signIn(api));
            String cookie =
                    first.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
            api.send(signIn(api));
            assertThat(api.platform.signIn.sessions).containsOnlyKeys("s1", "s2");

            HttpResponse<String> again = api.send(signIn(api, "Cookie", cookie));

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(api.platform.signIn.sessions).as("another browser stays").containsOnlyKeys("s2", "s3");
            assertThat(api.send(signIn(api, "Cookie", "crm_session_ab12=nonsense"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static ApiServer trusting(String... proxies) throws Exception {
        return new ApiServer(Map.of("proxies", proxies));
    }

    private static HttpRequest.Builder signIn(ApiServer api, String... headers) {
        HttpRequest.Builder request = api.anonymous("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(SIGN_IN));
        for (int at = 0; at < headers.length; at += 2) {
            request.header(headers[at], headers[at + 1]);
        }
        return request;
    }
}
