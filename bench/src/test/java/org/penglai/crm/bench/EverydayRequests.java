package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/**
 * What a working day asks a server with many customers for, beside the same done by a servlet with nothing but JDBC in the
 * same container.
 */
final class EverydayRequests {
    static final String CUSTOMERS = "/api/v1/customers";
    private static final String BARE = "/bare/customers/";
    /** Of what staff entered, in a fixed order. */
    private static final String ENTERED =
            "/export?sort=id&format=csv&fields=customerNo,name,level,industry,source,phone,email,status,region,remark,owner";

    private final CrmServer server;
    private final Store store;
    private final CrmClient crm;
    private final int rows;
    private final List<String> ids = new ArrayList<>();
    private final AtomicInteger made = new AtomicInteger();

    /** Brings in the customers, installs the bare servlet and prints what the import cost. */
    EverydayRequests(String bench, CrmServer server, Store store, int rows) throws Exception {
        this.server = server;
        this.store = store;
        this.rows = rows;
        this.crm = server.administrator();
        double before = new Gauge(server).cpuMillis();
        ManyCustomers.load(bench, store, crm, rows);
        System.out.printf(
                "%s %-8s import: %.2f ms of CPU a row, load %s%n",
                bench, store, (new Gauge(server).cpuMillis() - before) / rows, Gauge.load());
        // What one user may ask for in a second is less than two clients can.
        server.console("config:property-set -p org.penglai.crm.rest rate.perSecond 1000000");
        server.console("config:property-set -p org.penglai.crm.rest rate.burst 1000000");
        server.console("bundle:install -s " + yardstick().toUri());
        pick();
    }

    /** Ids from all over the table. */
    private void pick() throws Exception {
        for (String level : List.of("A", "B", "C")) {
            for (String sort : List.of("name", "-name", "id")) {
                JsonNode page = crm.get(CUSTOMERS + "?limit=200&fields=id&count=none&sort=" + sort
                                + "&filter=level%3D%3D" + level)
                        .expect(200)
                        .json();
                page.get("items").forEach(item -> ids.add(item.get("id").asText()));
            }
        }
    }

    List<String> ids() {
        return List.copyOf(ids);
    }

    /** @param count requests of a kind in each round */
    void measure(int count) throws Exception {
        Requests requests = new Requests(server, store, count);
        Requests.head();
        double read = requests.measure("bare read by id", () -> get(BARE + anyId()));
        double list = requests.measure("bare list of 50", () -> get(BARE));
        double create = requests.measure("bare create", () -> creation(BARE));
        double update = requests.measure("bare update", () -> update(BARE));
        requests.measure("read by id", () -> get(CUSTOMERS + "/" + anyId()), read, 4);
        requests.measure("list of 50 by name", () -> get(CUSTOMERS + "?limit=50&sort=name"), list, 3);
        requests.measure("filtered list", () -> get(CUSTOMERS + "?limit=50&sort=name&filter=level%3D%3DA"), list, 0);
        requests.measure("list by initials", () -> get(CUSTOMERS + "?limit=50&q=ythy"), list, 0);
        requests.measure(
                "search of four digits",
                () -> get("/api/v1/search?limit=12&q=" + (4_000 + made.incrementAndGet() % 999)));
        requests.measure("search of two signs", () -> get("/api/v1/search?limit=12&q=%E4%BA%91%E7%A7%91"));
        requests.measure("create", () -> creation(CUSTOMERS), create, 8);
        requests.measure("update", () -> update(CUSTOMERS + "/"), update, 8);
        requests.measure("mixed", this::mixed);
        requests.idle();
        LittleSight little = LittleSight.of(crm, server, ids, Math.max(1, rows / 1_000));
        requests.measure("list of 0.1 %", () -> get(CUSTOMERS + "?limit=50&sort=name"), list, 0, little::signIn);
        requests.measure("newest of 0.1 %", () -> get(CUSTOMERS + "?limit=50"), list, 0, little::signIn);
        requests.measure(
                "search of 0.1 %", () -> get("/api/v1/search?limit=12&q=%E4%BA%91%E7%A7%91"), 0, 0, little::signIn);
        export();
    }

    private void export() throws Exception {
        double before = new Gauge(server).cpuMillis();
        long start = System.nanoTime();
        checksum();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-9s export: %.1f s, %.0f rows/s, %.3f ms of CPU a row, load %s%n",
                store, seconds, rows / seconds, (new Gauge(server).cpuMillis() - before) / rows, Gauge.load());
    }

    /** Exports all customers. */
    String checksum() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(crm.stream(CUSTOMERS + ENTERED), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A creation and a change in turns. */
    Requests.Call write() {
        return made.get() % 2 == 0 ? creation(CUSTOMERS) : update(CUSTOMERS + "/");
    }

    private static Requests.Call get(String path) {
        return new Requests.Call("GET", path, null);
    }

    private String anyId() {
        return ids.get(Math.floorMod(made.incrementAndGet() * 7919, ids.size()));
    }

    private Requests.Call creation(String path) {
        int number = made.incrementAndGet();
        Map<String, String> customer = Map.of(
                "name",
                "蓬莱新客户" + number + "号有限公司",
                "level",
                "A",
                "phone",
                String.format("139%08d", number),
                "email",
                "new" + number + "@example.com");
        return new Requests.Call("POST", path, customer);
    }

    private Requests.Call update(String path) {
        return new Requests.Call("PATCH", path + anyId(), Map.of("remark", "remark " + made.incrementAndGet()));
    }

    /** Seven reads of ten requests, a list or search in two, a write in one. */
    private Requests.Call mixed() {
        return switch (made.incrementAndGet() % 10) {
            case 0 -> update(CUSTOMERS + "/");
            case 1 -> get(CUSTOMERS + "?limit=50&sort=name");
            case 2 -> get("/api/v1/search?limit=12&q=4711");
            default -> get(CUSTOMERS + "/" + anyId());
        };
    }

    private static Path yardstick() {
        return Path.of(System.getProperty("crm.root"), "bench/bare/target/penglai-bench-bare-1.0.0.jar");
    }
}
