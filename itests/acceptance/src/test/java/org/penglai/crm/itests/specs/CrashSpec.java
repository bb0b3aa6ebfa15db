package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/** A write over two capabilities, cut off in the middle: nothing half-made, and nothing lost that was acknowledged. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class CrashSpec implements LogTail.ServerSpec {
    private static final int ROUNDS = Integer.getInteger("crm.crash.rounds", 2);
    private static final int WRITERS = 6;
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String ACCOUNTS = "/api/v1/acmeLoyaltyAccounts";

    @Parameter
    Store store;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void aKillInTheMiddleOfWritesOverTwoCapabilitiesLeavesNoneHalfMade() throws Exception {
        try (CrmServer own = new CrmServer("crash", store)) {
            server = own;
            own.start();
            own.console("feature:install acme-loyalty");
            Queue<String> promoted = new ConcurrentLinkedQueue<>();
            for (int round = 0; round < ROUNDS; round++) {
                promoteUntilKilled(promoted);
                own.start();
                checkAll(promoted);
            }
        }
    }

    @Test
    void anExceptionAndAHangInsideTheTransactionLeaveNothing() throws Exception {
        try (CrmServer own = new CrmServer("fault", store)) {
            server = own;
            own.start();
            own.console("crm:module-stage " + Kars.faulty());
            own.console("feature:install itest-faulty");
            CrmClient crm = own.administrator();
            String customer = crm.post(CUSTOMERS, Map.of("name", "原名", "level", "C"))
                    .expect(201)
                    .json()
                    .get("id")
                    .asText();
            for (String fault : List.of("exception", "hang")) {
                int status = crm.post("/api/v1/itestFaults", Map.of("name", fault, "customer", customer))
                        .status();
                assertThat(status).as(fault).isGreaterThanOrEqualTo(500);
                assertThat(crm.get(CUSTOMERS + '/' + customer)
                                .json()
                                .get("level")
                                .asText())
                        .isEqualTo("C");
                assertThat(crm.get("/api/v1/itestFaults?count=exact")
                                .json()
                                .get("total")
                                .asInt())
                        .isZero();
            }
            crm.post("/api/v1/itestFaults", Map.of("name", "none", "customer", customer))
                    .expect(201);
            assertThat(crm.get(CUSTOMERS + '/' + customer).json().get("level").asText())
                    .isEqualTo("A");
        }
    }

    /** Each promotion to gold also makes the customer an A: two capabilities, one transaction. */
    private void promoteUntilKilled(Queue<String> promoted) throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            CrmClient crm = server.administrator();
            Thread writer = new Thread(() -> promoteForever(crm, promoted), "writer-" + i);
            writers.add(writer);
            writer.start();
        }
        TimeUnit.SECONDS.sleep(3); // long enough for some hundred writes to be under way
        server.kill();
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private static void promoteForever(CrmClient crm, Queue<String> promoted) {
        try {
            while (true) {
                String customer = crm.post(CUSTOMERS, Map.of("name", "断电", "level", "C"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
                String account = crm.post(ACCOUNTS, Map.of("customer", customer, "tier", "silver"))
                        .expect(201)
                        .json()
                        .get("id")
                        .asText();
                crm.post(ACCOUNTS + '/' + account + "/actions/promote", Map.of())
                        .expect(200);
                promoted.add(account);
            }
        } catch (IOException e) {
            // The server was killed: that is what this writer works towards.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkAll(Queue<String> promoted) throws Exception {
        CrmClient crm = server.administrator();
        int gold = 0;
        String cursor = "";
        do {
            JsonNode page = crm.get(ACCOUNTS + "?limit=200" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200)
                    .json();
            for (JsonNode account : page.get("items")) {
                String level = crm.get(
                                CUSTOMERS + '/' + account.at("/customer/id").asText())
                        .expect(200)
                        .json()
                        .get("level")
                        .asText();
                boolean isGold = "gold".equals(account.get("tier").asText());
                assertThat("A".equals(level)).as("account " + account).isEqualTo(isGold);
                gold += isGold ? 1 : 0;
            }
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : page.get("nextCursor").asText();
        } while (!cursor.isEmpty());
        assertThat(gold).isGreaterThanOrEqualTo(promoted.size());
        for (String account : promoted) {
            assertThat(crm.get(ACCOUNTS + '/' + account)
                            .expect(200)
                            .json()
                            .get("tier")
                            .asText())
                    .isEqualTo("gold");
        }
        checkChanges(crm, promoted);
        System.out.println("kill on " + store + ": " + promoted.size() + " acknowledged, all there");
    }

    /** Every acknowledged write is in the feed of changes, once, and nobody tampered with the audit of it. */
    private static void checkChanges(CrmClient crm, Queue<String> promoted) throws Exception {
        Map<String, Integer> told = new HashMap<>();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        long position = 0;
        while (!told.keySet().containsAll(promoted)) {
            assertThat(System.nanoTime()).as("changes are told within 30 s").isLessThan(until);
            JsonNode page = crm.get("/api/v1/changes?types=acmeLoyaltyAccounts&limit=1000&after=" + position)
                    .expect(200)
                    .json();
            for (JsonNode change : page.get("items")) {
                assertThat(change.get("position").asLong()).isGreaterThan(position);
                position = change.get("position").asLong();
                if (change.get("operation").asText().equals("promote")) {
                    told.merge(change.get("id").asText(), 1, Integer::sum);
                }
            }
            position = page.get("next").asLong();
            if (page.get("items").isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(200); // another node would take over when the lease of the killed one ends
            }
        }
        assertThat(told.values()).containsOnly(1);
        JsonNode audit = crm.get("/api/v1/audit/verify").expect(200).json();
        assertThat(audit.get("sound").asBoolean()).as(audit.toString()).isTrue();
    }
}
