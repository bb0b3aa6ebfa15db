package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AdmissionTest {
    private static final String SIGN_IN = "{\"username\":\"anna\",\"password\":\"secret\"}";
    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(
                Map.of("body_limit", 1_000L, "import_limit", 100_000L, "rate_burst", 20, "rate_perSecond", 1));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/customers",
                "/api/v1/planets",
                "/api/v1/session",
                "/api/v1/meta/types",
                "/api/v1/events",
                "/api/openapi.json",
                "/api/other"
            })
    void asksStrangersToSignIn(String path) throws Exception {
        HttpResponse<String> answer = api.send(api.anonymous(path));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"notSignedIn\"");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Basic YW5uYTpzZWNyZXQ=", "Bearer"})
    void refusesBadCredentialsEvenNextToAGoodCookie(String authorization) throws Exception {
        String cookie = cookie(signIn());

        HttpResponse<String> answer = api.send(api.anonymous("/api/v1/customers")
                .header("Authorization", authorization)
                .header("Cookie", cookie));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("badToken");
    }

    @Test
    void signsInWithACookieThatScriptsCannotRead() throws Exception {
        HttpResponse<String> answer = signIn();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .containsExactly("crm_session_ab12=s1; Path=/; HttpOnly; SameSite=Lax");
        assertThat(answer.body())
                .contains("\"csrfToken\":\"csrf1\"")
                .contains("\"instance\":\"ab12\"")
                .contains("\"locale\":\"zh-CN\"")
                .contains("\"permissions\":[\"*\"]");
    }

    @Test
    void refusesAWrongPasswordAndAnIncompleteSignIn() throws Exception {
        HttpResponse<String> wrong = signIn("{\"username\":\"anna\",\"password\":\"x\"}");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("badCredentials");
        assertThat(signIn("{\"username\":\"anna\"}").statusCode()).isEqualTo(422);
        assertThat(signIn("{\"username\":\"anna\",\"password\":1}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void letsOnlyTheOwnPageSignIn() throws Exception {
        HttpRequest.Builder foreign = session(SIGN_IN).header("Origin", "https://evil.example");
        assertThat(api.send(foreign).statusCode()).isEqualTo(403);
        assertThat(api.send(session(SIGN_IN).header("Origin", "null")).statusCode())
                .isEqualTo(403);
        assertThat(api.send(session(SIGN_IN).header("Sec-Fetch-Site", "cross-site"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.platform.signIn.sessions).isEmpty();
        assertThat(api.send(session(SIGN_IN).header("Origin", "https://127.0.0.1:" + api.port()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesWritesByCookieOnlyWithTheSessionsToken() throws Exception {
        String cookie = cookie(signIn());
        HttpRequest.Builder[] forged = {
            byCookie(cookie),
            byCookie(cookie).header("X-CSRF-Token", "csrf9"),
            byCookie(cookie).header("X-CSRF-Token", "")
        };
        for (HttpRequest.Builder request : forged) {
            HttpResponse<String> answer = api.send(request);
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("\"code\":\"csrf\"");
        }
        assertThat(api.platform.records.written).isEmpty();
        assertThat(api.platform.gates.entered).hasValue(0);

        assertThat(api.send(byCookie(cookie).header("X-CSRF-Token", "csrf1")).statusCode())
                .isEqualTo(201);
        assertThat(api.send(api.anonymous("/api/v1/customers").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void signsOutAtOnce() throws Exception {
        String cookie = cookie(signIn());

        HttpResponse<String> refused = api.send(
                api.anonymous("/api/v1/session").header("Cookie", cookie).DELETE());
        assertThat(refused.statusCode()).isEqualTo(403);
        HttpResponse<String> answer = api.send(api.anonymous("/api/v1/session")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", "csrf1")
                .DELETE());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
        assertThat(api.send(api.anonymous("/api/v1/session").header("Cookie", cookie))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesABodyThatAnnouncesToBeTooLarge() throws Exception {
        HttpResponse<String> answer = api.json("POST", "/api/v1/customers", "{\"name\":\"" + "x".repeat(1_000) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("tooLarge");
        assertThat(api.platform.records.written).isEmpty();
    }

    @Test
    void aClientThatIsStillSendingHearsWhyItIsRefused() throws Exception {
        byte[] body = new byte[5 * 1024 * 1024];
        for (int i = 0; i < 5; i++) {
            for (var publisher : List.of(
                    BodyPublishers.ofByteArray(body),
                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))) {
                assertThat(api.send(api.request("/api/v1/customers")
                                        .header("Content-Type", "application/json")
                                        .POST(publisher))
                                .statusCode())
                        .isEqualTo(413);
            }
        }
    }

    @Test
    void refusesABodyThatTurnsOutTooLargeWhileItIsRead() throws Exception {
        byte[] body = ("{\"name\":\"" + "x".repeat(1_000) + "\"}").getBytes();
        HttpResponse<String> answer = api.send(api.request("/api/v1/customers")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(answer.statusCode()).as(answer.body() + answer.headers()).isEqualTo(413);
        assertThat(api.platform.records.written).isEmpty();
        while (api.platform.gates.left.get() < api.platform.gates.entered.get()) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=gbk",
                "application/merge-patch+json"
            })
    void refusesBodiesOfOtherTypes(String type) throws Exception {
        HttpResponse<String> answer = api.send(api.request("/api/v1/customers")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("{\"name\":\"a\"}")));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(api.platform.records.written).isEmpty();
    }

    @Test
    void limitsHowOftenAUserMayAsk() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(api.get("/api/v1/customers").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> answer = api.get("/api/v1/customers");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(api.send(api.anonymous("/api/v1/customers").header("Authorization", "Bearer rita-token"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void replacesATraceIdThatCouldSpoilALog() throws Exception {
        HttpResponse<String> answer = api.send(api.request("/api/v1/customers").header("X-Request-Id", "a b<c>"));

        assertThat(answer.headers().firstValue("X-Request-Id").orElseThrow()).matches("[0-9a-f]{32}");
    }

    @Test
    void refusesMethodsThatNobodyNeeds() throws Exception {
        HttpResponse<String> answer =
                api.send(api.request("/api/v1/customers").method("TRACE", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
    }

    private HttpResponse<String> signIn() throws Exception {
        return signIn(SIGN_IN);
    }

    private HttpResponse<String> signIn(String body) throws Exception {
        return api.send(session(body));
    }

    private HttpRequest.Builder session(String body) {
        return api.anonymous("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder byCookie(String cookie) {
        return api.anonymous("/api/v1/customers")
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\":\"a\"}"));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }
}
