package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;

class AccountOverHttpTest {
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
    void theSessionTellsRolesAndDepartment() throws Exception {
        JsonNode session = json(api.get("/api/v1/session"));
        assertThat(session.path("roles").toString()).isEqualTo("[\"finance\",\"salesRep\"]");
        assertThat(session.path("home").asText()).isEqualTo("/my-day");
        assertThat(session.path("menu").toString()).isEqualTo("[\"customers\"]");
        assertThat(session.path("department").path("title").asText()).isEqualTo("华东销售部");
        assertThat(session.path("user").path("email").asText()).isEqualTo("anna@example.com");
        JsonNode other = json(api.send(api.anonymous("/api/v1/session").header("Authorization", "Bearer rita-token")));
        assertThat(other.path("department").isNull()).isTrue();
    }

    @Test
    void everybodyChangesTheOwnNameButNotTheOwnRights() throws Exception {
        HttpResponse<String> renamed = api.send(api.anonymous("/api/v1/session")
                .header("Authorization", "Bearer rita-token")
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"name\":\"Rita\",\"zone\":\"UTC\"}")));
        assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(200);
        assertThat(api.accounts.last.id()).isEqualTo(FakePlatform.READER.userId());
        assertThat(api.accounts.last.values()).isEqualTo(Map.of("name", "Rita", "zone", "UTC"));
        HttpResponse<String> refused = api.json("PATCH", "/api/v1/session", "{\"roles\":[],\"status\":\"left\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
    }

    @Test
    void aNewPasswordOfOnesOwnNeedsTheCurrentOneAndOpensANewSession() throws Exception {
        HttpResponse<String> signedIn = api.send(api.anonymous("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"username\":\"anna\",\"password\":\"secret\"}")));
        String cookie = cookie(signedIn);
        String csrf = json(signedIn).path("csrfToken").asText();

        assertThat(password(cookie, csrf, "{\"currentPassword\":\"wrong\",\"password\":\"longer secret\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(password(cookie, csrf, "{\"password\":\"longer secret\"}").statusCode())
                .isEqualTo(422);
        HttpResponse<String> changed =
                password(cookie, csrf, "{\"currentPassword\":\"secret\",\"password\":\"longer secret\"}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(cookie(changed)).isNotEqualTo(cookie);
        assertThat(json(changed).path("csrfToken").asText()).isNotEqualTo(csrf);
        assertThat(api.json("PUT", "/api/v1/session/password", "{\"currentPassword\":\"a\",\"password\":\"b\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoMaySetsAColleaguesPassword() throws Exception {
        String path = "/api/v1/users/" + Ids.format(12) + "/actions/setPassword";
        assertThat(api.json("POST", path, "{\"password\":\"a good password\"}").statusCode())
                .isEqualTo(204);
        assertThat(api.users.passwords).containsEntry(12L, "a good password");
        assertThat(api.json("POST", path, "{}").statusCode()).isEqualTo(422);
        assertThat(api.send(api.anonymous(path)
                                .header("Authorization", "Bearer rita-token")
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"password\":\"a good password\"}")))
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> password(String cookie, String csrf, String body) throws Exception {
        return api.send(api.anonymous("/api/v1/session/password")
                .header("Cookie", cookie)
                .header("X-CSRF-Token", csrf)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
    }

    private static JsonNode json(HttpResponse<String> answer) throws Exception {
        return new ObjectMapper().readTree(answer.body());
    }
}
