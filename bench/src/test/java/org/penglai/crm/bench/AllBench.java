package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String BARE = "/bare/customers/";
    private static final String SELLER = "bench-seller";
    private static final List<String> ENDED = List.of("succeeded", "failed", "cancelled");

    private final AtomicInteger made = new AtomicInteger();
    private List<String> ids = List.of();

    static List<Store> stores() {
        String only = System.getProperty("crm.bench.store", "");
        return Arrays.stream(Store.values())
                .filter(store -> only.isEmpty() || store.name().startsWith(only.toUpperCase(java.util.Locale.ROOT)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void everything(Store store) throws Exception {
        try (CrmServer server = new CrmServer("all", store).withDefaultOptions().start()) {
            CrmClient crm = server.administrator();
            ManyCustomers.load("all", store, crm, ROWS);
            server.console("bundle:install -s " + yardstick().toUri());
            ids = ids(crm, BULK);
            seller(crm, ids.subList(0, Math.max(1, ROWS / 1_000)));
            requests(server, store);
            export(crm, store);
            fieldWhileOthersWrite(server, store);
            changedAndChangedBack(crm, store);
        }
    }

    private void requests(CrmServer server, Store store) throws Exception {
        Requests requests = new Requests(server, store, REQUESTS);
        Requests.head();
        double read = requests.measure("bare read by id", () -> get(BARE + anyId()));
        double list = requests.measure("bare list of 50", () -> get(BARE));
        double create = requests.measure("bare create", () -> creation(BARE));
        double update = requests.measure("bare update", () -> update(BARE));
        requests.measure("read by id", () -> get(CUSTOMERS + "/" + anyId()), read, 4);
        requests.measure("list of 50 by name", () -> get(CUSTOMERS + "?limit=50&sort=name"), list, 3);
        requests.measure("filtered list", () -> get(CUSTOMERS + "?limit=50&sort=name&filter=level%3D%3DA"), list, 0);
        requests.measure(
                "fragment search", () -> get("/api/v1/search?limit=12&q=" + (4_000 + made.incrementAndGet() % 999)));
        requests.measure("search of two signs", () -> get("/api/v1/search?limit=12&q=%E4%BA%91%E7%A7%91"));
        requests.measure("create", () -> creation(CUSTOMERS), create, 8);
        requests.measure("update", () -> update(CUSTOMERS + "/"), update, 8);
        requests.measure("mixed", this::mixed);
        requests.idle();
        requests.measure("list of 0.1 %", () -> get(CUSTOMERS + "?limit=50&sort=name"), list, 0, () -> seller(server));
        requests.measure("newest of 0.1 %", () -> get(CUSTOMERS + "?limit=50"), list, 0, () -> seller(server));
    }

    private static CrmClient seller(CrmServer server) throws Exception {
        CrmClient client = server.visitor();
        client.signIn(SELLER, CrmServer.PASSWORD).expect(200);
        return client;
    }

    private static Requests.Call get(String path) {
        return new Requests.Call("GET", path, null);
    }

    private String anyId() {
        return ids.get(Math.floorMod(made.incrementAndGet() * 7919, ids.size()));
    }

    private Requests.Call creation(String path) {
        int number = made.incrementAndGet();
        return new Requests.Call(
                "POST",
                path,
                Map.of("name", "蓬莱新客户" + number + "号有限公司", "level", "A", "email", "new" + number + "@example.com"));
    }

    private Requests.Call update(String path) {
        return new Requests.Call("PATCH", path + anyId(), Map.of("remark", "remark " + made.incrementAndGet()));
    }

    private Requests.Call mixed() {
        return switch (made.incrementAndGet() % 10) {
            case 0 -> update(CUSTOMERS + "/");
            case 1 -> get(CUSTOMERS + "?limit=50&sort=name");
            case 2 -> get("/api/v1/search?limit=12&q=4711");
            default -> get(CUSTOMERS + "/" + anyId());
        };
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

    /** Somebody who sees no more than these. */
    private static void seller(CrmClient crm, List<String> own) throws Exception {
        JsonNode roles = crm.get("/api/v1/roles?limit=100").expect(200).json().get("items");
        String role = "";
        for (JsonNode each : roles) {
            role = each.get("code").asText().equals("salesRep") ? each.get("id").asText() : role;
        }
        Map<String, Object> values =
                Map.of("username", SELLER, "name", "销售员", "roles", List.of(Map.of("type", "roles", "id", role)));
        String id =
                crm.post("/api/v1/users", values).expect(201).json().get("id").asText();
        crm.post("/api/v1/users/" + id + "/actions/setPassword", Map.of("password", CrmServer.PASSWORD))
                .expect(204);
        ended(crm, bulk(crm, own, Map.of("owner", id)));
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

    private static void export(CrmClient crm, Store store) throws Exception {
        long start = System.nanoTime();
        checksum(crm);
        double seconds = since(start);
        System.out.printf(
                "all %-8s export: %.1f s, %.0f rows/s, load %s%n", store, seconds, ROWS / seconds, Gauge.load());
    }

    /** Of what staff entered, in a fixed order. */
    private static String checksum(CrmClient crm) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(
                crm.stream(CUSTOMERS + "/export?sort=id&format=csv&fields=customerNo,name,level,industry,source,phone,"
                        + "email,status,region,remark,owner"),
                digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Creates and changes go on while an administrator adds a field; none may fail. */
    private void fieldWhileOthersWrite(CrmServer server, Store store) throws Exception {
        CrmClient crm = server.administrator();
        AtomicBoolean more = new AtomicBoolean(true);
        AtomicInteger writes = new AtomicInteger();
        ExecutorService staff = Executors.newFixedThreadPool(2);
        List<Future<Double>> longest = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            CrmClient client = server.administrator();
            longest.add(staff.submit(() -> write(client, more, writes)));
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
    private double write(CrmClient client, AtomicBoolean more, AtomicInteger writes) throws Exception {
        double longest = 0;
        while (more.get()) {
            Requests.Call call = writes.get() % 2 == 0 ? creation(CUSTOMERS) : update(CUSTOMERS + "/");
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

    private void changedAndChangedBack(CrmClient crm, Store store) throws Exception {
        String before = checksum(crm);
        JsonNode job = changed(crm, store, ids);
        if (checksum(crm).equals(before)) {
            throw new AssertionError("nothing was changed");
        }
        JsonNode undone = changedBack(crm, store, job);
        if (!checksum(crm).equals(before) || undone.at("/result/skippedTotal").asInt() != 0) {
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

    private static Path yardstick() {
        return Path.of(System.getProperty("crm.root"), "bench/bare/target/penglai-bench-bare-1.0.0.jar");
    }
}
