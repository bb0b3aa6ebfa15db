package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;

class ViewsOverHttpTest {
    private static final String PATH = "/api/v1/views/" + Ids.format(100);
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
    void aViewIsMadeChangedMadeTheDefaultAndTakenAway() throws Exception {
        HttpResponse<String> made = make();
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains(PATH);
        assertThat(made.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(made.body())
                .isEqualTo("{\"id\":\"" + Ids.format(100) + "\",\"version\":1,\"type\":\"customers\",\"name\":\"A级\","
                        + "\"filter\":\"level==A\",\"q\":\"\",\"sort\":\"name\",\"columns\":[\"name\",\"level\"],"
                        + "\"groupBy\":null,\"density\":null,\"shared\":false,\"sharedWith\":\"owner\",\"mine\":true,\"default\":false,"
                        + "\"owner\":{\"id\":\"" + Ids.format(7) + "\",\"title\":\"安娜\"}}");

        HttpResponse<String> changed =
                api.json("PATCH", PATH, "{\"name\":\"B\",\"filter\":null,\"shared\":true}", "If-Match", "\"1\"");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(changed.body())
                .contains("\"name\":\"B\"", "\"filter\":\"\"", "\"sort\":\"name\"", "\"shared\":true", "\"version\":2");
        assertThat(api.json("PATCH", PATH, "{\"name\":\"C\"}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(api.json("POST", PATH + "/actions/default", "{\"default\":true}")
                        .body())
                .contains("\"default\":true");
        JsonNode items = new ObjectMapper()
                .readTree(api.get("/api/v1/views?type=customers").body())
                .path("items");
        assertThat(items).hasSize(1);
        assertThat(api.get("/api/v1/views?type=contacts").body()).isEqualTo("{\"items\":[]}");
        assertThat(api.send(api.request(PATH).DELETE()).statusCode()).isEqualTo(204);
        assertThat(api.send(api.request(PATH).DELETE()).statusCode()).isEqualTo(404);
    }

    @Test
    void othersSeeASharedViewButCannotChangeIt() throws Exception {
        make();
        String rita = "Bearer rita-token";
        assertThat(api.send(api.anonymous(PATH).header("Authorization", rita)).body())
                .contains("\"mine\":false");
        assertThat(api.send(api.anonymous(PATH).header("Authorization", rita).DELETE())
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.send(api.anonymous(PATH)).statusCode()).isEqualTo(401);
    }

    @Test
    void whatDoesNotFitIsNamed() throws Exception {
        HttpResponse<String> answer = api.json(
                "POST", "/api/v1/views", "{\"name\":1,\"columns\":\"name\",\"shared\":\"yes\",\"colour\":\"red\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(new ObjectMapper().readTree(answer.body()).path("errors").findValuesAsText("field"))
                .containsExactly("colour", "name", "columns", "shared", "type");
        make();
        assertThat(api.json("PATCH", PATH, "{\"type\":\"contacts\"}").statusCode())
                .isEqualTo(422);
        assertThat(api.json("POST", PATH + "/actions/default", "{}").statusCode())
                .isEqualTo(422);
        assertThat(api.get("/api/v1/views/nope").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/views?owner=me").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> make() throws Exception {
        return api.json(
                "POST",
                "/api/v1/views",
                "{\"type\":\"customers\",\"name\":\"A级\",\"filter\":\"level==A\",\"sort\":\"name\","
                        + "\"columns\":[\"name\",\"level\"]}");
    }
}
