package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/**
 * Everything in one run for each database: customers are brought in; they are read, listed, searched, created and changed
 * beside a servlet with nothing but JDBC, also by somebody who sees a thousandth of them; they are taken out; a field is
 * added while others write; ten thousand are changed and changed back.
 */
class AllBench {
    private static final int ROWS = Integer.getInteger("crm.bench.rows", 100_000);
    private static final int REQUESTS = Integer.getInteger("crm.bench.requests", 1_000);
    private static final int BULK = Math.min(ROWS, 10_000);
    private static final String CUSTOMERS = EverydayRequests.CUSTOMERS;
    private static final List<String> ENDED = List.of("succeeded", "failed", "cancelled");

    @ParameterizedTest
    @MethodSource("org.penglai.crm.bench.Stores#wanted")
    void everything(Store store) throws Exception {
        try (CrmServer server = new CrmServer("all", store).withDefaultOptions().start()) {
            CrmClient crm = server.administrator();
            EverydayRequests everyday = new EverydayRequests("all", server, store, ROWS);
            everyday.measure(REQUESTS);
            fieldWhileOthersWrite(server, store, everyday);
            changedAndChangedBack(crm, store, everyday);
        }
    }

    private static List<String> ids(CrmClient crm, int wanted) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (ids.size() < wanted) {
            JsonNode page = crm.get(CUSTOMERS + "?limit=200&fields=id&count=none&sort=name&cursor=" + cursor)
                    .expect(200)
                    .json();
            page.get("items").forEach(item -> ids.add(item.get("id").asText()));
            cursor = page.path("nextCursor").asText("");
            if (cursor.isEmpty()) {
                break;
            }
        }
        return List.copyOf(ids.subList(0, Math.min(wanted, ids.size())));
    }

    private static JsonNode bulk(CrmClient crm, List<String> ids, Map<String, Object> values) throws Exception {
        return crm.post(CUSTOMERS + "/bulk", Map.of("ids", ids, "operation", "update", "values", values))
                .expect(202)
                .json();
    }

    private static JsonNode ended(CrmClient crm, JsonNode job) throws Exception {
        JsonNode now = job;
        while (!ENDED.contains(now.get("state").asText())) {
            TimeUnit.MILLISECONDS.sleep(100);
            now = crm.get("/api/v1/jobs/" + job.get("id").asText()).expect(200).json();
        }
        if (!now.get("state").asText().equals("succeeded")) {
            throw new AssertionError(now.toString());
        }
        return now;
    }

    /** Creates and changes go on while an administrator adds a field; none may fail. */
    private static void fieldWhileOthersWrite(CrmServer server, Store store, EverydayRequests everyday)
            throws Exception {
        CrmClient crm = server.administrator();
        AtomicBoolean more = new AtomicBoolean(true);
        AtomicInteger writes = new AtomicInteger();
        ExecutorService staff = Executors.newFixedThreadPool(2);
        List<Future<Double>> longest = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            CrmClient client = server.administrator();
            longest.add(staff.submit(() -> write(client, everyday, more, writes)));
        }
        TimeUnit.SECONDS.sleep(2); // so that writing is under way
        long start = System.nanoTime();
        Map<String, Object> field = Map.of(
                "type",
                "customers",
                "name",
                "benched",
                "labelZh",
                "测量",
                "labelEn",
                "Benched",
                "kind",
                "text",
                "indexed",
                true);
        crm.post("/api/v1/customFields", field).expect(201);
        while (crm.get(CUSTOMERS + "?limit=1&filter=custom.benched%3D%3Dx").status() != 200) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        double seconds = since(start);
        TimeUnit.SECONDS.sleep(3);
        more.set(false);
        double most = 0;
        for (Future<Double> each : longest) {
            most = Math.max(most, each.get());
        }
        staff.shutdown();
        System.out.printf(
                "all %-8s field added in %.2f s beside %d writes, none failed, the longest took %.2f s, load %s%n",
                store, seconds, writes.get(), most, Gauge.load());
    }

    /** Gives the longest time of a write in seconds. */
    private static double write(CrmClient client, EverydayRequests everyday, AtomicBoolean more, AtomicInteger writes)
            throws Exception {
        double longest = 0;
        while (more.get()) {
            Requests.Call call = everyday.write();
            long start = System.nanoTime();
            if (call.method().equals("POST")) {
                client.post(call.path(), call.body()).expect(201);
            } else {
                client.patch(call.path(), call.body()).expect(200);
            }
            longest = Math.max(longest, since(start));
            writes.incrementAndGet();
        }
        return longest;
    }

    private static void changedAndChangedBack(CrmClient crm, Store store, EverydayRequests everyday) throws Exception {
        List<String> ids = ids(crm, BULK);
        String before = everyday.checksum();
        JsonNode job = changed(crm, store, ids);
        if (everyday.checksum().equals(before)) {
            throw new AssertionError("nothing was changed");
        }
        JsonNode undone = changedBack(crm, store, job);
        if (!everyday.checksum().equals(before)
                || undone.at("/result/skippedTotal").asInt() != 0) {
            throw new AssertionError("not as before: " + undone.get("result"));
        }
        List<String> few = ids.subList(0, Math.min(10, ids.size()));
        job = changed(crm, store, few);
        crm.patch(CUSTOMERS + "/" + few.get(0), Map.of("remark", "changed since"))
                .expect(200);
        undone = changedBack(crm, store, job);
        String kept = crm.get(CUSTOMERS + "/" + few.get(0))
                .expect(200)
                .json()
                .get("remark")
                .asText();
        if (!kept.equals("changed since") || undone.at("/result/skippedTotal").asInt() != 1) {
            throw new AssertionError(kept + " " + undone.get("result"));
        }
    }

    private static JsonNode changed(CrmClient crm, Store store, List<String> ids) throws Exception {
        long start = System.nanoTime();
        JsonNode job =
                ended(crm, bulk(crm, ids, Map.of("level", "A", "region", "370600", "remark", "changed together")));
        System.out.printf(
                "all %-8s %s of %d records changed at once in %.1f s%n",
                store, job.at("/result/changed").asText(), ids.size(), since(start));
        return job;
    }

    private static JsonNode changedBack(CrmClient crm, Store store, JsonNode job) throws Exception {
        long start = System.nanoTime();
        JsonNode undone = ended(
                crm,
                crm.post("/api/v1/jobs/" + job.get("id").asText() + "/undo", Map.of())
                        .expect(202)
                        .json());
        System.out.printf(
                "all %-8s %s changed back in %.1f s, %s listed as changed since%n",
                store,
                undone.at("/result/undone").asText(),
                since(start),
                undone.at("/result/skippedTotal").asText());
        return undone;
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
