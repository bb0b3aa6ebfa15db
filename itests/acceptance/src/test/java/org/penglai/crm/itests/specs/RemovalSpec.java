package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.Bytes;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/** Whoever removes a module says what becomes of its data. */
@ExtendWith(LogTail.class)
class RemovalSpec implements LogTail.ServerSpec {
    private static final String ACCOUNTS = "/api/v1/acmeLoyaltyAccounts";
    private static final String ENTRIES = "/api/v1/acmeLoyaltyEntries";
    private static final String REMOVE = "/api/v1/modules/acme-loyalty/actions/uninstall";
    private static final String WORD = "qvwzreason";
    private static final long LIMIT_SECONDS = 30;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void dataAreKeptOrLeaveNothingBehind(Store store) throws Exception {
        server = SharedServer.on(store);
        CrmClient crm = server.administrator();
        server.console("crm:module-install acme-loyalty 1.0.0");
        String account = seed(crm);

        remove(crm, "keep");
        assertThat(crm.get(ACCOUNTS).expect(404).code()).isEqualTo("typeNotInstalled");
        server.console("crm:module-install acme-loyalty 1.0.0");
        assertThat(crm.get(ACCOUNTS + '/' + account)
                        .expect(200)
                        .json()
                        .at("/tags/0")
                        .asText())
                .isEqualTo("qvwztag");
        awaitFound(crm, 1);

        assertThat(crm.post(REMOVE, Map.of("data", "purge", "password", "wrong"))
                        .expect(422)
                        .text())
                .contains("password");
        crm.get(ACCOUNTS + '/' + account).expect(200);
        remove(crm, "purge");
        assertThat(crm.get(ACCOUNTS).expect(404).code()).isEqualTo("unknownType");
        awaitFound(crm, 0);
        nothingIsLeft();

        server.console("crm:module-install acme-loyalty 1.0.0");
        assertThat(crm.get(ACCOUNTS).expect(200).json().get("items")).isEmpty();
        server.console("crm:module-uninstall --purge acme-loyalty");
        crm.get(ACCOUNTS).expect(404);
    }

    @Test
    void exportedDataGoIntoAnotherInstallationToTheSameChecksums() throws Exception {
        CrmServer there = SharedServer.on(Store.POSTGRES);
        server = SharedServer.on(Store.DERBY);
        CrmClient crm = server.administrator();
        server.console("crm:module-install acme-loyalty 1.0.0");
        String customer = created(crm, "/api/v1/customers", Map.of("name", "带走的客户", "customerNo", "QVWZ-1"));
        created(
                crm,
                "/api/v1/customFields",
                Map.of(
                        "type", "acmeLoyaltyAccounts",
                        "name", "qcity",
                        "labelZh", "城市",
                        "labelEn", "City",
                        "kind", "text"));
        awaitField(crm);
        String account = created(
                crm,
                ACCOUNTS,
                Map.of("customer", customer, "tags", List.of("qvwztag"), "custom", Map.of("qcity", "青岛")));
        created(crm, ENTRIES, Map.of("account", account, "points", 7, "reason", WORD, "occurredOn", "2026-03-01"));

        Path archive = exported(server);
        assertThat(crm.get(ACCOUNTS).expect(404).code()).isEqualTo("unknownType");

        server = there;
        crm = there.administrator();
        there.console("crm:module-install acme-loyalty 1.0.0");
        assertThatThrownBy(() -> there.console("crm:module-import " + archive))
                .hasMessageContaining("customers QVWZ-1");
        assertThat(crm.get(ACCOUNTS).expect(200).json().get("items")).isEmpty();
        created(crm, "/api/v1/customers", Map.of("name", "带走的客户", "customerNo", "QVWZ-1"));
        there.console("crm:module-import " + archive);
        JsonNode arrived = crm.get(ACCOUNTS + '/' + account).expect(200).json();
        assertThat(arrived.at("/points").asInt()).isEqualTo(7);
        assertThat(arrived.at("/customer/title").asText()).isEqualTo("带走的客户");
        assertThat(arrived.at("/tags/0").asText()).isEqualTo("qvwztag");
        assertThat(arrived.at("/custom/qcity").asText()).isEqualTo("青岛");
        awaitFound(crm, 1);
        assertThatThrownBy(() -> there.console("crm:module-import " + archive))
                .hasMessageContaining("has data already");
        crm.patch(ACCOUNTS + '/' + account, Map.of("tier", "gold")).expect(200);
        crm.patch(ACCOUNTS + '/' + account, Map.of("tier", "bronze")).expect(200);
        assertThat(entries(exported(there))).isEqualTo(entries(archive)).isNotEmpty();
    }

    private static Path exported(CrmServer server) throws Exception {
        return Path.of(
                server.console("crm:module-uninstall --export acme-loyalty").strip());
    }

    /** Checksum of the entries, which nobody has changed meanwhile. */
    private static String entries(Path archive) throws Exception {
        try (ZipFile zip = new ZipFile(archive.toFile());
                InputStream manifest = zip.getInputStream(zip.getEntry("manifest.json"))) {
            return CrmClient.JSON
                    .readTree(manifest)
                    .at("/tables/acme_loyalty_entry")
                    .toString();
        }
    }

    private static void awaitField(CrmClient crm) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (!crm.get("/api/v1/meta/types/acmeLoyaltyAccounts")
                        .expect(200)
                        .text()
                        .contains("qcity")
                && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100); // polls the type: a field gets its column by itself
        }
    }

    private static void remove(CrmClient crm, String data) throws Exception {
        crm.post(REMOVE, Map.of("data", data, "password", CrmServer.PASSWORD)).expect(204);
    }

    private static String seed(CrmClient crm) throws Exception {
        String customer = created(crm, "/api/v1/customers", Map.of("name", "移除模块"));
        String account = created(crm, ACCOUNTS, Map.of("customer", customer, "tags", List.of("qvwztag")));
        created(crm, ENTRIES, Map.of("account", account, "points", 7, "reason", WORD));
        created(
                crm,
                "/api/v1/validationRules",
                Map.of(
                        "type", "acmeLoyaltyEntries",
                        "name", "移除",
                        "condition", "points>0",
                        "messageZh", "不可",
                        "messageEn", "no"));
        return account;
    }

    private static String created(CrmClient crm, String path, Map<String, Object> values) throws Exception {
        return crm.post(path, values).expect(201).json().get("id").asText();
    }

    private static void awaitFound(CrmClient crm, int times) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        int found = found(crm);
        while (found != times && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(100); // polls the search: the index follows by itself
            found = found(crm);
        }
        assertThat(found).isEqualTo(times);
    }

    private static int found(CrmClient crm) throws Exception {
        JsonNode answer = crm.get("/api/v1/search?q=" + WORD).expect(200).json();
        return answer.findValues("id").size();
    }

    /** A backup shows every table and row of both databases. That something happened stays: audit, events, destroyed keys. */
    private void nothingIsLeft() throws Exception {
        Path backup = server.data().resolve("purged");
        assertThat(server.console("crm:backup " + backup)).contains("The backup is written and verified");
        List<String> found = Bytes.find(backup, Set.of(), List.of("acmeLoyalty", "acme_loyalty", "qvwz"));
        assertThat(found).allMatch(line -> line.toLowerCase(java.util.Locale.ROOT)
                .matches(".*/(crm_audit|crm_event|crm_outbox|crm_vault_record)\\.rows\\.gz: .*"));
        assertThat(found).noneMatch(line -> line.contains("event.rows.gz: qvwz"));
    }
}
