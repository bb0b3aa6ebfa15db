package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/**
 * What a request costs in processor time, beside the same done by a servlet with nothing but JDBC in the same container.
 * Each figure is the best of three rounds behind a warm-up, because other work on the machine only ever adds.
 */
class RequestBench {
    private static final int ROWS = Integer.getInteger("crm.bench.rows", 100_000);
    private static final int REQUESTS = Integer.getInteger("crm.bench.requests", 3_000);
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String BARE = "/bare/customers/";

    private final Random random = new Random(20261122);
    private final AtomicInteger made = new AtomicInteger();
    private final List<String> ids = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Store.class)
    void requests(Store store) throws Exception {
        try (CrmServer server =
                new CrmServer("requests", store).withDefaultOptions().start()) {
            CrmClient crm = server.administrator();
            ManyCustomers.load("requests", store, crm, ROWS);
            server.console("bundle:install -s " + yardstick().toUri());
            pick(crm);
            Requests requests = new Requests(server, store, REQUESTS);
            Requests.head();
            double read = requests.measure("bare read by id", any(BARE));
            double list = requests.measure("bare list of 50", Requests.get(BARE));
            double create = requests.measure("bare create", () -> creation(BARE));
            double update = requests.measure("bare update", () -> update(BARE));
            requests.measure("read by id", any(CUSTOMERS + "/"), read, 4);
            requests.measure("list of 50 by name", Requests.get(CUSTOMERS + "?limit=50&sort=name"), list, 3);
            requests.measure("create", () -> creation(CUSTOMERS), create, 8);
            requests.measure("update", () -> update(CUSTOMERS + "/"), update, 8);
            requests.measure(
                    "filtered list", Requests.get(CUSTOMERS + "?limit=50&sort=name&filter=level%3D%3DA"), list, 0);
            requests.measure("by initials", Requests.get(CUSTOMERS + "?limit=50&q=ythy"), list, 0);
            requests.measure(
                    "fragment search", Requests.get("/api/v1/search?limit=12&types=customers&q=%E4%BA%91%E7%A7%91"));
            LittleSight little = LittleSight.of(crm, server, ids, ROWS / 1_000);
            requests.measure(
                    "list of 50, of those 0.1 % are seen",
                    Requests.get(CUSTOMERS + "?limit=50&sort=name"), list, 0, little::signIn);
            requests.measure("mixed", this::mixed);
            requests.idle();
        }
    }

    /** Ids from all over the table. */
    private void pick(CrmClient crm) throws Exception {
        for (String level : List.of("A", "B", "C")) {
            for (String sort : List.of("name", "-name")) {
                JsonNode page = crm.get(
                                CUSTOMERS + "?limit=200&fields=name&sort=" + sort + "&filter=level%3D%3D" + level)
                        .expect(200)
                        .json();
                page.get("items").forEach(item -> ids.add(item.get("id").asText()));
            }
        }
    }

    private Requests.Source any(String path) {
        return () -> new Requests.Call("GET", path + anyId(), null);
    }

    private String anyId() {
        synchronized (random) {
            return ids.get(random.nextInt(ids.size()));
        }
    }

    private Requests.Call creation(String path) {
        int number = made.incrementAndGet();
        return new Requests.Call(
                "POST",
                path,
                Map.of(
                        "name",
                        "蓬莱新客户" + number + "号有限公司",
                        "level",
                        "A",
                        "phone",
                        String.format("139%08d", number),
                        "email",
                        "new" + number + "@example.com"));
    }

    private Requests.Call update(String path) {
        return new Requests.Call("PATCH", path + anyId(), Map.of("remark", "remark " + made.incrementAndGet()));
    }

    /** What a working day asks for: seven reads of ten requests, a list or search in two, a write in one. */
    private Requests.Call mixed() {
        int draw = made.incrementAndGet() % 10;
        return switch (draw) {
            case 0 -> update(CUSTOMERS + "/");
            case 1 -> new Requests.Call("GET", CUSTOMERS + "?limit=50&sort=name", null);
            case 2 -> new Requests.Call("GET", CUSTOMERS + "?limit=50&q=ythy", null);
            default -> new Requests.Call("GET", CUSTOMERS + "/" + anyId(), null);
        };
    }

    private static Path yardstick() {
        return Path.of(System.getProperty("crm.root"), "bench/bare/target/penglai-bench-bare-1.0.0.jar");
    }
}
