package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreferencesOverHttpTest {
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
    void keepsAnyJsonValueForTheCallerAlone() throws Exception {
        assertThat(api.get("/api/v1/preferences").body()).isEqualTo("{\"items\":{}}");
        assertThat(api.json("PUT", "/api/v1/preferences/theme", "\"dark\"").statusCode())
                .isEqualTo(200);
        assertThat(api.json("PUT", "/api/v1/preferences/list.customers.widths", "{\"name\": 120.5}")
                        .body())
                .isEqualTo("{\"name\":120.5}");
        assertThat(api.json("PUT", "/api/v1/preferences/tour.done", "true").statusCode())
                .isEqualTo(200);
        assertThat(api.json("PUT", "/api/v1/preferences/views.default.customers", "null")
                        .statusCode())
                .isEqualTo(200);

        assertThat(api.get("/api/v1/preferences").body())
                .isEqualTo("{\"items\":{\"list.customers.widths\":{\"name\":120.5},\"theme\":\"dark\","
                        + "\"tour.done\":true,\"views.default.customers\":null}}");
        assertThat(api.send(api.anonymous("/api/v1/preferences").header("Authorization", "Bearer rita-token"))
                        .body())
                .isEqualTo("{\"items\":{}}");
        assertThat(api.send(api.anonymous("/api/v1/preferences")).statusCode()).isEqualTo(401);
    }

    @Test
    void forgetsAKeyOnce() throws Exception {
        api.json("PUT", "/api/v1/preferences/recent", "[]");
        assertThat(api.send(api.request("/api/v1/preferences/recent").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(api.send(api.request("/api/v1/preferences/recent").DELETE()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusesWhatIsNoJsonOrTooLong() throws Exception {
        assertThat(api.json("PUT", "/api/v1/preferences/theme", "dark").statusCode())
                .isEqualTo(400);
        assertThat(api.json("PUT", "/api/v1/preferences/theme", "").statusCode())
                .isEqualTo(400);
        assertThat(api.json("PUT", "/api/v1/preferences/theme", "\"\\u0000\"").statusCode())
                .isEqualTo(422);
        assertThat(api.json("PUT", "/api/v1/preferences/theme", "\"" + "x".repeat(17_000) + "\"")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.json("PUT", "/api/v1/preferences/theme?x=1", "1").statusCode())
                .isEqualTo(400);
    }
}
