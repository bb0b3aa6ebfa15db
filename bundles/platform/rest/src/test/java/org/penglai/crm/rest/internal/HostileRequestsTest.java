package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.cxf.helpers.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.persistence.spi.Ids;

/** What no well-meaning client sends. */
@Timeout(60)
class HostileRequestsTest {
    private static final String IMPORT = "/api/v1/customers/import";
    private static final String FILE = "Content-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n";

    private static final int LARGE = 200_000;

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/docs/../v1/customers",
                "/api/docs/../v1/events",
                "/api/docs/./docs.js",
                "/api/docs/x/../../openapi.json"
            })
    void cannotReachAnotherPathByWayOfThePublicOne(String path) throws Exception {
        HttpResponse<String> answer = api.get(path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("malformedPath");
    }

    @Test
    void askForTheHeadersOfAStreamAndGetNoStream() throws Exception {
        HttpResponse<String> answer = api.send(api.request("/api/v1/events").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(api.send(api.anonymous("/metrics")).body()).contains("crm_http_event_streams 0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/session",
                "/api/v1/tokens",
                "/api/v1/ui/plugins",
                "/api/v1/jobs/0000000000016",
                "/api/v1/jobs/0000000000016/files/a.csv",
                "/api/openapi.json"
            })
    void guessParametersThatDoNotExist(String path) throws Exception {
        api.jobs.put(FakePlatform.ANNA, Ids.parse("0000000000016"));

        HttpResponse<String> answer = api.get(path + "?limt=1");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("unknownParameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/v2/customers", "/api/openapi.jsonx", "/api/docs/nothing"})
    void guessPathsThatDoNotExist(String path) throws Exception {
        HttpResponse<String> answer = api.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("noSuchPath");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--other\r\n" + FILE + "\r\na\r\n--other--\r\n",
                "no form at all",
            })
    void sendFormsThatAreNone(String body) throws Exception {
        HttpResponse<String> answer = post(IMPORT, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("malformedForm");
        assertThat(api.jobs.request).isNull();
    }

    @Test
    void sendNoFormAtAll() throws Exception {
        HttpResponse<String> answer = api.send(api.request(IMPORT).POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("multipart/form-data");
    }

    @Test
    void sendLongFileNames() throws Exception {
        String name = "客".repeat(180) + ".csv";

        HttpResponse<String> answer = post(IMPORT, part(FILE.replace("a.csv", name), "name\r\n") + "--frontier--\r\n");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(api.jobs.request.parameters()).containsEntry("fileName", name);
    }

    @Test
    void sendLongTexts() throws Exception {
        String text = part("Content-Disposition: form-data; name=\"mapping\"\r\n", "x".repeat(70_000));

        HttpResponse<String> answer = post(IMPORT, part(FILE, "a") + text + "--frontier--\r\n");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("64 KiB");
    }

    @Test
    void fillTheDiskWithFilesThatNobodyTakes() throws Exception {
        String large = "x".repeat(LARGE);
        int before = filesOfForms();
        String two = part(FILE, large) + part(FILE, large) + "--frontier--\r\n";
        String unknown = part(FILE.replace("\"file\"", "\"other\""), large) + part(FILE, large) + "--frontier--\r\n";

        assertThat(post(IMPORT, two).statusCode()).isEqualTo(422);
        assertThat(post(IMPORT, unknown).statusCode()).isEqualTo(422);

        assertThat(filesOfForms()).isEqualTo(before);
    }

    @Test
    void makeATokenOutliveTheOneItWasMadeWith() throws Exception {
        api.tokens.left = Duration.ofHours(1);
        String soon = Instant.now().plusSeconds(60).toString();

        api.json("POST", "/api/v1/tokens", "{\"name\":\"for ever\"}");
        assertThat(api.tokens.life).isEqualTo(Duration.ofHours(1));
        api.json("POST", "/api/v1/tokens", "{\"name\":\"long\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}");
        assertThat(api.tokens.life).isEqualTo(Duration.ofHours(1));
        api.json("POST", "/api/v1/tokens", "{\"name\":\"short\",\"expiresAt\":\"" + soon + "\"}");
        assertThat(api.tokens.life).isLessThanOrEqualTo(Duration.ofSeconds(60));
        api.tokens.left = null;
        api.json("POST", "/api/v1/tokens", "{\"name\":\"for ever\"}");
        assertThat(api.tokens.life).isNull();
    }

    private static String part(String headers, String content) {
        return "--frontier\r\n" + headers + "\r\n" + content + "\r\n";
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return api.send(api.request(path)
                .header("Content-Type", "multipart/form-data; boundary=frontier")
                .POST(BodyPublishers.ofString(form, StandardCharsets.UTF_8)));
    }

    /** Those of other tests are smaller. */
    private static int filesOfForms() {
        return FileUtils.getDefaultTempDir().listFiles(file -> file.length() >= LARGE).length;
    }
}
