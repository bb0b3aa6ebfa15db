package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Reply;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/** Who gets in, and how. */
@ExtendWith(LogTail.class)
class SessionSpec implements LogTail.ServerSpec {
    private CrmServer server;

    @BeforeEach
    void start() throws Exception {
        server = SharedServer.on(Store.DERBY);
    }

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void nobodyReadsOrWritesWithoutACredential() throws Exception {
        CrmClient visitor = server.visitor();
        visitor.get("/api/v1/customers").expect(401);
        visitor.post("/api/v1/customers", Map.of("name", "x")).expect(401);
        visitor.get("/api/v1/meta/types").expect(401);
        visitor.get("/api/openapi.json").expect(401);
        visitor.bearer("nonsense").get("/api/v1/customers").expect(401);
    }

    @Test
    void theCookieIsOutOfReachOfScriptsAndWritesNeedTheToken() throws Exception {
        CrmClient browser = server.visitor();
        Reply reply = browser.signIn("admin", CrmServer.PASSWORD).expect(200);
        assertThat(reply.header("Set-Cookie")).contains("crm_session", "HttpOnly", "Path=/", "SameSite=Lax");
        browser.post("/api/v1/customers", Map.of("name", "x"), "X-CSRF-Token", "wrong")
                .expect(403);
        browser.get("/api/v1/session").expect(200);
        browser.delete("/api/v1/session").expect(204);
        browser.get("/api/v1/session").expect(401);
    }

    @Test
    void aTokenCarriesItsScopeAndNoMore() throws Exception {
        CrmClient admin = server.administrator();
        JsonNode created = admin.post("/api/v1/tokens", Map.of("name", "reader", "scope", List.of("customers:read")))
                .expect(201)
                .json();
        String secret = created.get("secret").asText();
        CrmClient program = server.visitor().bearer(secret);
        program.get("/api/v1/customers?limit=1").expect(200);
        program.post("/api/v1/customers", Map.of("name", "x")).expect(403);
        program.get("/api/v1/contacts").expect(403);
        admin.delete("/api/v1/tokens/" + created.get("id").asText()).expect(204);
        program.get("/api/v1/customers?limit=1").expect(401);
    }

    @Test
    void anOperatorAddsUsersAndTokensOnTheConsole() throws Exception {
        assertThat(server.console("crm:user-list --json")).contains("\"username\":\"admin\"");
        String secret = server.console("crm:token-create --name spec admin").strip();
        server.visitor()
                .bearer(secret.substring(secret.lastIndexOf('\n') + 1))
                .get("/api/v1/customers?limit=1")
                .expect(200);
    }
}
