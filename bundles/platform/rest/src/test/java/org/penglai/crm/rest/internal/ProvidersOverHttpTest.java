package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.security.spi.SignIn;

/** Signing in at a provider outside, as browsers and the provider see it. */
class ProvidersOverHttpTest {
    private static final String PATH = "/api/v1/session/providers";
    private static final String KEPT = "crm_departure_corp_ab12=kept.text~L2N1c3RvbWVycz9zb3J0PW5hbWU";

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void theSignInPageLearnsOfProvidersWithoutASession() throws Exception {
        JsonNode items = new ObjectMapper()
                .readTree(api.send(api.anonymous(PATH)).body())
                .path("items");
        assertThat(items).hasSize(1);
        assertThat(items.path(0).path("label").path("en").asText()).isEqualTo(FakeProvider.LABEL.en());
        assertThat(items.path(0).path("href").asText()).isEqualTo(PATH + "/corp/start");
        assertThat(api.send(api.anonymous(PATH + "/other/start")).statusCode()).isEqualTo(404);
    }

    @Test
    void theBrowserGoesThereAndComesBackSignedInToThePageItLeft() throws Exception {
        HttpResponse<String> away = api.send(api.anonymous(PATH + "/corp/start?back=%2Fcustomers%3Fsort%3Dname"));
        assertThat(away.statusCode()).isEqualTo(303);
        assertThat(location(away)).isEqualTo("https://sso.example/authorize?state=x");
        assertThat(cookies(away)).containsExactly(KEPT + "; Max-Age=600; Path=/; HttpOnly; SameSite=Lax");
        assertThat(api.provider.callback)
                .isEqualTo(URI.create("http://127.0.0.1:" + api.port() + PATH + "/corp/callback"));

        HttpResponse<String> back = api.send(
                api.anonymous(PATH + "/corp/callback?code=good&state=x").header("Cookie", KEPT));
        assertThat(back.statusCode()).isEqualTo(303);
        assertThat(location(back)).isEqualTo("/customers?sort=name");
        assertThat(cookies(back))
                .containsExactlyInAnyOrder(
                        "crm_departure_corp_ab12=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax",
                        "crm_session_ab12=s1; Path=/; HttpOnly; SameSite=Lax",
                        "crm_provider_ab12=corp~hint.text; Path=/api/v1/session; HttpOnly; SameSite=Lax");
        assertThat(api.platform.signIn.recognised).containsExactly(new SignIn.Recognised(7, "corp", "sid-1"));
    }

    @Test
    void nobodyIsSentToAnotherSite() throws Exception {
        for (String back : List.of("https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "x")) {
            HttpResponse<String> away = api.send(api.anonymous(PATH + "/corp/start?back=" + back));
            assertThat(cookies(away).get(0)).as(back).startsWith("crm_departure_corp_ab12=kept.text~Lw;");
        }
        String planted = "crm_departure_corp_ab12=kept.text~Ly9ldmlsLmV4YW1wbGU";
        assertThat(location(api.send(
                        api.anonymous(PATH + "/corp/callback?code=good").header("Cookie", planted))))
                .isEqualTo("/");
    }

    @Test
    void whatGoesWrongIsToldByTheSignInPage() throws Exception {
        for (String cookie : List.of("", KEPT.replace("kept", "other"), "crm_departure_corp_ab12=nonsense")) {
            HttpResponse<String> refused = api.send(api.anonymous(PATH + "/corp/callback?code=good")
                    .header("Cookie", cookie.isEmpty() ? "a=b" : cookie));
            assertThat(location(refused)).isEqualTo("/?signIn=providerRefused");
            assertThat(cookies(refused)).allMatch(one -> one.startsWith("crm_departure_corp_ab12=; Max-Age=0"));
        }
        api.provider.away = true;
        assertThat(location(api.send(api.anonymous(PATH + "/corp/start")))).isEqualTo("/?signIn=providerDown");
        assertThat(api.platform.signIn.recognised).isEmpty();
    }

    @Test
    void thePublicAddressCountsWhereItIsSet() throws Exception {
        api.provider.publicAddress = URI.create("https://crm.example.org");
        api.send(api.anonymous(PATH + "/corp/start"));
        assertThat(api.provider.callback).isEqualTo(URI.create("https://crm.example.org" + PATH + "/corp/callback"));
    }

    @Test
    void whoCameFromOutsideSignsOutThereToo() throws Exception {
        api.platform.signIn.open("anna", "secret".toCharArray(), "10.0.0.1");
        HttpRequest.Builder request = api.anonymous("/api/v1/session")
                .header("Cookie", "crm_session_ab12=s1; crm_provider_ab12=corp~hint.text")
                .header("X-CSRF-Token", "csrf1")
                .DELETE();
        HttpResponse<String> out = api.send(request);
        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(new ObjectMapper().readTree(out.body()).path("signOutAt").asText())
                .isEqualTo("https://sso.example/logout?hint=hint.text&back=http://127.0.0.1:" + api.port() + "/");
        assertThat(cookies(out)).anyMatch(one -> one.startsWith("crm_provider_ab12=; Max-Age=0"));
        assertThat(api.platform.signIn.sessions).isEmpty();
    }

    @Test
    void theProviderEndsSessionsByItsSignedWordOnly() throws Exception {
        assertThat(logout("application/x-www-form-urlencoded", "logout_token=forged"))
                .isEqualTo(400);
        assertThat(logout("application/x-www-form-urlencoded", "token=x")).isEqualTo(400);
        assertThat(logout("application/json", "{}")).isEqualTo(415);
        assertThat(api.access.asked).isEmpty();
        assertThat(logout("application/x-www-form-urlencoded", "logout_token=a%2Bgood+token"))
                .isEqualTo(200);
        assertThat(api.access.asked).containsExactly("ended by corp 7 sid-1");
    }

    private int logout(String type, String body) throws Exception {
        return api.send(api.anonymous(PATH + "/corp/logout")
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .statusCode();
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    private static List<String> cookies(HttpResponse<String> response) {
        return response.headers().allValues("Set-Cookie");
    }
}
