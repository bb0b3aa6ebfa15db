package org.penglai.crm.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.penglai.crm.persistence.testing.PostgresServer;
import org.penglai.crm.persistence.testing.TestFolders;

/** One installation on ports and data of its own: started, asked, stopped or killed like any other. */
public final class CrmServer implements AutoCloseable {
    public static final String PASSWORD = "Correct-horse-7";

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final int LOG_LINES = 80;
    private static final Set<String> KEPT_TO_READ = Set.of("log", "console.out");

    private final String name;
    private final Path data;
    private final int httpPort = Ports.free();
    private final int sshPort = Ports.free();
    private final Map<String, String> environment = new HashMap<>();
    private final HttpClient probe = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private Process process;

    /** Prepares an installation with an empty database; it does not run yet. */
    public CrmServer(String name, Store store) throws IOException {
        this.name = name + '-' + store.name().toLowerCase(java.util.Locale.ROOT);
        this.data = Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("crm.work"), "installations")), this.name + '-');
        environment.put("CRM_DATA", data.toString());
        environment.put("CRM_HTTP_PORT", String.valueOf(httpPort));
        environment.put("CRM_SSH_PORT", String.valueOf(sshPort));
        environment.put("CRM_ADMIN_PASSWORD", PASSWORD);
        // Quick start matters more to a test than the last bit of speed.
        environment.put("CRM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        if (store == Store.POSTGRES) {
            PostgresServer.Login login = PostgresServer.running().freshDatabase();
            environment.put("CRM_DB_URL", login.url());
            environment.put("CRM_DB_USER", login.user());
            environment.put("CRM_DB_PASSWORD", login.password());
        }
    }

    /** Starts without a password from the environment, as most people do. */
    public CrmServer withoutPassword() {
        environment.remove("CRM_ADMIN_PASSWORD");
        return this;
    }

    /** Runs with the options that the archive ships, for measurements. */
    public CrmServer withDefaultOptions() {
        environment.remove("CRM_JAVA_OPTS");
        return this;
    }

    /** Starts and waits until it is ready. */
    public CrmServer start() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(Archive.home().resolve("bin/crm").toString(), "run");
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("console.out").toFile()));
        process = builder.start();
        awaitReady();
        return this;
    }

    private void awaitReady() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        name + " ended at start:\n" + tail(data.resolve("console.out")) + logTail());
            }
            // The interface is mapped a moment after its service is there; until then it says that it is starting. Who
            // is
            // not signed in is turned away before that, so this asks for what anybody may see.
            if (status("/readyz") == 200 && status("/api/v1/session/providers") == 200) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(100); // polls the readiness address: there is no other signal from a process
        }
        throw new IllegalStateException(name + " is not ready:\n" + tail(data.resolve("console.out")) + logTail());
    }

    private int status(String path) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(url(path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return probe.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return -1;
        }
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    /** Where this installation keeps its state. */
    public Path data() {
        return data;
    }

    /** A client that has signed in as the administrator. */
    public CrmClient administrator() throws IOException, InterruptedException {
        CrmClient client = new CrmClient(this);
        client.signIn("admin", PASSWORD).expect(200);
        return client;
    }

    /** A client that has not signed in. */
    public CrmClient visitor() {
        return new CrmClient(this);
    }

    /** What a shell must have in its environment to reach this installation with {@code bin/crm}. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** Runs a command on the operator's console and returns what it printed. */
    public String console(String command) throws IOException, InterruptedException {
        return Shell.run(data, environment, Archive.home().resolve("bin/crm").toString(), "client", command);
    }

    /** Ends it at once, as a power cut would. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        for (ProcessHandle handle : all) {
            handle.onExit().join();
        }
    }

    /** Ends it in good order. */
    public void stop() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(40, TimeUnit.SECONDS)) {
                kill();
                throw new IllegalStateException(name + " did not stop on SIGTERM");
            }
        }
    }

    /** Ends it and deletes what it kept but its log; dozens of installations would fill a disk. */
    @Override
    public void close() throws InterruptedException {
        stop();
        try (Stream<Path> kept = Files.list(data)) {
            kept.filter(path -> !KEPT_TO_READ.contains(path.getFileName().toString()))
                    .forEach(TestFolders::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last lines of its log, for messages of failing tests. */
    public String logTail() {
        return tail(data.resolve("log/crm.log"));
    }

    /** The whole log. */
    public List<String> log() throws IOException {
        return Files.readAllLines(data.resolve("log/crm.log"), StandardCharsets.UTF_8);
    }

    /** The process that is the server: the start script becomes it. */
    public ProcessHandle java() {
        return process.toHandle();
    }

    private static String tail(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size())) + '\n';
        } catch (IOException e) {
            return "(no " + file + ")\n";
        }
    }
}
