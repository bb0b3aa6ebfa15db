package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;

@Timeout(60)
class ParkingTest {
    private ApiServer api;

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    private void start(int limit, long milliseconds) throws Exception {
        api = new ApiServer(Map.of("parking_limit", limit, "parking_milliseconds", milliseconds));
    }

    @Test
    void aWriteWaitsForItsGateAndGivesThePermitBackOnce() throws Exception {
        start(500, 20_000);
        api.platform.gates.closed.add("customers");

        CompletableFuture<HttpResponse<String>> answer = write("{\"name\":\"a\"}");
        api.platform.gates.waitingActions.acquire();
        assertThat(answer).isNotDone();
        assertThat(api.platform.records.written).isEmpty();

        api.platform.gates.open("customers");
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(answer.get().headers().allValues("X-Request-Id")).hasSize(1);
        assertThat(api.platform.records.written).hasSize(1);
        assertThat(api.platform.gates.entered).hasValue(1);
        permitsAreBack(1);
    }

    @Test
    void aWriteWaitsForTheTypesCodeAsWell() throws Exception {
        start(500, 20_000);
        api.platform.gates.closed.add("customers");
        api.platform.types.writable = false;
        CompletableFuture<HttpResponse<String>> answer = write("{\"name\":\"a\"}");
        parked(1);

        api.platform.gates.open("customers");
        permitsAreBack(1);
        parked(1);
        assertThat(answer).isNotDone();

        api.platform.types.writable = true;
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(api.platform.gates.entered).hasValue(2);
        permitsAreBack(2);
    }

    @Test
    void aWriteWaitsForTheCodeOfTypesThatItsRulesWrite() throws Exception {
        start(500, 20_000);
        api.platform.types.known.put("customers", FakePlatform.type("customers", List.of("gifts", "notInstalled")));
        api.platform.types.known.put("gifts", FakePlatform.type("gifts", List.of()));
        api.platform.types.withoutCode.add("gifts");
        CompletableFuture<HttpResponse<String>> answer = write("{\"name\":\"a\"}");
        parked(1);

        api.platform.types.withoutCode.clear();
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        permitsAreBack(2);
    }

    @Test
    void readsDoNotWait() throws Exception {
        start(500, 20_000);
        api.platform.gates.closed.add("customers");

        assertThat(api.get("/api/v1/customers").statusCode()).isEqualTo(200);
        assertThat(api.get("/api/v1/customers/aggregate").statusCode()).isEqualTo(200);
        assertThat(api.platform.gates.entered).hasValue(0);
    }

    @Test
    void manyWritesWaitTogetherAndAllArrive() throws Exception {
        start(500, 20_000);
        api.platform.gates.closed.add("customers");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            answers.add(write("{\"name\":\"" + i + "\"}"));
        }
        // More requests wait than the server has threads, and it still answers others.
        parked(300);

        api.platform.gates.open("customers");
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        }
        assertThat(api.platform.records.written).hasSize(300);
        permitsAreBack(300);
    }

    @Test
    void afterTheDeadlineAWriteIsSentAway() throws Exception {
        start(500, 300);
        api.platform.gates.closed.add("customers");

        HttpResponse<String> answer = write("{\"name\":\"a\"}").get(10, TimeUnit.SECONDS);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"code\":\"moduleUnavailable\"");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(api.platform.records.written).isEmpty();
        assertThat(api.platform.gates.entered).hasValue(0);

        api.platform.gates.open("customers");
        assertThat(write("{\"name\":\"b\"}").get(10, TimeUnit.SECONDS).statusCode())
                .isEqualTo(201);
        assertThat(api.platform.records.written).hasSize(1);
    }

    @Test
    void beyondTheLimitAWriteIsSentAwayAtOnce() throws Exception {
        start(2, 20_000);
        api.platform.gates.closed.add("customers");
        CompletableFuture<HttpResponse<String>> one = write("{\"name\":\"1\"}");
        CompletableFuture<HttpResponse<String>> two = write("{\"name\":\"2\"}");
        parked(2);

        HttpResponse<String> third = write("{\"name\":\"3\"}").get(10, TimeUnit.SECONDS);
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();

        api.platform.gates.open("customers");
        assertThat(one.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(two.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(201);
        assertThat(api.platform.records.written).hasSize(2);
    }

    @Test
    void whenTheModuleIsRemovedMeanwhileTheAnswerSaysSo() throws Exception {
        start(500, 20_000);
        api.platform.gates.closed.add("customers");
        CompletableFuture<HttpResponse<String>> answer = write("{\"name\":\"a\"}");
        parked(1);

        api.platform.types.known.clear();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(404);
        assertThat(answer.get().body()).contains("typeNotInstalled");
        assertThat(api.platform.records.written).isEmpty();
    }

    @Test
    void whileBootingAnUnknownTypeIsWaitedFor() throws Exception {
        start(500, 20_000);
        api.ready.set(false);
        api.platform.types.known.clear();
        CompletableFuture<HttpResponse<String>> read =
                api.client().sendAsync(api.request("/api/v1/customers").build(), BodyHandlers.ofString());
        parked(1);

        api.platform.types.known.put("customers", FakePlatform.customers());

        assertThat(read.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void onceBootedAnUnknownTypeIsUnknownEvenWhenAModuleFailsLater() throws Exception {
        start(500, 20_000);
        assertThat(api.get("/api/v1/planets").statusCode()).isEqualTo(404);
        api.ready.set(false);

        assertThat(api.get("/api/v1/planets").statusCode()).isEqualTo(404);
    }

    @Test
    void thePermitComesBackWhenTheWriteFails() throws Exception {
        start(500, 20_000);
        api.platform.records.failure = new Conflict("duplicate", Localized.same("x"));
        assertThat(write("{}").get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(409);
        api.platform.records.failure = new IllegalStateException("unexpected");
        assertThat(write("{}").get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(500);
        assertThat(write("no json").get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(400);

        assertThat(api.platform.gates.entered).hasValue(3);
        permitsAreBack(3);
    }

    @Test
    void thePermitComesBackWhenTheClientHangsUpHalfWay() throws Exception {
        start(500, 20_000);
        try (Socket socket = new Socket("127.0.0.1", api.port())) {
            socket.getOutputStream()
                    .write(("POST /api/v1/customers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer anna-token\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"name\":")
                            .getBytes(StandardCharsets.US_ASCII));
            until(() -> api.platform.gates.entered.get() == 1);
        }
        permitsAreBack(1);
        assertThat(api.platform.records.written).isEmpty();
    }

    @Test
    void goingDownSendsWaitingWritesAway() throws Exception {
        start(500, 20_000);
        api.platform.gates.closed.add("customers");
        CompletableFuture<HttpResponse<String>> answer = write("{\"name\":\"a\"}");
        parked(1);

        api.stopFilter();

        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }

    private CompletableFuture<HttpResponse<String>> write(String body) {
        return api.client()
                .sendAsync(
                        api.request("/api/v1/customers")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private void parked(int count) throws Exception {
        until(() -> api.send(api.anonymous("/metrics")).body().contains("\ncrm_http_parked_requests " + count + "\n"));
    }

    /** The answer may arrive before the request has quite returned. */
    private void permitsAreBack(int count) throws Exception {
        until(() -> api.platform.gates.left.get() >= count);
        assertThat(api.platform.gates.left).hasValue(count);
    }

    private static void until(Condition condition) throws Exception {
        while (!condition.isMet()) {
            Thread.onSpinWait();
        }
    }

    private interface Condition {
        boolean isMet() throws Exception;
    }
}
