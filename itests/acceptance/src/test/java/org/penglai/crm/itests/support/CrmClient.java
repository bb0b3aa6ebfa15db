package org.penglai.crm.itests.support;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A browser's or program's view of the HTTP interface: keeps the cookie, sends the CSRF token, reads JSON. */
public final class CrmClient {
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final CrmServer server;
    private final HttpClient http;
    private String csrf;
    private String bearer;

    CrmClient(CrmServer server) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    public Reply signIn(String username, String password) throws IOException, InterruptedException {
        Reply reply = post("/api/v1/session", Map.of("username", username, "password", password));
        if (reply.status() == 200) {
            csrf = reply.json().path("csrfToken").asText();
        }
        return reply;
    }

    /** From now on this client uses a token and no cookie. */
    public CrmClient bearer(String secret) {
        bearer = secret;
        csrf = null;
        return this;
    }

    public Reply get(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).GET());
    }

    /** An answer too large for memory, as it comes. */
    public InputStream stream(String path) throws IOException, InterruptedException {
        HttpResponse<InputStream> response =
                http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode());
        }
        return response.body();
    }

    public Reply post(String path, Object body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(json(body)));
    }

    public Reply patch(String path, Object body, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", json(body)));
    }

    public Reply delete(String path, String... headers) throws IOException, InterruptedException {
        return send(request(path, headers).DELETE());
    }

    /** Sends a body as it is, for what a well-behaved client would never send. */
    public Reply raw(String method, String path, String contentType, byte[] body)
            throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    /** Uploads a file with form fields, as a page does. */
    public Reply upload(String path, Path file, Map<String, String> fields) throws IOException, InterruptedException {
        String boundary = UUID.randomUUID().toString();
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) -> head.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        head.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(file.getFileName())
                .append("\"\r\nContent-Type: text/csv\r\n\r\n");
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.concat(
                HttpRequest.BodyPublishers.ofString(head.toString(), StandardCharsets.UTF_8),
                HttpRequest.BodyPublishers.ofByteArray(Files.readAllBytes(file)),
                HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send(request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(server.url(path)).timeout(TIMEOUT);
        builder.header("Accept-Language", "en");
        if (csrf != null) {
            builder.header("X-CSRF-Token", csrf);
        }
        if (bearer != null) {
            builder.header("Authorization", "Bearer " + bearer);
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.setHeader(headers[i], headers[i + 1]);
        }
        return builder;
    }

    private static HttpRequest.BodyPublisher json(Object body) throws IOException {
        return body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    private Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpRequest built = request.build();
        HttpResponse<byte[]> response = http.send(built, HttpResponse.BodyHandlers.ofByteArray());
        Map<String, String> headers = new LinkedHashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        return new Reply(built.method() + ' ' + built.uri(), response.statusCode(), headers, response.body());
    }
}
