package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/** Everything that must leave a trace is done once, and the audit tells who did it to what, and that it is unbroken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LogTail.class)
class AuditKindsSpec implements LogTail.ServerSpec {
    private static final String SECRET = "Penglai-2026-test";
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(20);
    /** Nobody of the product's users: the operator at the console, or somebody who is not known. */
    private static final String NOBODY = "";

    @TempDir
    java.nio.file.Path folder;

    private final String mark = "a" + UUID.randomUUID().toString().substring(0, 7);
    private CrmServer server;
    private CrmClient crm;
    private String administrator;
    private String clerk;
    private CrmClient clerkAtWork;
    private String customer;

    /** Does it and says to which record; null where it is none's. */
    @FunctionalInterface
    private interface Deed {
        String on(AuditKindsSpec spec) throws Exception;
    }

    /**
     * A row of the table.
     *
     * @param by key of who did it: admin, clerk, self for the user in question, or {@link #NOBODY}
     * @param tells what must stand in the row's changes
     */
    private record Kind(String name, Deed deed, String type, String action, String by, String tells) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("creation", spec -> spec.customer("新"), "customers", "created", "admin", "name"),
                new Kind(
                        "field change",
                        spec -> spec.patched(Map.of("remark", "改")),
                        "customers",
                        "updated",
                        "admin",
                        "remark"),
                new Kind("deletion", AuditKindsSpec::deleted, "customers", "deleted", "admin", ""),
                new Kind("restoring", AuditKindsSpec::restored, "customers", "restored", "admin", ""),
                new Kind("refusal", AuditKindsSpec::refused, "requests", "refused", "clerk", "\"status\":403"),
                new Kind("unknown caller", AuditKindsSpec::unknown, "requests", "refused", NOBODY, "\"status\":401"),
                new Kind("export", AuditKindsSpec::exported, "customers", "exported", "admin", "name"),
                new Kind("reveal", AuditKindsSpec::revealed, "customers", "revealed", "admin", "phone"),
                new Kind("sign-in", AuditKindsSpec::signedIn, "session", "signedIn", "clerk", "address"),
                new Kind("failed sign-in", AuditKindsSpec::signInFailed, "session", "signInFailed", "clerk", "address"),
                new Kind("invitation", AuditKindsSpec::invited, "session", "invited", "admin", ""),
                new Kind("accepted invitation", AuditKindsSpec::accepted, "session", "invitationAccepted", "self", ""),
                new Kind("sign-out", AuditKindsSpec::signedOut, "session", "signedOut", "clerk", ""),
                new Kind("token", AuditKindsSpec::token, "tokens", "created", "admin", ""),
                new Kind(
                        "configuration",
                        AuditKindsSpec::configured,
                        "configuration",
                        "updated",
                        NOBODY,
                        "internalAddresses"),
                new Kind("module", AuditKindsSpec::module, "modules", "uninstalled", NOBODY, "acme-loyalty"),
                new Kind("sharing", AuditKindsSpec::shared, "customers", "shared", "admin", ""),
                new Kind("view shared", AuditKindsSpec::viewShared, "views", "shared", "admin", "all"),
                new Kind("view unshared", AuditKindsSpec::viewUnshared, "views", "unshared", "admin", "owner"),
                new Kind("role", AuditKindsSpec::role, "roles", "updated", "admin", "permissions"),
                new Kind("webhook secret", AuditKindsSpec::webhookSecret, "webhooks", "secretRevealed", "admin", ""),
                new Kind("hand-over", AuditKindsSpec::handedOver, "users", "handedOver", "admin", "customers"),
                new Kind("merge", AuditKindsSpec::merged, "customers", "merged", "admin", ""),
                new Kind("erasure", AuditKindsSpec::erased, "contacts", "erased", "admin", ""),
                new Kind("backup", AuditKindsSpec::backup, "console", "executed", NOBODY, "crm:backup"));
    }

    @Override
    public CrmServer server() {
        return server;
    }

    @BeforeEach
    void begin() throws Exception {
        if (server != null) {
            return;
        }
        server = SharedServer.on(Store.DERBY);
        crm = server.administrator();
        administrator =
                crm.get("/api/v1/session").expect(200).json().at("/user/id").asText();
        String role = made("roles", Map.of("name", mark, "code", mark, "permissions", "customers:read"));
        clerk = user("clerk", role);
        clerkAtWork = server.visitor();
        clerkAtWork.signIn("clerk" + mark, SECRET).expect(200);
        customer = customer("甲");
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void leavesARow(Kind kind) throws Exception {
        Instant before = Instant.now().minusSeconds(1);
        String record = kind.deed().on(this);
        JsonNode row = awaitRow(kind, record, before);
        String by =
                switch (kind.by()) {
                    case "admin" -> administrator;
                    case "clerk" -> clerk;
                    case "self" -> record;
                    default -> null;
                };
        assertThat(row.at("/by/id").textValue()).as(row.toString()).isEqualTo(by);
        if (!kind.by().isEmpty()) {
            assertThat(row.get("from").asText()).as("where from: " + row).isNotEmpty();
        }
    }

    @AfterAll
    void theChainHolds() throws Exception {
        JsonNode report = crm.get("/api/v1/audit/verify").expect(200).json();
        assertThat(report.get("sound").asBoolean()).as(report.toString()).isTrue();
    }

    /** Some rows follow the answer a moment later. */
    private JsonNode awaitRow(Kind kind, String record, Instant from) throws Exception {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        String path = "/api/v1/audit?limit=50&type=" + kind.type() + "&action=" + kind.action() + "&from=" + from
                + (record == null ? "" : "&record=" + record);
        JsonNode found;
        do {
            found = crm.get(path).expect(200).json().get("items");
            for (JsonNode row : found) {
                if (row.path("changes").toString().contains(kind.tells())) {
                    return row;
                }
            }
            TimeUnit.MILLISECONDS.sleep(100); // polls, as a page would
        } while (System.nanoTime() < deadline);
        throw new AssertionError("no row of " + kind + " among " + found);
    }

    private String made(String type, Map<String, Object> values) throws Exception {
        return crm.post("/api/v1/" + type, values).expect(201).json().get("id").asText();
    }

    private String customer(String name) throws Exception {
        return made("customers", Map.of("name", name + mark + UUID.randomUUID(), "phone", "13900139000"));
    }

    private String user(String name, String role) throws Exception {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", name + mark);
        user.put("name", name + mark);
        user.put("roles", List.of(Map.of("type", "roles", "id", role)));
        String id = made("users", user);
        crm.post("/api/v1/users/" + id + "/actions/setPassword", Map.of("password", SECRET))
                .expect(204);
        return id;
    }

    private String patched(Map<String, Object> values) throws Exception {
        crm.patch("/api/v1/customers/" + customer, values).expect(200);
        return customer;
    }

    private String deleted() throws Exception {
        String id = customer("删");
        crm.delete("/api/v1/customers/" + id).expect(204);
        return id;
    }

    private String restored() throws Exception {
        String id = deleted();
        crm.post("/api/v1/customers/" + id + "/restore", null).expect(200);
        return id;
    }

    private String refused() throws Exception {
        clerkAtWork.delete("/api/v1/customers/" + customer).expect(403);
        return null;
    }

    private String unknown() throws Exception {
        server.visitor().get("/api/v1/customers").expect(401);
        return null;
    }

    private String exported() throws Exception {
        crm.post(
                        "/api/v1/customers/export",
                        Map.of("format", "csv", "ids", List.of(customer), "fields", List.of("name")))
                .expect(200);
        return null;
    }

    private String revealed() throws Exception {
        crm.post("/api/v1/customers/" + customer + "/reveal", Map.of("field", "phone"))
                .expect(200);
        return customer;
    }

    private String signedIn() throws Exception {
        server.visitor().signIn("clerk" + mark, SECRET).expect(200);
        return clerk;
    }

    private String signInFailed() throws Exception {
        server.visitor().signIn("clerk" + mark, "not " + SECRET).expect(401);
        return clerk;
    }

    private String invited() throws Exception {
        String guest = made("users", Map.of("username", "guest" + mark, "name", "客" + mark));
        invite(guest);
        return guest;
    }

    private String accepted() throws Exception {
        String guest = made("users", Map.of("username", "friend" + mark, "name", "友" + mark));
        String path = invite(guest);
        server.visitor()
                .post(
                        "/api/v1/session/invitation",
                        Map.of("invitation", path.substring(path.indexOf('=') + 1), "password", SECRET))
                .expect(200);
        return guest;
    }

    private String invite(String user) throws Exception {
        return crm.post("/api/v1/users/" + user + "/actions/invite", null)
                .expect(201)
                .json()
                .get("path")
                .asText();
    }

    private String viewShared() throws Exception {
        return made(
                "views", Map.of("type", "customers", "name", mark, "columns", List.of("name"), "sharedWith", "all"));
    }

    private String viewUnshared() throws Exception {
        String view = made(
                "views",
                Map.of("type", "customers", "name", "又" + mark, "columns", List.of("name"), "sharedWith", "all"));
        crm.patch("/api/v1/views/" + view, Map.of("sharedWith", "owner")).expect(200);
        return view;
    }

    private String signedOut() throws Exception {
        CrmClient leaving = server.visitor();
        leaving.signIn("clerk" + mark, SECRET).expect(200);
        leaving.delete("/api/v1/session").expect(204);
        return clerk;
    }

    private String token() throws Exception {
        crm.post("/api/v1/tokens", Map.of("name", mark, "scope", List.of("customers:read")))
                .expect(201);
        return null;
    }

    private String configured() throws Exception {
        for (String value : List.of("true", "false")) {
            server.console("config:property-set -p org.penglai.crm.feeds.webhooks internalAddresses " + value);
        }
        return null;
    }

    private String module() throws Exception {
        server.console("feature:install acme-loyalty");
        server.console("feature:uninstall acme-loyalty");
        return null;
    }

    private String shared() throws Exception {
        crm.raw(
                        "PUT",
                        "/api/v1/customers/" + customer + "/team/" + clerk,
                        "application/json",
                        "{\"access\":\"read\"}".getBytes(StandardCharsets.UTF_8))
                .expect(200);
        return customer;
    }

    private String role() throws Exception {
        String id = made("roles", Map.of("name", "二" + mark, "code", "two" + mark, "permissions", "customers:read"));
        crm.patch("/api/v1/roles/" + id, Map.of("permissions", "contacts:read")).expect(200);
        return id;
    }

    private String webhookSecret() throws Exception {
        String id = made("webhooks", Map.of("name", mark, "url", "https://example.com/x", "types", "contacts"));
        crm.get("/api/v1/webhooks/" + id + "/secret").expect(200);
        crm.delete("/api/v1/webhooks/" + id).expect(204);
        return id;
    }

    private String handedOver() throws Exception {
        String role =
                made("roles", Map.of("name", "三" + mark, "code", "three" + mark, "permissions", "customers:read"));
        String leaver = user("leaver", role);
        made("customers", Map.of("name", "交" + mark, "owner", leaver));
        Map<String, Object> receivers = new LinkedHashMap<>();
        crm.get("/api/v1/users/" + leaver + "/hand-over")
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> receivers.put(item.get("id").asText(), clerk));
        crm.post("/api/v1/users/" + leaver + "/hand-over", Map.of("receivers", receivers))
                .expect(200);
        return leaver;
    }

    private String merged() throws Exception {
        String other = customer("并");
        crm.post("/api/v1/customers/" + customer + "/actions/merge", Map.of("with", List.of(other)))
                .expect(200);
        return customer;
    }

    private String erased() throws Exception {
        String name = "忘" + mark;
        String person = made("contacts", Map.of("customer", customer, "name", name));
        crm.post(
                        "/api/v1/privacy/persons/contacts/" + person + "/erase",
                        Map.of("reason", "asked for it", "confirmation", name))
                .expect(200);
        return person;
    }

    private String backup() throws Exception {
        assertThat(server.console("crm:backup " + folder.resolve("backup"))).contains("written and verified");
        return null;
    }
}
