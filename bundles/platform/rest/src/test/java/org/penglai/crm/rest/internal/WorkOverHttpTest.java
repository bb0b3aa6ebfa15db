package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;

class WorkOverHttpTest {
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
    void notificationsComeInPagesAndAreRead() throws Exception {
        for (long id = 1; id <= 3; id++) {
            api.work.told(id, "n" + id);
        }
        String first = api.get("/api/v1/notifications?limit=2").body();
        assertThat(first)
                .contains("\"title\":{\"zh-CN\":\"n3\",\"en\":\"n3\"}", "\"recordId\":\"" + Ids.format(5) + "\"")
                .contains("\"nextCursor\":\"" + Ids.format(2) + "\"", "\"unread\":3");
        assertThat(api.get("/api/v1/notifications?limit=2&cursor=" + Ids.format(2))
                        .body())
                .contains("n1", "\"nextCursor\":null");
        assertThat(api.json("POST", "/api/v1/notifications/read", "{\"ids\":[\"" + Ids.format(3) + "\"]}")
                        .body())
                .isEqualTo("{\"unread\":2}");
        assertThat(api.get("/api/v1/notifications?unread=true").body()).doesNotContain("n3");
        assertThat(api.json("POST", "/api/v1/notifications/read", "{\"all\":true}")
                        .body())
                .isEqualTo("{\"unread\":0}");
        assertThat(api.json("POST", "/api/v1/notifications/read", "{\"all\":false}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.get("/api/v1/notifications?unread=maybe").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/v1/notifications?cursor=x").statusCode()).isEqualTo(400);
        assertThat(api.send(api.anonymous("/api/v1/notifications")).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theCalendarTakesAWindowAndUsers() throws Exception {
        String window = "from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00%2B08:00";
        assertThat(api.get("/api/v1/calendar?" + window + "&users=me").body())
                .contains("\"startAt\":\"2026-03-01T00:00:00Z\"", "\"endAt\":\"2026-03-31T16:00:00Z\"", "晨会");
        assertThat(api.get("/api/v1/calendar?" + window + "&users=nobody").statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/calendar?from=today&to=tomorrow").statusCode())
                .isEqualTo(400);
    }

    @Test
    void anAnswerToAChangeOfASeriesSaysHowToTakeItBack() throws Exception {
        String path = "/api/v1/calendar/appointments/" + Ids.format(7);
        String one = "{\"occurrence\":\"2026-03-01T00:00:00Z\",\"scope\":\"one\"";
        assertThat(api.json("POST", path + "/change", one + ",\"values\":{\"subject\":\"x\"}}")
                        .body())
                .contains("\"id\":\"" + Ids.format(8) + "\"", "{\"op\":\"delete\",\"id\":\"" + Ids.format(8) + "\"}")
                .contains("\"series\":\"" + Ids.format(6) + "\"", "\"startAt\":\"2026-03-01T00:00:00Z\"");
        assertThat(api.json("POST", path + "/remove", one + "}").body())
                .isEqualTo("{\"id\":null,\"undo\":{\"operations\":[],\"restore\":[\"" + Ids.format(7) + "\"]}}");
        assertThat(api.json("POST", path + "/remove", "{\"occurrence\":\"today\",\"scope\":\"one\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.json("POST", path + "/remove", one.replace("one", "some") + "}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.get("/api/v1/calendar/days-off?from=2026-03-01&to=2026-04-01")
                        .body())
                .as("nobody knows")
                .isEqualTo("{\"items\":[]}");
        assertThat(api.get("/api/v1/calendar/days-off?from=2026-03-01&to=2029-04-01")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aFeedIsReadWithoutASessionAsLongAsItsSecretIsGood() throws Exception {
        String feed = "/public/calendar/" + FakeWork.SECRET + ".ics";
        assertThat(api.send(api.anonymous(feed)).statusCode()).isEqualTo(404);
        assertThat(api.json("POST", "/api/v1/calendar/feed", "").body()).contains(feed);
        var answer = api.send(api.anonymous(feed));
        assertThat(answer.body()).isEqualTo("BEGIN:VCALENDAR\r\n");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/calendar");
        assertThat(api.send(api.anonymous("/public/calendar/x.ics")).statusCode())
                .isEqualTo(404);
        assertThat(api.send(api.request("/api/v1/calendar/feed").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(api.send(api.anonymous(feed)).statusCode()).isEqualTo(404);
        int last = 0;
        for (int i = 0; i < 40 && last != 429; i++) {
            last = api.send(api.anonymous(feed)).statusCode();
        }
        assertThat(last).as("guessing is slowed down").isEqualTo(429);
    }

    @Test
    void myDayAndWatching() throws Exception {
        assertThat(api.get("/api/v1/my-day").body())
                .isEqualTo("{\"sections\":[{\"id\":\"today\",\"title\":{\"zh-CN\":\"今天\",\"en\":\"Today\"},"
                        + "\"items\":[{\"type\":\"tasks\",\"id\":\"" + Ids.format(9)
                        + "\",\"title\":\"回电\",\"subtitle\":\"云启科技\",\"at\":\"1970-01-01T00:00:00Z\","
                        + "\"overdue\":true,\"to\":null,\"actions\":[\"complete\"]}]}]}");
        String watch = "/api/v1/customers/" + Ids.format(5) + "/watch";
        assertThat(api.get(watch).body()).isEqualTo("{\"watching\":false,\"watchers\":0}");
        assertThat(api.json("PUT", watch, "").body()).isEqualTo("{\"watching\":true,\"watchers\":1}");
        assertThat(api.send(api.request(watch).DELETE()).body()).isEqualTo("{\"watching\":false,\"watchers\":0}");
        assertThat(api.get("/api/v1/nothing/" + Ids.format(5) + "/watch").statusCode())
                .isEqualTo(404);
    }
}
