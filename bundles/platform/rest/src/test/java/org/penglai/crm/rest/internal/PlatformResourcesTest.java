package org.penglai.crm.rest.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;

class PlatformResourcesTest {
    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(Map.of("import_limit", 100_000L));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void takesAFileInAndStartsAnImport() throws Exception {
        HttpResponse<String> answer = form(
                "/api/v1/customers/import",
                "name\n蓬莱\n",
                Map.of("mode", "upsert", "key", "name", "dryRun", "true", "mapping", "{\"名称\":\"name\",\"x\":null}"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/jobs/" + Ids.format(42));
        assertThat(api.jobs.request.kind()).isEqualTo("import");
        assertThat(api.jobs.request.parameters())
                .containsEntry("type", "customers")
                .containsEntry("mode", "upsert")
                .containsEntry("dryRun", true)
                .containsEntry("fileName", "客户.csv")
                .containsEntry("mapping", Map.of("名称", "name"));
        assertThat(api.jobs.input).isEqualTo("name\n蓬莱\n");
        assertThat(api.platform.gates.entered).hasValue(0);
    }

    @Test
    void takesLargeFilesWithoutKeepingThemInMemoryAndRefusesTooLargeOnes() throws Exception {
        HttpResponse<String> large = form("/api/v1/customers/import", "x".repeat(90_000), Map.of());
        assertThat(large.statusCode()).as(large.body()).isEqualTo(202);
        assertThat(api.jobs.inputLength).isEqualTo(90_000);

        HttpResponse<String> tooLarge = form("/api/v1/customers/import", "x".repeat(110_000), Map.of());
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        HttpResponse<String> streamed = streamedForm("/api/v1/customers/import", "x".repeat(110_000));
        assertThat(streamed.statusCode()).as(streamed.body()).isEqualTo(413);
    }

    @Test
    void refusesAnImportThatDoesNotFit() throws Exception {
        assertThat(form("/api/v1/customers/import", "a", Map.of("mode", "guess"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(form("/api/v1/customers/import", "a", Map.of("mapping", "{\"a\":\"nope\"}"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(form("/api/v1/customers/import", "a", Map.of("mapping", "{")).statusCode())
                .isEqualTo(400);
        assertThat(form("/api/v1/customers/import", "a", Map.of("other", "x")).statusCode())
                .isEqualTo(422);
        assertThat(form("/api/v1/planets/import", "a", Map.of()).statusCode()).isEqualTo(404);
        assertThat(api.json("POST", "/api/v1/customers/import", "{}").statusCode())
                .isEqualTo(415);
        assertThat(api.jobs.request).isNull();
    }

    @Test
    void previewsAFile() throws Exception {
        HttpResponse<String> answer =
                form("/api/v1/customers/import/preview", "name\na\nb\n", Map.of("encoding", "UTF-8"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"rows\":2").contains("客户.csv");
    }

    @Test
    void showsJobsAndTheirFiles() throws Exception {
        api.jobs.put(FakePlatform.ANNA, 42);
        String path = "/api/v1/jobs/" + Ids.format(42);

        assertThat(api.get("/api/v1/jobs?limit=10").body()).contains("\"nextCursor\":null");
        JsonNode job = new ObjectMapper().readTree(api.get(path).body());
        assertThat(job.path("state").asText()).isEqualTo("running");
        assertThat(job.path("createdBy").path("title").asText()).isEqualTo("安娜");
        String href = job.path("files").get(0).path("href").asText();
        HttpResponse<String> file = api.get(href);
        assertThat(file.body()).isEqualTo("a,b");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"___1.csv\"; filename*=UTF-8''%E9%94%99%E8%AF%AF%201.csv");
        assertThat(api.send(api.request(path + "/actions/cancel").POST(BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(200);
        assertThat(api.get(path + "/files/other").statusCode()).isEqualTo(404);
        assertThat(api.get("/api/v1/jobs/" + Ids.format(9)).statusCode()).isEqualTo(404);
        assertThat(api.send(api.anonymous(path).header("Authorization", "Bearer rita-token"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRecordIsPrintedInTheLanguageAskedForElseInTheReaders() throws Exception {
        String id = Ids.format(42);
        HttpResponse<String> answer = api.get("/api/v1/customers/" + id + "/document?language=en");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("%PDF customers 42 en");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
        assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                .contains("filename*=UTF-8''%E6%8A%A5%E4%BB%B7%E5%8D%95.pdf");
        assertThat(api.get("/api/v1/customers/" + id + "/document").body()).endsWith(" zh");
        assertThat(api.get("/api/v1/customers/" + id + "/document?size=A3").statusCode())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/planets/" + id + "/document").statusCode()).isEqualTo(404);
    }

    @Test
    void describesTypesInBothLanguages() throws Exception {
        HttpResponse<String> answer = api.get("/api/v1/meta/types/customers");
        assertThat(answer.body())
                .contains("\"parts\":[{\"type\":\"contacts\",\"field\":\"customer\",\"columns\":[\"name\"],"
                        + "\"totals\":[\"wonAmount\"],\"isFixed\":false,\"conditions\":[{\"field\":\"status\",\"test\":\"in\","
                        + "\"values\":[\"potential\"]}]}]");

        JsonNode type = new ObjectMapper().readTree(answer.body());
        assertThat(type.path("label").path("zh-CN").asText()).isEqualTo("客户");
        assertThat(type.path("can").toString()).contains("create", "export");
        assertThat(type.path("fields").get(0).path("kind").asText()).isEqualTo("text");
        String etag = answer.headers().firstValue("ETag").orElseThrow();
        assertThat(type.path("traits")).hasToString("[\"timeline\"]");
        assertThat(type.at("/timelineKinds/0/label/zh-CN").asText()).isEqualTo("修改");
        assertThat(api.send(api.request("/api/v1/meta/types/customers").header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(304);
        assertThat(api.get("/api/v1/meta/types").body()).contains("\"items\":[{\"type\":\"customers\"");
        assertThat(api.get("/api/v1/meta/regions").body()).contains("山东省").contains("\"parent\":null");
        assertThat(api.get("/api/v1/meta/types/planets").statusCode()).isEqualTo(404);
        HttpResponse<String> reader =
                api.send(api.anonymous("/api/v1/meta/types/customers").header("Authorization", "Bearer rita-token"));
        assertThat(new ObjectMapper().readTree(reader.body()).path("can").toString())
                .isEqualTo("[\"read\"]");
    }

    @Test
    void survivesARestartOfItsContext() throws Exception {
        api.restartContext();
        assertThat(api.get("/api/v1/customers").statusCode()).isEqualTo(200);
        api.restartContext();
        assertThat(api.json("POST", "/api/v1/customers", "{\"name\":\"a\"}").statusCode())
                .isEqualTo(201);
    }

    @Test
    void goesWithoutAFailureHoweverOftenItIsTold() {
        api.endServlet();
        api.endServlet();
    }

    @Test
    void compressesTheListOfPluginsForWhoeverTakesThat() throws Exception {
        HttpResponse<byte[]> packed = plugins("br;q=1.0, gzip;q=0.8");
        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Vary").orElseThrow()).contains("Accept-Encoding");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).contains("\"revision\":1");
        }
        HttpResponse<byte[]> plain = plugins("gzip;q=0, deflate");
        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new String(plain.body(), UTF_8)).contains("\"revision\":1");
    }

    private HttpResponse<byte[]> plugins(String encodings) throws Exception {
        HttpRequest request = api.request("/api/v1/ui/plugins")
                .header("Accept-Encoding", encodings)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void listsModulesAndPlugins() throws Exception {
        assertThat(api.get("/api/v1/modules").body())
                .contains("\"id\":\"crm-customers\"")
                .contains("\"state\":\"running\"")
                .contains("\"types\":[\"customers\"]")
                .contains("\"versions\":[\"1.0.1\",\"1.0.0\"]");
        assertThat(api.get("/api/v1/ui/plugins").body())
                .contains("\"revision\":1")
                .contains("\"entry\":\"/p.js\"");
    }

    @Test
    void aChangeOfModulesAsksForThePasswordAndTellsHowItEnded() throws Exception {
        String modules = "\"modules\":[{\"id\":\"crm-customers\",\"version\":\"1.0.1\"}]";
        assertThat(api.json("POST", "/api/v1/modules/plan", '{' + modules + '}').body())
                .contains("\"from\":\"1.0.0\"", "\"to\":\"1.0.1\"", "\"possible\":true");
        for (String password : List.of("", ",\"password\":\"wrong\"")) {
            HttpResponse<String> refused = api.json("POST", "/api/v1/modules/changes", '{' + modules + password + '}');
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains("\"field\":\"password\"");
        }
        HttpResponse<String> rolledBack =
                api.json("POST", "/api/v1/modules/changes", '{' + modules + ",\"password\":\"secret\"}");
        assertThat(rolledBack.statusCode()).isEqualTo(409);
        assertThat(rolledBack.body()).contains("\"code\":\"rolledBack\"");
        assertThat(api.get("/api/v1/modules/changes?limit=5").body())
                .contains(
                        "\"outcome\":\"rolledBack\"",
                        "crm-customers 1.0.0 → 1.0.1",
                        "what ran before runs again",
                        "\"heldMilliseconds\":7");
        assertThat(api.json("POST", "/api/v1/modules/changes", "{\"modules\":\"all\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.send(api.anonymous("/api/v1/modules/changes").header("Authorization", "Bearer rita-token"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void describesItselfAsOpenApi() throws Exception {
        JsonNode document =
                new ObjectMapper().readTree(api.get("/api/openapi.json").body());

        assertThat(document.path("openapi").asText()).isEqualTo("3.0.3");
        assertThat(document.path("paths").has("/api/v1/customers/{id}")).isTrue();
        document.findValuesAsText("$ref").forEach(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
        HttpResponse<String> page = api.send(api.anonymous("/api/docs"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("script-src 'self'")
                .doesNotContain("unsafe");
        assertThat(api.send(api.anonymous("/api/docs/docs.js")).statusCode()).isEqualTo(200);
        assertThat(api.send(api.anonymous("/api/docs/../x")).statusCode()).isNotEqualTo(200);
    }

    @Test
    void tellsWhetherItLivesAndCanServe() throws Exception {
        assertThat(api.send(api.anonymous("/healthz")).statusCode()).isEqualTo(200);
        assertThat(api.send(api.anonymous("/readyz")).statusCode()).isEqualTo(200);
        api.ready.set(false);
        HttpResponse<String> answer = api.send(api.anonymous("/readyz"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"modules\":false").contains("\"database\":true");
    }

    @Test
    void countsRequestsForThisMachineOnly() throws Exception {
        api.get("/api/v1/customers");
        api.get("/api/v1/" + "x".repeat(50));

        String text = api.send(api.anonymous("/metrics")).body();
        assertThat(text)
                .contains("crm_http_requests_total{method=\"GET\",status=\"200\",type=\"customers\"} 1")
                .contains("crm_http_requests_total{method=\"GET\",status=\"404\",type=\"other\"} 1")
                .contains("crm_http_request_seconds_count{method=\"GET\"} 2")
                .contains("jvm_memory_used_bytes{area=\"heap\"}");
        assertThat(api.send(api.anonymous("/metrics").header("X-Forwarded-For", "10.0.0.1"))
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<String> form(String path, String file, Map<String, String> texts) throws Exception {
        return api.send(api.request(path)
                .header("Content-Type", "multipart/form-data; boundary=frontier")
                .POST(BodyPublishers.ofByteArray(multipart(file, texts))));
    }

    private HttpResponse<String> streamedForm(String path, String file) throws Exception {
        byte[] body = multipart(file, Map.of());
        return api.send(api.request(path)
                .header("Content-Type", "multipart/form-data; boundary=frontier")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))));
    }

    static byte[] multipart(String file, Map<String, String> texts) {
        StringBuilder body = new StringBuilder();
        texts.forEach((name, text) -> body.append("--frontier\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(text)
                .append("\r\n"));
        body.append("--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"客户.csv\"\r\n")
                .append("Content-Type: text/csv\r\n\r\n")
                .append(file)
                .append("\r\n--frontier--\r\n");
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
