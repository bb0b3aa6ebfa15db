package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/**
 * A stranger sends a video over a line that breaks: what arrived is kept, the rest follows, and it is his ticket's file. The
 * size is 9 MiB, or {@code -Dpenglai.uploadMegabytes}; from 100 on the heap is looked at, too.
 */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class UploadSpec implements LogTail.ServerSpec {
    private static final int MEGABYTE = 1 << 20;
    private static final int SIZE = Integer.getInteger("penglai.uploadMegabytes", 9) * MEGABYTE;
    private static final int MUCH = 100 * MEGABYTE;
    private static final int PATIENCE_SECONDS = 120;

    @Parameter
    Store store;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private CrmServer server;

    @BeforeEach
    void find() throws Exception {
        server = SharedServer.on(store);
    }

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void aVideoArrivesOverALineThatBreaks() throws Exception {
        CrmClient staff = server.administrator();
        String unique = UUID.randomUUID().toString();
        String key = "f" + unique.substring(0, 8);
        staff.post("/api/v1/feedbackForms", Map.of("name", unique, "formKey", key))
                .expect(201);
        byte[] video = video();
        String token = begin("漏油.mp4", SIZE);
        long heapBefore = heap(staff);

        int cut = SIZE / 3;
        sendAndHangUp(token, video, cut);
        long kept = offsetOf(token, cut);
        assertThat(kept).isBetween(1L, (long) cut);
        assertThat(send(token, 0, video, 10).statusCode())
                .as("not from the beginning again")
                .isEqualTo(409);
        HttpResponse<String> rest = send(token, (int) kept, video, SIZE - (int) kept);
        assertThat(rest.statusCode()).isEqualTo(204);
        assertThat(rest.headers().firstValue("Upload-Offset")).hasValue(Integer.toString(SIZE));
        if (SIZE >= MUCH) {
            assertThat(heap(staff) - heapBefore).isLessThan(SIZE / 2);
        }

        String form = "email=li@farwell.example&message=" + unique + "&files=" + token + "&token=" + unique;
        assertThat(http.send(
                                HttpRequest.newBuilder(server.url("/public/feedback/" + key))
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString(form))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(303);
        String ticket = staff.get("/api/v1/tickets?filter=subject==" + unique)
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        String file = attached(staff, ticket);
        assertThat(status("HEAD", token)).as("it is nobody's upload any more").isEqualTo(404);
        try (InputStream content = staff.stream("/api/v1/attachments/" + file + "/content")) {
            assertThat(content.readAllBytes()).isEqualTo(video);
        }
    }

    @Test
    void whatIsNoUploadIsRefusedAndNothingIsKept() throws Exception {
        String html = begin("holiday.png", 20);
        byte[] page = "<html><script>1</scr".getBytes(StandardCharsets.US_ASCII);
        assertThat(send(html, 0, page, 20).statusCode()).isEqualTo(422);
        assertThat(status("HEAD", html)).isEqualTo(404);
        String given = begin("a.png", 20);
        assertThat(status("DELETE", given)).isEqualTo(204);
        assertThat(status("HEAD", given)).isEqualTo(404);
        for (String token : new String[] {"x", "A".repeat(32), "../../../etc/passwd", "' or 1=1 --"}) {
            String path = "/" + token.replace(" ", "%20").replace("'", "%27");
            assertThat(ask("HEAD", path).statusCode()).as(token).isIn(400, 404);
        }
        assertThat(beginning("a.png", Long.toString(10L << 30))).isEqualTo(413);
        for (String size : new String[] {"-1", "x", "99999999999999999999"}) {
            assertThat(beginning("a.png", size)).as(size).isEqualTo(400);
        }
        assertThat(beginning("a.png", "0")).isEqualTo(422);
        assertThat(beginning(" ", "5")).isEqualTo(422);
        assertThat(ask("PUT", "").statusCode()).isEqualTo(405);
        HttpResponse<String> script = ask("GET", "/upload.js");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/javascript");
    }

    /** Begins like an MP4 file. */
    private static byte[] video() {
        byte[] video = new byte[SIZE];
        Arrays.fill(video, (byte) 7);
        System.arraycopy("\0\0\0\30ftypmp42".getBytes(StandardCharsets.US_ASCII), 0, video, 0, 12);
        return video;
    }

    private String begin(String name, long size) throws IOException, InterruptedException {
        HttpResponse<String> reply = http.send(
                request("")
                        .header("Upload-Length", Long.toString(size))
                        .header("Upload-Metadata", metadata(name))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(reply.statusCode()).isEqualTo(201);
        String location = reply.headers().firstValue("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    private int beginning(String name, String size) throws IOException, InterruptedException {
        return http.send(
                        request("")
                                .header("Upload-Length", size)
                                .header("Upload-Metadata", metadata(name))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private HttpResponse<String> send(String token, int offset, byte[] content, int length)
            throws IOException, InterruptedException {
        return http.send(
                request("/" + token)
                        .header("Content-Type", "application/offset+octet-stream")
                        .header("Upload-Offset", Integer.toString(offset))
                        .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(content, offset, length))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Announces all, sends a part and hangs up. */
    private void sendAndHangUp(String token, byte[] content, int part) throws IOException {
        URI place = server.url("/public/uploads/" + token);
        try (Socket line = new Socket(place.getHost(), place.getPort())) {
            OutputStream out = line.getOutputStream();
            out.write(("PATCH " + place.getPath() + " HTTP/1.1\r\nHost: " + place.getAuthority()
                            + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream"
                            + "\r\nContent-Length: " + content.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(content, 0, part);
            out.flush();
        }
    }

    /** How much arrived, once the server has noticed that the line is down. */
    private long offsetOf(String token, int sent) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            long offset = Long.parseLong(ask("HEAD", "/" + token)
                    .headers()
                    .firstValue("Upload-Offset")
                    .orElseThrow());
            // A piece of no bytes is taken as soon as nobody else is sending one.
            boolean isFree = send(token, (int) offset, new byte[sent], 0).statusCode() == 204;
            if (offset > 0 && isFree) {
                return offset;
            }
            assertThat(System.nanoTime()).as("it is never kept").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50); // polls the state of the upload: the server tells nobody of a broken line
        }
    }

    private int status(String method, String token) throws IOException, InterruptedException {
        return ask(method, "/" + token).statusCode();
    }

    private HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.url("/public/uploads" + path)).header("Tus-Resumable", "1.0.0");
    }

    private static String metadata(String name) {
        return "filename " + Base64.getEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String attached(CrmClient staff, String ticket) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            String id = staff.get("/api/v1/tickets/" + ticket + "/attachments")
                    .expect(200)
                    .json()
                    .at("/items/0/id")
                    .asText();
            if (!id.isEmpty()) {
                return id;
            }
            assertThat(System.nanoTime()).as("it is never attached").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100); // polls the record: files come to it by a worker
        }
    }

    /** Bytes in use. */
    private static long heap(CrmClient staff) throws IOException, InterruptedException {
        return staff.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"}"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf('}') + 2)))
                .findFirst()
                .orElseThrow();
    }
}
