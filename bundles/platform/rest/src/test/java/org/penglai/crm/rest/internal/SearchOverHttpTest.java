package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchOverHttpTest {
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
    void answersWithTypeTitleAndWhatMatched() throws Exception {
        assertThat(api.get("/api/v1/search?q=hwjs&types=customers,contacts&limit=5")
                        .body())
                .startsWith(
                        "{\"items\":[{\"type\":\"customers\",\"id\":\"0000000000007\",\"title\":\"华为技术\",\"subtitle\":\"")
                .contains(" [customers, contacts] 5\"")
                .endsWith("\"matched\":\"phone\"}]}");
        assertThat(api.get("/api/v1/search").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void refusesWhatItDoesNotKnow() throws Exception {
        assertThat(api.get("/api/v1/search?q=a&limit=51").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/v1/search?words=a").statusCode()).isEqualTo(400);
        assertThat(api.send(api.anonymous("/api/v1/search?q=a")).statusCode()).isEqualTo(401);
    }
}
