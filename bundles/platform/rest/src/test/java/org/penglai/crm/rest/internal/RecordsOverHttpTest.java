package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.records.spi.RecordQueries.Count;
import org.penglai.crm.records.spi.Taken;
import org.penglai.crm.records.spi.Timelines;

class RecordsOverHttpTest {
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
    void createsAndAnswersWithLocationTagAndRecord() throws Exception {
        HttpResponse<String> answer = api.json("POST", "/api/v1/customers", "{\"name\":\"蓬莱机械\"}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("\"name\":\"蓬莱机械\"");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1-v\"");
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/api/v1/customers/");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("private, no-cache");
        assertThat(answer.headers().firstValue("Vary")).contains("Cookie, Authorization");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
    }

    @Test
    void createsOnceForEachIdempotencyKey() throws Exception {
        HttpResponse<String> first =
                api.json("POST", "/api/v1/customers", "{\"name\":\"a\"}", "Idempotency-Key", "k-1");
        HttpResponse<String> again =
                api.json("POST", "/api/v1/customers", "{ \"name\": \"a\" }", "Idempotency-Key", "k-1");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(api.platform.records.written).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"name\":\"a\"} x",
                "nonsense",
                "{\"a\":\"\\ud800\\u",
            })
    void refusesWhatIsNoJsonAndWritesNothing(String body) throws Exception {
        HttpResponse<String> answer = api.json("POST", "/api/v1/customers", body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"malformedJson\"");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(api.platform.records.written).isEmpty();
    }

    @Test
    void refusesJsonNestedDeeperThan64() throws Exception {
        String deep = "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}";

        assertThat(api.json("POST", "/api/v1/customers", deep).statusCode()).isEqualTo(400);
        String bearable = "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}";
        assertThat(api.json("POST", "/api/v1/customers", bearable).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"text\"", "1", "null", "{\"name\":\"a\\u0000b\"}", "{\"name\":\"\\ud800\"}"})
    void refusesJsonThatCannotBeARecord(String body) throws Exception {
        HttpResponse<String> answer = api.json("POST", "/api/v1/customers", body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(api.platform.records.written).isEmpty();
    }

    @Test
    void answersNotModifiedForAKnownTag() throws Exception {
        String path = "/api/v1/customers/" + Ids.format(api.platform.records.put("a", 3));

        assertThat(api.get(path).statusCode()).isEqualTo(200);
        for (String tag : List.of("\"3-v\"", "W/\"3-v\"", "\"1-x\", \"3-v\"", "*")) {
            HttpResponse<String> answer = api.send(api.request(path).header("If-None-Match", tag));
            assertThat(answer.statusCode()).as(tag).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("ETag")).contains("\"3-v\"");
        }
        assertThat(api.send(api.request(path).header("If-None-Match", "\"2-v\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void changesOnlyTheVersionThatIfMatchNames() throws Exception {
        long id = api.platform.records.put("a", 3);
        String path = "/api/v1/customers/" + Ids.format(id);

        HttpResponse<String> stale = api.json("PATCH", path, "{\"name\":\"b\"}", "If-Match", "\"2-v\"");
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains("\"code\":\"stale\"").contains("\"current\":{\"id\"");
        assertThat(api.platform.records.written).isEmpty();

        assertThat(api.json("PATCH", path, "{\"name\":\"b\"}", "If-Match", "\"3-other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.json("PATCH", path, "{\"name\":\"c\"}", "If-Match", "W/\"4-v\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.json("PATCH", path, "{\"name\":\"d\"}", "If-Match", "\"1-v\", \"5-v\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.json("PATCH", path, "{\"name\":\"e\"}", "If-Match", "*").statusCode())
                .isEqualTo(200);
        assertThat(api.json("PATCH", path, "{\"name\":\"f\"}", "If-Match", "\"nonsense\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(api.json("PATCH", path, "{\"name\":\"f\"}", "If-Match", "nonsense")
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.platform.records.stored.get(id).text("name")).isEqualTo("e");
    }

    @Test
    void takesAMergePatchByItsOwnMediaType() throws Exception {
        String path = "/api/v1/customers/" + Ids.format(api.platform.records.put("a", 1));

        HttpResponse<String> answer = api.send(api.request(path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString("{\"name\":null}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        RecordChange.Update update = (RecordChange.Update) api.platform.records.written.get(0);
        assertThat(update.values()).containsEntry("name", null);
        assertThat(update.expectedVersion()).isNull();
    }

    @Test
    void deletesTheExpectedVersion() throws Exception {
        String path = "/api/v1/customers/" + Ids.format(api.platform.records.put("a", 2));

        assertThat(api.send(api.request(path).DELETE().header("If-Match", "\"1-v\""))
                        .statusCode())
                .isEqualTo(412);
        HttpResponse<String> answer = api.send(api.request(path).DELETE().header("If-Match", "\"2-v\""));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(api.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void runsActionsWithAndWithoutABody() throws Exception {
        long id = api.platform.records.put("a", 1);
        String path = "/api/v1/customers/" + Ids.format(id) + "/actions/claim";

        assertThat(api.send(api.request(path).POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(200);
        assertThat(api.json("POST", path, "{\"reason\":\"x\"}").statusCode()).isEqualTo(200);
        assertThat(api.platform.records.stored.get(id).version()).isEqualTo(3);
        String restore = "/api/v1/customers/" + Ids.format(id) + "/restore";
        assertThat(api.send(api.request(restore).POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(200);
    }

    @Test
    void passesListParametersOnDecoded() throws Exception {
        assertThat(api.get("/api/v1/customers?filter=name%3D%3D%E8%93%AC%E8%8E%B1*&q=a+b&sort=-name&limit=200"
                                + "&fields=name,remark&count=exact")
                        .statusCode())
                .isEqualTo(200);

        var asked = api.platform.records.asked.get(0);
        assertThat(asked.filter()).isEqualTo("name==蓬莱*");
        assertThat(asked.q()).isEqualTo("a b");
        assertThat(asked.sort()).isEqualTo("-name");
        assertThat(asked.limit()).isEqualTo(200);
        assertThat(asked.fields()).containsExactly("name", "remark");
        assertThat(asked.count()).isEqualTo(Count.EXACT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=201",
                "limit=x",
                "limit=",
                "limit=99999999999",
                "nonsense=1",
                "count=all",
                "q=a&q=b",
                "q=%00",
                "q=%ff",
                "_method=DELETE",
                "_type=xml"
            })
    void refusesParametersThatItDoesNotUnderstand(String query) throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/customers?" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"traceId\"");
        assertThat(api.platform.records.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/customers;x=1",
                "/api/v1//customers",
                "/api/v1/customers/a%2Fb",
                "/api/v1/%2e%2e/x",
                "/api/v1/customers/%ff"
            })
    void refusesPathsThatCouldBeReadInTwoWays(String path) throws Exception {
        assertThat(api.get(path).statusCode()).isEqualTo(400);
    }

    @Test
    void doesNotLetAHeaderOrParameterChangeTheMethod() throws Exception {
        String path = "/api/v1/customers/" + Ids.format(api.platform.records.put("a", 1));

        assertThat(api.send(api.request(path).header("X-HTTP-Method-Override", "DELETE"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(api.get(path + "?_method=DELETE").statusCode()).isEqualTo(400);
        assertThat(api.platform.records.stored).hasSize(1);
    }

    @Test
    void tellsUnknownTypesPathsMethodsAndRecordsApart() throws Exception {
        assertThat(api.get("/api/v1/planets").body()).contains("typeNotInstalled");
        assertThat(api.get("/api/v1/customers/" + Ids.format(5)).body()).contains("recordNotFound");
        assertThat(api.get("/api/v1/customers/nonsense").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/customers/x/y/z").body()).contains("noSuchPath");
        HttpResponse<String> put = api.json("PUT", "/api/v1/customers", "{}");
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.body()).contains("methodNotAllowed");
        assertThat(api.get("/api/v1").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/services").statusCode()).isEqualTo(404);
    }

    @Test
    void answersEachKindOfFailureWithItsStatus() throws Exception {
        api.platform.records.failure = new Invalid(Violation.of("name", "required", "必填。", "Is required."));
        HttpResponse<String> invalid = api.json("POST", "/api/v1/customers", "{}");
        assertThat(invalid.statusCode()).isEqualTo(422);
        assertThat(invalid.body()).contains("\"field\":\"name\"").contains("必填。");
        assertThat(api.json("POST", "/api/v1/customers", "{}", "Accept-Language", "en-GB,en;q=0.9,zh;q=0.5")
                        .body())
                .contains("Is required.");

        api.platform.records.failure = new Conflict("duplicate", Localized.same("x"));
        assertThat(api.json("POST", "/api/v1/customers", "{}").statusCode()).isEqualTo(409);

        api.platform.records.failure = new Taken("customers", 7, List.of("creditCode"));
        assertThat(api.json("POST", "/api/v1/customers", "{}").body())
                .as("who has it, masked")
                .contains("\"field\":\"creditCode\"", "该值已被“云****司”使用（负责人 李四，最近跟进 2026-11-0");

        api.platform.records.failure = new Unavailable("gateClosed", Localized.same("x"), Duration.ofSeconds(9));
        HttpResponse<String> closed = api.json("POST", "/api/v1/customers", "{}");
        assertThat(closed.statusCode()).isEqualTo(503);
        assertThat(closed.headers().firstValue("Retry-After")).contains("1");
    }

    @Test
    void revealsNothingOfWhatNobodyExpected() throws Exception {
        api.platform.records.failure = new IllegalStateException("table crm_secret is broken");

        HttpResponse<String> answer = api.send(api.request("/api/v1/customers").header("X-Request-Id", "trace-9"));

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("crm_secret").contains("\"traceId\":\"trace-9\"");
        assertThat(answer.headers().firstValue("X-Request-Id")).contains("trace-9");
    }

    @Test
    void writesABatchAllOrNone() throws Exception {
        long id = api.platform.records.put("a", 1);
        String body = "{\"atomic\":true,\"operations\":[{\"op\":\"create\",\"values\":{\"name\":\"n\"}},"
                + "{\"op\":\"update\",\"id\":\"" + Ids.format(id) + "\",\"version\":1,\"values\":{\"name\":\"m\"}},"
                + "{\"op\":\"delete\",\"id\":\"" + Ids.format(id) + "\"}]}";

        HttpResponse<String> answer = api.json("POST", "/api/v1/customers/batch", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"index\":0,\"status\":201")
                .contains("\"index\":1,\"status\":200")
                .contains("\"index\":2,\"status\":204");
    }

    @Test
    void namesThePlaceInABatchThatDoesNotFit() throws Exception {
        String two = "{\"operations\":[{\"op\":\"create\",\"values\":{}},{\"op\":\"create\",\"values\":{}}]}";
        api.platform.records.failure = new Invalid(List.of(
                Violation.of("1.name", "required", "必填。", "Required."), Violation.of("0", "wrong", "错误。", "Wrong.")));
        HttpResponse<String> answer = api.json("POST", "/api/v1/customers/batch", two);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"operations[1].values.name\"").contains("\"operations[0]\"");

        String one = "{\"operations\":[{\"op\":\"create\",\"values\":{}}]}";
        api.platform.records.failure = new Conflict(
                "duplicate",
                Localized.of("重复", "Duplicate"),
                List.of(Violation.of("customerNo", "duplicate", "重复", "Duplicate")));
        answer = api.json("POST", "/api/v1/customers/batch", one);
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("\"operations[0].values.customerNo\"");
        assertThat(api.json("POST", "/api/v1/customers/batch", "{\"operations\":[{\"op\":\"drop\"}]}")
                        .body())
                .contains("\"operations[0].op\"");
    }

    @Test
    void writesABatchEachOnItsOwn() throws Exception {
        String body = "{\"atomic\":false,\"operations\":[{\"op\":\"create\",\"values\":{\"name\":\"n\"}},"
                + "{\"op\":\"delete\",\"id\":\"" + Ids.format(5) + "\"}]}";

        HttpResponse<String> answer = api.json("POST", "/api/v1/customers/batch", body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"status\":201").contains("\"status\":404,\"code\":\"recordNotFound\"");
    }

    @Test
    void refusesABatchThatDoesNotFit() throws Exception {
        String tooMany = "{\"operations\":["
                + "{\"op\":\"create\",\"values\":{}},".repeat(1000)
                + "{\"op\":\"create\",\"values\":{}}]}";
        assertThat(api.json("POST", "/api/v1/customers/batch", tooMany).body()).contains("tooMany");
        for (String body : List.of(
                "{}",
                "{\"operations\":[1]}",
                "{\"operations\":[{\"op\":\"drop\"}]}",
                "{\"operations\":[{\"op\":\"update\",\"id\":\"x\",\"values\":{}}]}",
                "{\"operations\":[],\"atomic\":\"yes\"}",
                "{\"operations\":[],\"more\":1}")) {
            assertThat(api.json("POST", "/api/v1/customers/batch", body).statusCode())
                    .as(body)
                    .isEqualTo(422);
        }
        assertThat(api.platform.records.written).isEmpty();
    }

    @Test
    void tellsWhatHappenedToARecord() throws Exception {
        String id = "0000000000001";
        HttpResponse<String> timeline =
                api.get("/api/v1/customers/" + id + "/timeline?limit=5&kinds=change,activity&cursor=x");
        HttpResponse<String> history = api.get("/api/v1/customers/" + id + "/history");

        assertThat(timeline.statusCode()).isEqualTo(200);
        assertThat(timeline.body())
                .isEqualTo("{\"items\":[{\"id\":\"0000000000005\",\"kind\":\"change\","
                        + "\"at\":\"2026-11-22T03:00:00Z\",\"by\":{\"id\":\"0000000000007\",\"title\":\"安娜\"},"
                        + "\"type\":\"customers\",\"recordId\":\"" + id + "\","
                        + "\"title\":{\"zh-CN\":\"修改了客户\",\"en\":\"Changed the customer\"},\"text\":null,"
                        + "\"changes\":[{\"field\":\"name\",\"label\":{\"zh-CN\":\"名称\",\"en\":\"Name\"},"
                        + "\"before\":\"旧\",\"after\":\"新\",\"beforeText\":\"旧\",\"afterText\":\"新\"}],"
                        + "\"data\":{\"version\":2}}],\"nextCursor\":\"next\"}");
        assertThat(history.statusCode()).isEqualTo(200);
        assertThat(api.timelines.asked)
                .containsExactly(
                        new Timelines.Request(5, "x", Set.of("change", "activity")),
                        new Timelines.Request(50, "", Set.of("created", "change")));
        assertThat(api.get("/api/v1/customers/" + id + "/timeline?limit=201").statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/customers/" + id + "/history?kinds=x").statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/planets/" + id + "/timeline").statusCode()).isEqualTo(404);
    }

    @Test
    void aggregates() throws Exception {
        assertThat(api.get("/api/v1/customers/aggregate?group=level,status&measure=count,sum:amount")
                        .body())
                .contains("level+status");
    }

    @Test
    void askForRecordsThatLookAlike() throws Exception {
        HttpResponse<String> answer = api.json(
                "POST",
                "/api/v1/customers/check-duplicates",
                "{\"values\":{\"name\":\"云启科技\"},\"id\":\"0000000000001\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"title\":\"云启科技有限公司\"")
                .contains("\"score\":95")
                .contains("\"code\":\"sameName\"");
        assertThat(api.duplicates.values).containsEntry("name", "云启科技");
        assertThat(api.duplicates.except).isEqualTo(1);
        assertThat(api.platform.gates.entered).as("a question waits at no gate").hasValue(0);
        assertThat(api.json("POST", "/api/v1/customers/check-duplicates", "{\"name\":\"云启\"}")
                        .statusCode())
                .as("the record that is to be created, as it is")
                .isEqualTo(200);
        assertThat(api.duplicates.values).isEqualTo(Map.of("name", "云启"));
        for (String wrong :
                List.of("{}", "{\"values\":[]}", "{\"values\":{},\"x\":1}", "{\"values\":{},\"id\":\"?\"}")) {
            assertThat(api.json("POST", "/api/v1/customers/check-duplicates", wrong)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }
}
