package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;

class FeedsOverHttpTest {
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
    void changesAreReadFromAPositionOn() throws Exception {
        assertThat(api.get("/api/v1/changes?after=7&types=customers&limit=2").body())
                .isEqualTo(
                        "{\"items\":[{\"position\":8,\"at\":\"1970-01-01T00:00:00Z\",\"type\":\"customers\",\"id\":\""
                                + Ids.format(5) + "\",\"version\":2,\"operation\":\"updated\",\"by\":\"" + Ids.format(7)
                                + "\",\"fields\":[\"name\"]}],\"next\":9,\"last\":12}");
        assertThat(api.feeds.asked).isEqualTo("7 [customers] 2");
        assertThat(api.get("/api/v1/changes?after=-1").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/v1/changes?limit=2000").statusCode()).isEqualTo(400);
    }

    @Test
    void aWebhookHasASecretAStateAndCanBeReplayed() throws Exception {
        String webhook = "/api/v1/webhooks/" + Ids.format(6);
        assertThat(api.get(webhook + "/secret").body()).isEqualTo("{\"secret\":\"whsec_6\"}");
        assertThat(api.get(webhook + "/state").body()).contains("\"lag\":9").contains("answered 503");
        assertThat(api.json("POST", webhook + "/replay", "{\"after\":4}").statusCode())
                .isEqualTo(204);
        assertThat(api.feeds.asked).isEqualTo("6 from 4");
        assertThat(api.json("POST", webhook + "/replay", "{}").statusCode()).isEqualTo(422);
        assertThat(api.get(webhook + "/replay").statusCode()).isEqualTo(405);
        assertThat(api.json("POST", webhook + "/test", "{}").body())
                .isEqualTo("{\"failure\":\"the receiver answered 503\"}");
        assertThat(api.get(webhook + "/test").statusCode()).isEqualTo(405);
        String letter = webhook + "/letters/" + Ids.format(4);
        assertThat(api.get(webhook + "/letters").body())
                .contains("\"id\":\"" + Ids.format(4) + "\"", "answered 500", "\"attempts\":9");
        assertThat(api.json("POST", letter, "{}").body()).isEqualTo("{\"failure\":null}");
        assertThat(api.feeds.asked).isEqualTo("6 again 4");
        assertThat(api.json("DELETE", letter, "").statusCode()).isEqualTo(204);
        assertThat(api.feeds.asked).isEqualTo("6 drop 4");
        assertThat(api.json("POST", webhook + "/state/" + Ids.format(4), "{}").statusCode())
                .isEqualTo(404);
        assertThat(api.send(api.anonymous(webhook + "/secret").header("Authorization", "Bearer rita-token"))
                        .statusCode())
                .isEqualTo(403);
    }
}
