package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;

/** Second factor and sessions as clients see them. */
class AccessOverHttpTest {
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
    void enrolmentAtSignInNeedsNoSessionButItsOwnSite() throws Exception {
        String body = "{\"username\":\"anna\",\"password\":\"secret\"}";
        HttpResponse<String> drawn = api.send(api.anonymous("/api/v1/session/enrolment")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(drawn.statusCode()).as(drawn.body()).isEqualTo(201);
        assertThat(drawn.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(new ObjectMapper().readTree(drawn.body()).path("secret").asText())
                .isEqualTo("DEF");
        HttpResponse<String> foreign = api.send(api.anonymous("/api/v1/session/enrolment")
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(foreign.statusCode()).isEqualTo(403);
        assertThat(api.send(api.anonymous("/api/v1/session/devices")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void aTokenChangesNothingOfHowItsUserSignsIn() throws Exception {
        assertThat(api.get("/api/v1/session/second-factor").statusCode()).isEqualTo(200);
        for (String path : new String[] {"second-factor", "second-factor/disable", "second-factor/recovery-codes"}) {
            HttpResponse<String> refused = api.json("POST", "/api/v1/session/" + path, "{\"password\":\"secret\"}");
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
        }
        assertThat(api.json("DELETE", "/api/v1/session/devices", "").statusCode())
                .isEqualTo(403);
        assertThat(api.access.asked).isEmpty();
    }

    @Test
    void aColleagueIsSignedOutByWhoeverMay() throws Exception {
        String path = "/api/v1/users/" + Ids.format(77) + "/actions/";
        assertThat(api.json("POST", path + "signOut", "{\"tokens\":true}").statusCode())
                .isEqualTo(204);
        assertThat(api.json("POST", path + "resetSecondFactor", "{}").statusCode())
                .isEqualTo(204);
        assertThat(api.access.asked).containsExactly("signOut 77 true", "reset 77");
        assertThat(api.json("POST", path + "signOut", "{\"tokens\":\"yes\"}").statusCode())
                .isEqualTo(422);
        assertThat(api.json("POST", path + "signOut", "{\"all\":true}").statusCode())
                .isEqualTo(422);
        assertThat(api.json("POST", "/api/v1/users/none/actions/signOut", "{}").statusCode())
                .isEqualTo(404);
        assertThat(api.get("/api/v1/users/" + Ids.format(77) + "/sessions").body())
                .contains("Firefox");
    }

    @Test
    void whoeverWasSentALinkChoosesAPasswordWithoutASession() throws Exception {
        HttpResponse<String> made = api.json("POST", "/api/v1/users/" + Ids.format(77) + "/actions/invite", "{}");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(new ObjectMapper().readTree(made.body()).path("path").asText())
                .isEqualTo("/#invitation=drawn");
        assertThat(invitation("{\"invitation\":\"drawn\"}").body()).contains("\"username\":\"li\"");
        assertThat(invitation("{\"invitation\":\"drawn\",\"password\":\"chosen\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.access.asked).containsExactly("invite 77", "accept chosen");
        assertThat(invitation("{\"invitation\":\"other\"}").statusCode()).isEqualTo(401);
        assertThat(invitation("{\"password\":\"chosen\"}").statusCode()).isEqualTo(422);
        assertThat(invitation("{\"invitation\":\"drawn\",\"password\":7}").statusCode())
                .isEqualTo(422);
        HttpResponse<String> foreign = api.send(api.anonymous("/api/v1/session/invitation")
                .header("Content-Type", "application/json")
                .header("Origin", "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(foreign.statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> invitation(String body) throws Exception {
        return api.send(api.anonymous("/api/v1/session/invitation")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void aCodeMayComeAlongAtSignIn() throws Exception {
        HttpResponse<String> opened = api.send(api.anonymous("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"anna\",\"password\":\"secret\",\"otp\":\"123456\"}")));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        HttpResponse<String> wrong = api.send(api.anonymous("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"username\":\"anna\",\"password\":\"secret\",\"otp\":123456}")));
        assertThat(wrong.statusCode()).isEqualTo(422);
    }
}
