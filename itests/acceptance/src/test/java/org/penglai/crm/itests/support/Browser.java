package org.penglai.crm.itests.support;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The console in Chromium: its own checks, or pages that stay open while the test changes the server. */
public final class Browser implements AutoCloseable {
    private static final String DEFAULT_CHROMIUM = "/usr/bin/chromium";
    private static final int ANSWER_SECONDS = 60;
    private static final String ENDED = "(the browser has ended)";

    private final Process process;
    private final BufferedWriter commands;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private Browser(Process process) {
        this.process = process;
        this.commands = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        Thread reader = new Thread(this::read, "browser-answers");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Runs the console's checks to their end, or those that {@code -Dcrm.specs=desk,service} names, and returns what they
     * printed; fails with it if one fails.
     */
    public static String check(CrmServer server, Map<String, String> needs) throws IOException, InterruptedException {
        Map<String, String> environment = environment(server);
        environment.putAll(needs);
        List<String> command = new ArrayList<>(List.of("node", "run.mjs"));
        Stream.of(System.getProperty("crm.specs", "").split(","))
                .filter(name -> !name.isBlank())
                .forEach(command::add);
        return Shell.run(checks(), environment, command.toArray(String[]::new));
    }

    /** Runs the console's measurements to their end and returns what they printed. */
    public static String measure(CrmServer server, Map<String, String> needs) throws IOException, InterruptedException {
        Map<String, String> environment = environment(server);
        environment.putAll(needs);
        return Shell.run(checks(), environment, "node", "bench.mjs");
    }

    /** Opens pages that stay open until this is closed. */
    public static Browser open(CrmServer server) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of("node", "swap.mjs")).directory(checks().toFile());
        builder.environment().putAll(environment(server));
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Browser browser = new Browser(builder.start());
        browser.tell("open");
        browser.expect("opened");
        return browser;
    }

    /** Begins to look for something on the open pages. */
    public void watch(String sight) throws IOException, InterruptedException {
        tell("watch " + sight);
        expect("watching " + sight);
    }

    /** Waits until the pages show what is watched for; returns the time of day, in milliseconds, at which they did. */
    public long seen(String sight) throws InterruptedException {
        return Long.parseLong(expect("seen " + sight).strip());
    }

    private void tell(String command) throws IOException {
        commands.write(command + '\n');
        commands.flush();
    }

    /** The rest of the next answer, which must begin as expected. */
    private String expect(String beginning) throws InterruptedException {
        String answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
        if (answer == null || !answer.startsWith(beginning)) {
            throw new AssertionError("the browser was to say \"" + beginning + "\", but said: " + answer);
        }
        return answer.substring(beginning.length());
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(answers::add);
        } catch (IOException | UncheckedIOException e) {
            answers.add(e.toString());
        }
        answers.add(ENDED);
    }

    private static Map<String, String> environment(CrmServer server) {
        String chromium = System.getenv().getOrDefault("CHROMIUM", DEFAULT_CHROMIUM);
        if (!Files.isExecutable(Path.of(chromium))) {
            throw new IllegalStateException("Chromium is needed to test the console, but there is no " + chromium
                    + "; install it or set CHROMIUM to its path");
        }
        Map<String, String> environment = new HashMap<>();
        environment.put("CHROMIUM", chromium);
        environment.put("BASE_URL", server.url("").toString());
        environment.put("CRM_USER", "admin");
        environment.put("CRM_PASSWORD", CrmServer.PASSWORD);
        environment.put(
                "SHOTS", Path.of(System.getProperty("crm.work"), "shots").toString());
        return environment;
    }

    private static Path checks() {
        return Path.of(System.getProperty("crm.root"), "bundles/ui/e2e");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        commands.close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
