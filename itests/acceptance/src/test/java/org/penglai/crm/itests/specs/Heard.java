package org.penglai.crm.itests.specs;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.itests.support.CrmClient;

/** Changes that somebody was told of, as they came. */
final class Heard implements Closeable {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final String way;
    private final List<String> bodies = new ArrayList<>();
    private InputStream source;

    private Heard(String way) {
        this.way = way;
    }

    /** Opens a live stream of records; returns when it says where it begins. */
    static Heard stream(CrmClient client) throws Exception {
        Heard heard = new Heard("stream");
        heard.source = client.stream("/api/v1/events?topics=record");
        BufferedReader lines = new BufferedReader(new InputStreamReader(heard.source, StandardCharsets.UTF_8));
        String line = lines.readLine();
        while (line != null && !line.startsWith("id:")) {
            line = lines.readLine();
        }
        Thread reader = new Thread(() -> heard.follow(lines), "heard");
        reader.setDaemon(true);
        reader.start();
        return heard;
    }

    private void follow(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data:")) {
                    add(line.substring("data:".length()));
                }
            }
        } catch (IOException closed) {
            add("{\"end\":\"" + closed.getClass().getSimpleName() + "\"}");
        }
    }

    private synchronized void add(String body) {
        bodies.add(body);
        notifyAll();
    }

    synchronized String text() {
        return String.join("\n", bodies);
    }

    /** Ids of the records of the type. */
    synchronized TreeSet<String> ids(String type) {
        TreeSet<String> ids = new TreeSet<>();
        for (String body : bodies) {
            try {
                JsonNode change = CrmClient.JSON.readTree(body);
                if (change.path("type").asText().equals(type)) {
                    ids.add(change.path("id").asText());
                }
            } catch (IOException unreadable) {
                throw new AssertionError(body, unreadable);
            }
        }
        return ids;
    }

    synchronized void awaitId(String id) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        try {
            while (!text().contains(id)) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError(way + " did not tell of " + id + ": " + text());
                }
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    @Override
    public String toString() {
        return way;
    }

    /** Somebody's system behind several webhooks, told apart by their paths. */
    static final class Receiver implements AutoCloseable {
        private final HttpServer http;
        private final Map<String, Heard> heard = new ConcurrentHashMap<>();

        Receiver() throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.createContext("/", this::take);
            http.start();
        }

        String url(String key) {
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/" + key;
        }

        Heard heard(String key) {
            return heard.computeIfAbsent("/" + key, path -> new Heard("webhook"));
        }

        private void take(HttpExchange exchange) throws IOException {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard(exchange.getRequestURI().getPath().substring(1)).add(body);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        }

        @Override
        public void close() {
            http.stop(0);
        }
    }
}
