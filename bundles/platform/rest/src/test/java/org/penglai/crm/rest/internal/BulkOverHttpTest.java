package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.persistence.spi.Ids;

class BulkOverHttpTest {
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
    void oneThingForManyRecordsBecomesAJob() throws Exception {
        HttpResponse<String> answer = api.json(
                "POST",
                "/api/v1/customers/bulk",
                "{\"filter\":\"name==a*\",\"q\":\"x\",\"operation\":\"update\",\"values\":{\"name\":\"b\"}}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/jobs/" + Ids.format(42));
        assertThat(answer.body()).contains("\"canUndo\":false").contains("批量修改客户");
        assertThat(api.jobs.request.kind()).isEqualTo("bulk");
        assertThat(api.jobs.request.parameters())
                .isEqualTo(Map.of(
                        "type",
                        "customers",
                        "filter",
                        "name==a*",
                        "q",
                        "x",
                        "operation",
                        "update",
                        "values",
                        Map.of("name", "b")));
        assertThat(api.platform.records.asked).last().satisfies(list -> assertThat(list.filter())
                .as("a bad filter is told at once")
                .isEqualTo("name==a*"));
    }

    @Test
    void recordsMayBeNamed() throws Exception {
        String ids = "[\"" + Ids.format(1) + "\",\"" + Ids.format(2) + "\"]";
        assertThat(api.json(
                                "POST",
                                "/api/v1/customers/bulk",
                                "{\"ids\":" + ids + ",\"operation\":\"addTags\",\"tags\":[\"a\"]}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(api.jobs.request.parameters())
                .containsEntry("ids", List.of(Ids.format(1), Ids.format(2)))
                .containsEntry("tags", List.of("a"));
        assertThat(api.json("POST", "/api/v1/customers/bulk", "{\"ids\":" + ids + ",\"operation\":\"delete\"}")
                        .statusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ids\":[],\"operation\":\"delete\"}",
                "{\"ids\":[7],\"operation\":\"delete\"}",
                "{\"ids\":\"all\",\"operation\":\"delete\"}",
                "{\"operation\":\"delete\"}",
                "{\"ids\":[\"0000000000001\"],\"filter\":\"\",\"operation\":\"delete\"}",
                "{\"filter\":7,\"operation\":\"delete\"}",
                "{\"filter\":\"\",\"operation\":\"burn\"}",
                "{\"filter\":\"\",\"operation\":\"update\"}",
                "{\"filter\":\"\",\"operation\":\"update\",\"values\":{}}",
                "{\"filter\":\"\",\"operation\":\"addTags\",\"tags\":\"a\"}",
                "{\"filter\":\"\",\"operation\":\"action\"}",
                "{\"filter\":\"\",\"operation\":\"delete\",\"more\":1}",
            })
    void whatDoesNotFitIsToldAndMakesNoJob(String body) throws Exception {
        assertThat(api.json("POST", "/api/v1/customers/bulk", body).statusCode())
                .isEqualTo(422);
        assertThat(api.jobs.request).isNull();
    }

    @Test
    void needsTheRight() throws Exception {
        HttpResponse<String> answer = api.send(api.anonymous("/api/v1/customers/bulk")
                .header("Authorization", "Bearer rita-token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"filter\":\"\",\"operation\":\"delete\"}")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(api.json(
                                "POST",
                                "/api/v1/customers/bulk",
                                "{\"filter\":\"\",\"operation\":\"action\",\"action\":\"fly\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(api.jobs.request).isNull();
    }

    @Test
    void whatWasWrittenInBulkIsListedByPagesWithWhatWouldStay() throws Exception {
        api.jobs.state = JobState.SUCCEEDED;
        for (long id = 17; id < 20; id++) {
            api.jobs.put(FakePlatform.ANNA, id);
            api.jobs.undoable.add(id);
        }
        assertThat(api.get("/api/v1/jobs/undo?limit=2").body())
                .contains(
                        "\"id\":\"" + Ids.format(19) + "\"", "\"until\":\"1970-01-31T00:00:00Z\"", "\"undoneBy\":null")
                .contains("\"nextCursor\":\"" + Ids.format(18) + "\"")
                .doesNotContain("\"id\":\"" + Ids.format(17) + "\"");
        assertThat(api.get("/api/v1/jobs/undo?limit=2&cursor=" + Ids.format(18)).body())
                .contains("\"id\":\"" + Ids.format(17) + "\"", "\"nextCursor\":null");
        assertThat(api.get("/api/v1/jobs/" + Ids.format(17) + "/undo").body())
                .contains("\"title\":\"云启科技\"", "\"more\":false");
        assertThat(api.get("/api/v1/jobs/" + Ids.format(77) + "/undo").statusCode())
                .isEqualTo(404);
        for (String query : new String[] {"?cursor=x", "?limit=0", "?other=1"}) {
            assertThat(api.get("/api/v1/jobs/undo" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void aJobThatWroteSomethingCanBeUndone() throws Exception {
        api.jobs.state = JobState.SUCCEEDED;
        api.jobs.put(FakePlatform.ANNA, 7);
        api.jobs.put(FakePlatform.ANNA, 8);
        api.jobs.undoable.add(7L);
        assertThat(api.get("/api/v1/jobs/" + Ids.format(7)).body()).contains("\"canUndo\":true");
        assertThat(api.get("/api/v1/jobs/" + Ids.format(8)).body()).contains("\"canUndo\":false");

        HttpResponse<String> undo = api.json("POST", "/api/v1/jobs/" + Ids.format(7) + "/undo", "{}");

        assertThat(undo.statusCode()).isEqualTo(202);
        assertThat(api.jobs.request.kind()).isEqualTo("undo");
        assertThat(api.jobs.request.parameters()).isEqualTo(Map.of("job", Ids.format(7)));
        assertThat(api.json("POST", "/api/v1/jobs/" + Ids.format(8) + "/undo", "{}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(api.json("POST", "/api/v1/jobs/" + Ids.format(9) + "/undo", "{}")
                        .statusCode())
                .isEqualTo(404);
    }
}
