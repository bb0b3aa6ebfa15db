package org.penglai.crm.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.File;
import java.io.IOException;
import java.net.BindException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A real Penglai CRM with an empty database, on free ports of this machine, started from an unpacked archive that is left
 * as it is: all state is in a folder of the test. For what only a container shows: does the KAR install, is the page
 * there, does the event arrive.
 *
 * <p>The archive is named by the system property {@code penglai.home}. Needs bin/crm, so Linux or macOS.
 */
public final class TestServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "Correct-horse-7";
    /** Generous: a busy machine may be many times slower, and who waits for what never comes ends it sooner. */
    private static final long LIMIT_SECONDS = 600;

    private static final int LOG_LINES = 80;
    /** Below the ports that systems give to outgoing connections, of which any other process may get one meanwhile. */
    private static final int FIRST_PORT = 20_000;

    private static final int PORTS = 12_000;

    private final Path crm;
    private final Path data;
    private final int port;
    private final int consolePort;
    private final Map<String, String> environment = new HashMap<>();
    private final Process process;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private String csrf = "";

    private TestServer(Path home, Path folder) throws IOException {
        crm = home.resolve("bin/crm");
        data = Files.createTempDirectory(Files.createDirectories(folder), "server-");
        int[] ports = freePorts();
        port = ports[0];
        consolePort = ports[1];
        environment.put("CRM_DATA", data.toAbsolutePath().toString());
        environment.put("CRM_HTTP_HOST", "127.0.0.1");
        environment.put("CRM_HTTP_PORT", String.valueOf(port));
        environment.put("CRM_SSH_PORT", String.valueOf(consolePort));
        environment.put("CRM_ADMIN_PASSWORD", PASSWORD);
        environment.put("CRM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        process = command("run").redirectOutput(consoleFile()).start();
    }

    /**
     * Starts a server and signs in as its administrator.
     *
     * @param folder where its state is kept, e.g. {@code target}; left there for reading the log
     * @throws IllegalStateException if {@code penglai.home} names no unpacked archive, or with the log if it does not start
     */
    public static TestServer start(Path folder) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("penglai.home", ""));
        if (!Files.isExecutable(home.resolve("bin/crm"))) {
            throw new IllegalStateException("penglai.home must name the folder of an unpacked Penglai CRM archive");
        }
        TestServer server = new TestServer(home, folder);
        try {
            server.await("ready", () -> server.get("/readyz").status() == 200);
            server.await("signed in", server::signIn);
        } catch (IOException | InterruptedException | IllegalStateException e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Before the first request is answered the interface may say that it is not there yet. */
    private boolean signIn() throws IOException, InterruptedException {
        Answer session = post("/api/v1/session", Map.of("username", "admin", "password", PASSWORD));
        if (session.status() == 404 || session.status() == 503) {
            return false;
        }
        csrf = session.expect(200).path("csrfToken").asText();
        return true;
    }

    /** An answer of the interface; the body is missing where there is none. */
    public record Answer(int status, JsonNode body) {
        /**
         * The body of an answer with this status.
         *
         * @throws IllegalStateException with what was answered instead
         */
        public JsonNode expect(int wanted) {
            if (status != wanted) {
                throw new IllegalStateException("Answered " + status + " instead of " + wanted + ": " + body);
            }
            return body;
        }
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** @param body written as JSON */
    public Answer post(String path, Object body) throws IOException, InterruptedException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /**
     * Puts a KAR into the deploy folder, as an operator does, and waits until the module runs in this version. From then on
     * its event handlers miss nothing.
     *
     * @throws IllegalStateException with what the server says of it if it does not
     */
    public void deploy(Path kar, String module, String version) throws IOException, InterruptedException {
        Path half = data.resolve("tmp").resolve(kar.getFileName());
        Files.copy(kar, half, StandardCopyOption.REPLACE_EXISTING);
        Files.move(half, data.resolve("deploy").resolve(kar.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        awaitValue(
                module + " " + version + " running",
                () -> module(module),
                found -> found.path("version").asText().equals(version)
                        && found.path("state").asText().equals("running"));
    }

    /** What the server says of a module; missing if there is none. */
    public JsonNode module(String id) throws IOException, InterruptedException {
        for (JsonNode item : get("/api/v1/modules").expect(200).path("items")) {
            if (item.path("id").asText().equals(id)) {
                return item;
            }
        }
        return MissingNode.getInstance();
    }

    /** Runs a command of the operator's console, once this is open, and returns what it printed. */
    public String console(String line) throws IOException, InterruptedException {
        await("listening on the console's port", () -> {
            new Socket(InetAddress.getLoopbackAddress(), consolePort).close();
            return true;
        });
        Process client = command("client", line).start();
        String output = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (client.waitFor() != 0) {
            throw new IOException(line + " ended with " + client.exitValue() + ":\n" + output);
        }
        return output;
    }

    /** Something that is true sooner or later. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Something that the server knows. */
    @FunctionalInterface
    public interface Value<T> {
        T get() throws IOException, InterruptedException;
    }

    /**
     * Waits until the condition holds: for what the server does after an answer. A connection that fails counts as not yet.
     *
     * @param what for the message when it does not hold within ten minutes, or the server has ended
     */
    public void await(String what, Condition condition) throws IOException, InterruptedException {
        awaitValue(what, condition::holds, holds -> holds);
    }

    /**
     * Waits until the server's answer is as wanted, and returns it.
     *
     * @param what for the message when it is not within ten minutes, or the server has ended; the last answer is told, too
     */
    public <T> T awaitValue(String what, Value<T> value, Predicate<T> wanted) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            Object last;
            try {
                T found = value.get();
                if (wanted.test(found)) {
                    return found;
                }
                last = found;
            } catch (IOException e) {
                last = e;
            }
            if (System.nanoTime() > deadline || !process.isAlive()) {
                String state = process.isAlive() ? "after " + LIMIT_SECONDS + " s" : "and the server has ended";
                throw new IllegalStateException("Not " + what + ' ' + state + ", last: " + last + "; " + log());
            }
            TimeUnit.MILLISECONDS.sleep(100); // another process: nothing tells us
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(40))
                .header("X-CSRF-Token", csrf)
                .header("Accept-Language", "en");
    }

    private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        boolean json = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.contains("json"))
                .isPresent();
        return new Answer(response.statusCode(), json ? JSON.readTree(response.body()) : MissingNode.getInstance());
    }

    private ProcessBuilder command(String... arguments) {
        String[] words = new String[arguments.length + 1];
        words[0] = crm.toString();
        System.arraycopy(arguments, 0, words, 1, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().putAll(environment);
        return builder;
    }

    private File consoleFile() {
        return data.resolve("console.out").toFile();
    }

    private String log() throws IOException {
        Path file = data.resolve("log/crm.log");
        Path shown = Files.exists(file) ? file : consoleFile().toPath();
        List<String> lines = Files.readAllLines(shown);
        List<String> end = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
        return "the end of " + shown + ":\n" + String.join("\n", end);
    }

    /** Two that nobody listens at. */
    private static int[] freePorts() throws IOException {
        try (ServerSocket first = freePort();
                ServerSocket second = freePort()) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }

    private static ServerSocket freePort() throws IOException {
        IOException taken = new IOException("no free port");
        for (int attempt = 0; attempt < 100; attempt++) {
            int candidate = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
            try {
                return new ServerSocket(candidate, 1, InetAddress.getLoopbackAddress());
            } catch (BindException e) {
                taken = e;
            }
        }
        throw taken;
    }
}
