package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.Load;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Modules;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/**
 * Sales and receivables are upgraded, removed and installed again while people work with customers: no request of theirs
 * fails, nothing tells of what is not there, and everything is there when it is back.
 */
@ExtendWith(LogTail.class)
class SalesModulesSpec implements LogTail.ServerSpec {
    private static final String SALES = "crm-sales";
    private static final String RECEIVABLES = "crm-receivables";
    private static final String FIRST = "1.0.0";
    private static final String NEXT = "1.0.1";
    private static final int CLIENTS = 4;
    private static final long LIMIT_SECONDS = 30;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private CrmServer server;
    private CrmClient crm;
    private Modules modules;

    @Override
    public CrmServer server() {
        return server;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void comeAndGoWhilePeopleWorkWithCustomers(Store store) throws Exception {
        server = SharedServer.on(store);
        crm = server.administrator();
        modules = new Modules(crm);
        server.console("crm:module-stage " + Kars.salesNext());
        server.console("crm:module-stage " + Kars.receivablesNext());
        Map<String, String> seeded = seed();
        Set<String> ofCustomers = Set.of("customers", "contacts", "addresses", "invoiceTitles", "customerRelations");
        Set<String> withThem = modules.types();
        assertThat(withThem).containsAll(ofCustomers).contains("leads", "orders", "contracts", "receipts");
        assertThat(options("pools")).contains("customers", "leads");
        assertThat(options("approvalFlows")).contains("orders", "contracts");
        try (Load load = new Load(server, CLIENTS)) {
            modules.run(NEXT, SALES, RECEIVABLES);
            assertThat(changed("products", Map.of("sku", "N" + mark, "name", "新版", "unit", "台", "brand", "蓬莱"))
                            .at("/brand")
                            .asText())
                    .isEqualTo("蓬莱");
            crm.patch(seeded.get("contract"), Map.of("shelf", "甲 3")).expect(200);
            assertThat(modules.menus()).contains("产品（新版）", "合同（新版）");

            modules.remove(RECEIVABLES);
            crm.get(seeded.get("lead")).expect(200);
            assertThat(crm.get(seeded.get("contract")).expect(404).code()).isEqualTo("typeNotInstalled");
            modules.remove(SALES);
            Set<String> gone = new TreeSet<>(withThem);
            gone.removeAll(modules.types());
            gone.remove("targets"); // also what the metadata of a link calls the types that it leads to
            assertThat(gone).contains("leads", "opportunities", "orders", "contracts", "receipts");
            assertThat(modules.types()).containsAll(ofCustomers);
            nothingTellsOf(gone);

            modules.run(FIRST, SALES, RECEIVABLES);
            assertThat(modules.types()).isEqualTo(withThem);
            for (String path : seeded.values()) {
                assertThat(crm.get(path).expect(200).text()).contains(mark);
            }
            awaitFound("leads");
            assertThat(options("pools")).contains("customers", "leads");
            assertThat(modules.menus()).contains("产品", "合同");
            load.stop();
            System.out.println("sales and receivables on " + store + ": " + load.figures());
            assertThat(load.failures()).isEmpty();
            assertThat(load.acknowledged()).isNotEmpty();
        }
    }

    /** One record of each kind that comes with the modules, by its address. */
    private Map<String, String> seed() throws Exception {
        String customer = id("customers", Map.of("name", "客户 " + mark));
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("lead", "/api/v1/leads/" + id("leads", Map.of("name", "线索 " + mark)));
        paths.put(
                "opportunity",
                "/api/v1/opportunities/" + id("opportunities", Map.of("name", "商机 " + mark, "customer", customer)));
        paths.put(
                "contract", "/api/v1/contracts/" + id("contracts", Map.of("name", "合同 " + mark, "customer", customer)));
        return paths;
    }

    private String id(String type, Map<String, Object> values) throws Exception {
        return changed(type, values).get("id").asText();
    }

    private JsonNode changed(String type, Map<String, Object> values) throws Exception {
        return crm.post("/api/v1/" + type, values).expect(201).json();
    }

    private void awaitFound(String type) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        String found = "";
        while (!found.contains('"' + type + '"') && System.nanoTime() < deadline) {
            found = crm.get("/api/v1/search?q=" + mark).expect(200).text();
            TimeUnit.MILLISECONDS.sleep(100); // polls the search: the index follows by itself
        }
        assertThat(found).contains('"' + type + '"');
    }

    /** What an administrator is shown: what there is, what can be done with it, what can be found. */
    private void nothingTellsOf(Set<String> gone) throws Exception {
        for (String path : List.of(
                "/api/v1/meta/types",
                "/api/openapi.json",
                "/api/v1/reports",
                "/api/v1/my-day",
                "/api/v1/search?q=" + mark,
                "/api/v1/customers?limit=5")) {
            JsonNode answer = crm.get(path).expect(200).json();
            assertThat(naming(answer, gone)).as(path).isEmpty();
        }
        assertThat(crm.get("/api/v1/meta/types").expect(200).text())
                .as("examples in help texts")
                .doesNotContainPattern("\\b(orders|quotes|contracts|receipts)\\b");
        assertThat(options("pools")).containsExactly("customers");
        assertThat(options("approvalFlows")).doesNotContainAnyElementsOf(gone);
        awaitPluginsGone();
        assertThat(modules.menus()).contains("客户").doesNotContain("线索", "商机", "订单", "合同", "回款", "线索公海");
        assertThat(crm.get("/api/v1/leads").expect(404).code()).isEqualTo("typeNotInstalled");
    }

    /** Names and paths of types that are gone, wherever they stand. */
    private static List<String> naming(JsonNode answer, Set<String> gone) {
        List<String> found = new ArrayList<>();
        if (answer.isTextual() && names(answer.asText(), gone)) {
            found.add(answer.asText());
        }
        answer.fieldNames().forEachRemaining(name -> {
            if (names(name, gone)) {
                found.add(name);
            }
        });
        answer.forEach(child -> found.addAll(naming(child, gone)));
        return found;
    }

    private static boolean names(String text, Set<String> gone) {
        return !text.contains(" ") && List.of(text.split("[^A-Za-z]+")).stream().anyMatch(gone::contains);
    }

    /** Codes of the types that can be chosen for a record of that type. */
    private List<String> options(String type) throws Exception {
        List<String> codes = new ArrayList<>();
        for (JsonNode field :
                crm.get("/api/v1/meta/types/" + type).expect(200).json().get("fields")) {
            if ("type".equals(field.get("name").asText())) {
                field.path("options")
                        .forEach(option -> codes.add(option.get("code").asText()));
            }
        }
        return codes;
    }

    /** A plug-in that goes stays on show for a moment, in case its successor comes: pages then see one change. */
    private void awaitPluginsGone() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (modules.plugins().contains("sales") && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100); // polls the list, which follows by itself
        }
        assertThat(modules.plugins()).isNotEmpty().doesNotContain("sales", "receivables");
    }
}
