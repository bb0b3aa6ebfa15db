package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.events.spi.AuditLog.Filter;
import org.penglai.crm.events.spi.AuditVerifier.Finding;
import org.penglai.crm.events.spi.AuditVerifier.Head;
import org.penglai.crm.events.spi.AuditVerifier.TakenBack;
import org.penglai.crm.events.spi.Journal.Entry;
import org.penglai.crm.persistence.spi.Ids;

class AuditOverHttpTest {
    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(Map.of());
        for (int i = 1; i <= 3; i++) {
            api.audit.note(new Entry("customers", i, 1, "updated", 7, "{\"name\":[\"甲\",\"乙\"]}"));
        }
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void showsTheNewestFirstPageByPage() throws Exception {
        HttpResponse<String> first = api.get("/api/v1/audit?limit=2");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body())
                .contains("\"recordId\":\"" + Ids.format(3) + "\"")
                .contains("\"changes\":{\"name\":[\"甲\",\"乙\"]}")
                .contains("\"nextCursor\":\"" + Ids.format(2) + "\"");
        HttpResponse<String> second = api.get("/api/v1/audit?limit=2&cursor=" + Ids.format(2));
        assertThat(second.body())
                .contains("\"recordId\":\"" + Ids.format(1) + "\"")
                .contains("\"nextCursor\":null");
    }

    @Test
    void filtersByTypeRecordUserActionAndTime() throws Exception {
        api.get("/api/v1/audit?type=customers&record=" + Ids.format(5) + "&user=" + Ids.format(7)
                + "&action=updated&from=2026-11-01T00:00:00Z&until=2026-12-01T00:00:00Z");
        assertThat(api.audit.asked)
                .isEqualTo(new Filter(
                        "customers",
                        5L,
                        7L,
                        "updated",
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(api.get("/api/v1/audit?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/v1/audit?user=x").statusCode()).isEqualTo(400);
    }

    @Test
    void isHandedOutAsAFileAndThatItWasIsNoted() throws Exception {
        api.audit.note(new Entry("requests", 0, 0, "refused", 0, "{\"path\":\"=1+1\"}"));
        HttpResponse<String> file = api.get("/api/v1/audit/export?type=customers&until=2026-12-01T00:00:00Z");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(api.audit.asked)
                .isEqualTo(new Filter("customers", null, null, null, null, Instant.parse("2026-12-01T00:00:00Z")));
        assertThat(file.body().lines())
                .startsWith("\ufeffid,at,userId,user,type,recordId,version,action,from,traceId,changes")
                .hasSize(6)
                .anyMatch(line -> line.startsWith(Ids.format(3) + ",2026-11-22T08:00:00Z," + Ids.format(7) + ",")
                        && line.endsWith("\"{\"\"name\"\":[\"\"甲\"\",\"\"乙\"\"]}\""));
        assertThat(api.audit.noted.get(4))
                .isEqualTo(new Entry(
                        "audit",
                        0,
                        0,
                        "exported",
                        FakePlatform.ANNA.userId(),
                        "{\"type\":\"customers\",\"until\":\"2026-12-01T00:00:00Z\"}"));
        assertThat(api.send(api.anonymous("/api/v1/audit/export").header("Authorization", "Bearer rita-token"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(api.get("/api/v1/audit/export?limit=5").statusCode()).isEqualTo(400);
    }

    @Test
    void saysWhetherTheChainHolds() throws Exception {
        api.audit.takenBack =
                List.of(new TakenBack(Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-02T00:00:00Z")));
        assertThat(api.get("/api/v1/audit/verify?head=2:xyz").body())
                .contains("\"takenBack\":[{", "\"to\":\"2026-03-01T00:00:00Z\"", "\"at\":\"2026-03-02T00:00:00Z\"")
                .contains("\"sound\":true")
                .contains("\"unsealed\":1")
                .contains("\"head\":\"3:abc\"");
        assertThat(api.audit.heads).containsExactly(new Head(2, "xyz"));
        api.audit.findings = List.of(new Finding("edited", 2, 9, "audit row is not what it was"));
        assertThat(api.get("/api/v1/audit/verify").body())
                .contains("\"sound\":false")
                .contains("\"kind\":\"edited\"")
                .contains("\"auditId\":\"" + Ids.format(9) + "\"");
        assertThat(api.get("/api/v1/audit/verify?head=what").statusCode()).isEqualTo(400);
    }

    @Test
    void whoLacksTheRightIsRefusedAndTheRefusalIsNotedOnce() throws Exception {
        for (int i = 0; i < 2; i++) {
            assertThat(api.send(api.anonymous("/api/v1/audit?limit=1").header("Authorization", "Bearer rita-token"))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(api.audit.noted).hasSize(4);
        assertThat(api.audit.noted.get(3))
                .isEqualTo(new Entry(
                        "requests",
                        0,
                        0,
                        "refused",
                        FakePlatform.READER.userId(),
                        "{\"method\":\"GET\",\"path\":\"/api/v1/audit\",\"status\":403}"));
        assertThat(api.audit.origins.get(3).address()).isEqualTo("127.0.0.1");
        assertThat(api.audit.origins.get(3).traceId()).isNotBlank();
    }

    @Test
    void recordsOutOfReachAndCallersWithoutCredentialAreNoted() throws Exception {
        String path = "/api/v1/customers/" + Ids.format(4_711_000_000L);
        assertThat(api.send(api.anonymous(path)
                                .header("Authorization", "Bearer rita-token")
                                .header("X-Request-Id", "looked-for-it"))
                        .statusCode())
                .isEqualTo(404);
        awaitNoted(4);
        assertThat(api.audit.noted.get(3).changes())
                .isEqualTo("{\"method\":\"GET\",\"path\":\"" + path + "\",\"status\":404}");
        assertThat(api.audit.origins.get(3).traceId()).isEqualTo("looked-for-it");
        for (int i = 0; i < 2; i++) {
            assertThat(api.send(api.anonymous("/api/v1/customers?limit=" + (i + 1)))
                            .statusCode())
                    .isEqualTo(401);
        }
        awaitNoted(5);
        assertThat(api.audit.noted.get(4).userId()).isZero();
        assertThat(api.audit.noted.get(4).changes()).contains("\"status\":401");
    }

    /** A refusal is noted when its answer is on its way already. */
    private void awaitNoted(int number) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (api.audit.noted.size() < number && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        assertThat(api.audit.noted).hasSize(number);
    }
}
