package org.penglai.crm.itests.kill;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.penglai.crm.itests.support.CrmClient;

/** Somebody else's system that a webhook leads to: takes what is properly signed, refuses now and then. */
final class Receiver implements AutoCloseable {
    private static final int REFUSES_ONE_IN = 150;

    private final HttpServer http;
    private final List<Delivery> taken = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private volatile String secret = "";
    private volatile boolean down;
    private int asked;
    private int refused;

    Receiver() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::take);
        http.setExecutor(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "receiver");
            thread.setDaemon(true);
            return thread;
        }));
        http.start();
    }

    /** A change as it came. */
    record Delivery(long position, String type, String id, long version, String operation) {}

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/hook";
    }

    /** Whatever is not signed with it is reported. */
    void expectSignedWith(String webhookSecret) {
        secret = webhookSecret;
    }

    /** Answers nothing but 503 from now on, or works again. */
    void setDown(boolean isDown) {
        down = isDown;
    }

    synchronized List<Delivery> taken() {
        return List.copyOf(taken);
    }

    /** Requests that did not carry a valid signature. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized int refused() {
        return refused;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(answer(exchange, body), -1);
        exchange.close();
    }

    private synchronized int answer(HttpExchange exchange, byte[] body) throws IOException {
        if (down || ++asked % REFUSES_ONE_IN == 0) {
            refused++;
            return 503;
        }
        String signature = exchange.getRequestHeaders().getFirst("X-Penglai-Signature");
        if (!isGood(signature, body)) {
            wrong.add(signature + " " + new String(body, StandardCharsets.UTF_8));
            return 400;
        }
        JsonNode change = CrmClient.JSON.readTree(body);
        taken.add(new Delivery(
                change.get("position").asLong(),
                change.get("type").asText(),
                change.get("id").asText(),
                change.get("version").asLong(),
                change.get("operation").asText()));
        return 204;
    }

    /** As the guide for receivers says. */
    private boolean isGood(String signature, byte[] body) {
        try {
            String[] parts = signature.split("[=,]");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((parts[1] + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body)).equals(parts[3]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
