package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.penglai.crm.itests.support.BrokenKars;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.Load;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/** Whatever a bundle does wrong, it is named on the page and in the log, and everybody else goes on. */
@ExtendWith(LogTail.class)
class HostileBundleSpec implements LogTail.ServerSpec {
    private static final String FAULTS = "/api/v1/itestFaults";
    private static final String LIMITS = "org.penglai.crm.bulkheads";
    private static final int CALLERS = 500;
    private static final int CLIENTS = 20;
    private static final long NAMED_SECONDS = 60;

    private CrmServer server;
    private CrmClient crm;
    private String customer;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void itIsNamedAndFencedAndTheOthersGoOn() throws Exception {
        try (CrmServer own = new CrmServer("hostile", Store.DERBY).start()) {
            server = own;
            crm = own.administrator();
            own.console("config:property-set --pid " + LIMITS + " handlerSeconds 2");
            own.console("crm:module-install acme-loyalty 1.0.0");
            own.console("crm:module-stage " + Kars.faulty());
            own.console("crm:module-install itest-faulty 1.0.0");
            customer = id(crm.post("/api/v1/customers", Map.of("name", "邻居"))
                    .expect(201)
                    .json());
            try (Load load = new Load(own, 2)) {
                takesTheNameOfAnother();
                throwsErrors();
                hangsInAnEventHandler();
                crm.post(FAULTS, fault("threads")).expect(201);
                sleepsInAHook();
                named("threads at work");
                blocksFiveHundred();
                load.stop();
                assertThat(load.failures()).isEmpty();
            } finally {
                // Settings are in the archive's folder etc, which other specs use, too.
                own.console("config:delete " + LIMITS);
            }
            assertThat(crm.get("/metrics").expect(200).text())
                    .contains("crm_bundle_timeouts_total{bundle=\"org.penglai.crm.itest.faulty\",kind=\"hook\"}")
                    .contains("crm_bundle_cpu_seconds_total{bundle=\"org.penglai.crm.itest.faulty\",kind=\"handler\"}");
        }
    }

    private void takesTheNameOfAnother() throws Exception {
        BrokenKars kars = new BrokenKars(server.data().resolve("hostile"));
        takenBack("1.0.2", kars.poisonous("1.0.2"), "it offers the service org.penglai.crm.api.live.LiveUpdates");
        takenBack("1.0.3", kars.takenType("1.0.3"), "customers: the name or the table");
        takenBack("1.0.4", kars.takenPlugin("1.0.4"), "another bundle holds the console plug-in customers");
    }

    private void takenBack(String version, Path kar, String reason) throws Exception {
        server.console("crm:module-stage " + kar);
        assertThatThrownBy(() -> server.console("crm:module-install acme-loyalty " + version))
                .hasMessageContaining(reason);
        assertThat(crm.get("/api/v1/modules/changes?limit=1").expect(200).text())
                .contains("acme-loyalty", "rolledBack", reason);
        assertThat(server.log()).anyMatch(line -> line.contains(reason));
        assertThat(module("acme-loyalty").get("health").asText()).isEqualTo("green");
        crm.get("/api/v1/acmeLoyaltyAccounts").expect(200);
    }

    private void throwsErrors() throws Exception {
        String fault = id(crm.post(FAULTS, fault("none")).expect(201).json());
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            codes.add(crm.post(FAULTS + '/' + fault + "/actions/explode", Map.of())
                    .expect(503)
                    .code());
        }
        assertThat(codes.subList(0, 10)).containsOnly("hookFailed");
        assertThat(codes.get(10)).isEqualTo("moduleFenced");
        named("StackOverflowError");
        // Only the action is fenced.
        crm.post(FAULTS, fault("well")).expect(201);
    }

    private void hangsInAnEventHandler() throws Exception {
        crm.post(FAULTS, fault("loop")).expect(201);
        named("event handler itest.faults");
        crm.post(FAULTS, fault("well")).expect(201);
    }

    private void sleepsInAHook() throws Exception {
        assertThat(crm.post(FAULTS, fault("sleep")).expect(503).code()).isEqualTo("hookTimeout");
        crm.post(FAULTS, fault("well")).expect(201);
        assertThat(server.log()).anyMatch(line -> line.contains("rule itestFaults of bundle"));
    }

    private void blocksFiveHundred() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CLIENTS);
        List<Future<String>> refused = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Callable<String> call =
                    () -> crm.post(FAULTS, fault("block")).expect(503).code();
            refused.add(callers.submit(call));
        }
        for (Future<String> one : refused) {
            assertThat(one.get(NAMED_SECONDS, TimeUnit.SECONDS)).isIn("hookTimeout", "moduleFenced", "moduleBusy");
        }
        callers.shutdown();
        named("rule itestFaults");
        crm.post("/api/v1/customers", Map.of("name", "仍可新建")).expect(201);
    }

    /** On the page and in the log, within a minute. */
    private void named(String what) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(NAMED_SECONDS);
        JsonNode module = module("itest-faulty");
        while (!module.path("message").path("en").asText().contains(what)) {
            assertThat(System.nanoTime()).as(what + " on the page: " + module).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(100); // the page is asked again: nothing tells when it has changed
            module = module("itest-faulty");
        }
        assertThat(module.get("health").asText()).isEqualTo("red");
        assertThat(module.get("message").get("zh-CN").asText()).contains("已隔离");
        assertThat(server.log()).anyMatch(line -> line.contains(what));
    }

    private JsonNode module(String id) throws Exception {
        JsonNode all = crm.get("/api/v1/modules").expect(200).json().get("items");
        return Stream.iterate(0, i -> i < all.size(), i -> i + 1)
                .map(all::get)
                .filter(one -> id.equals(one.get("id").asText()))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, Object> fault(String name) {
        return Map.of("name", name, "customer", customer);
    }

    private static String id(JsonNode record) {
        return record.get("id").asText();
    }
}
