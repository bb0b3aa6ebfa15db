package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilesOverHttpTest {
    private static final String RECORD = "/api/v1/customers/0000000000007/attachments";

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
    void aFileIsSentListedFetchedInPartsAndRemoved() throws Exception {
        HttpResponse<String> sent = send("合同 1.html", "0123456789");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        JsonNode file = new ObjectMapper().readTree(sent.body());
        assertThat(file.path("name").asText()).isEqualTo("合同 1.html");
        assertThat(file.path("size").asLong()).isEqualTo(10);
        assertThat(api.get(RECORD).body()).contains("合同 1.html");

        String content = "/api/v1/attachments/" + file.path("id").asText() + "/content";
        HttpResponse<String> whole = api.get(content + "?inline=true");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValue("Content-Disposition").orElseThrow())
                .as("markup is never shown on a page")
                .startsWith("attachment")
                .contains("filename*=UTF-8''");
        HttpResponse<String> part = api.send(api.request(content).header("Range", "bytes=2-4"));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
        assertThat(api.send(api.request(content).header("Range", "bytes=10-")).statusCode())
                .isEqualTo(416);

        String path = content.replace("/content", "");
        assertThat(api.send(api.request(path).DELETE()).statusCode()).isEqualTo(204);
        assertThat(api.get(content).statusCode()).isEqualTo(404);
    }

    @Test
    void aPictureIsShownInASandbox() throws Exception {
        JsonNode file = new ObjectMapper().readTree(send("现场.png", "png").body());
        HttpResponse<String> shown =
                api.get("/api/v1/attachments/" + file.path("id").asText() + "/content?inline=true");
        assertThat(shown.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("inline");
        assertThat(shown.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'")
                .contains("frame-ancestors 'self'");
    }

    @Test
    void whatIsNoFormIsRefused() throws Exception {
        HttpResponse<String> json = api.json("POST", RECORD, "{}");
        assertThat(json.statusCode()).isEqualTo(415);
    }

    private HttpResponse<String> send(String name, String content) throws Exception {
        String form = "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n"
                + content + "\r\n--frontier--\r\n";
        return api.send(api.request(RECORD)
                .header("Content-Type", "multipart/form-data; boundary=frontier")
                .POST(BodyPublishers.ofString(form)));
    }
}
