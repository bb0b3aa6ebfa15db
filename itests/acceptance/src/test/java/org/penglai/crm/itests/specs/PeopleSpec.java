package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Reply;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/** Users, departments and roles over HTTP: who belongs where, and what follows from it at once. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class PeopleSpec implements LogTail.ServerSpec {
    private static final String SECRET = "Penglai-2026-test";

    @Parameter
    Store store;

    private CrmServer server;
    private CrmClient crm;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void signIn() throws Exception {
        server = SharedServer.on(store);
        crm = server.administrator();
    }

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void departmentsAreATree() throws Exception {
        String company = made("departments", Map.of("name", "公司" + mark));
        String sales = made("departments", Map.of("name", "销售部" + mark, "parent", company));
        String east = made("departments", Map.of("name", "华东" + mark, "parent", sales));

        Reply circle = crm.patch("/api/v1/departments/" + company, Map.of("parent", east))
                .expect(422);
        assertThat(circle.blames("parent", "cycle")).isTrue();
        crm.patch("/api/v1/departments/" + sales, Map.of("parent", sales)).expect(422);
        assertThat(crm.delete("/api/v1/departments/" + sales).expect(409).code())
                .as("a department with others below it stays")
                .isEqualTo("inUse");
        assertThat(crm.get("/api/v1/departments/" + east)
                        .expect(200)
                        .json()
                        .at("/parent/title")
                        .asText())
                .isEqualTo("销售部" + mark);
    }

    @Test
    void aUserIsMadeSignsInAndIsOutWhenDisabled() throws Exception {
        String department = made("departments", Map.of("name", "部门" + mark));
        String chief = made("users", user("chief", List.of("salesManager"), Map.of()));
        String id = made("users", user("rep", List.of("salesRep"), Map.of("department", department, "manager", chief)));
        assertThat(crm.patch("/api/v1/users/" + chief, Map.of("manager", id))
                        .expect(422)
                        .blames("manager", "cycle"))
                .isTrue();
        assertThat(crm.post("/api/v1/users", user("rep", List.of(), Map.of())).status())
                .as("a name is taken once")
                .isEqualTo(409);

        server.visitor().signIn("rep" + mark, SECRET).expect(401);
        crm.post("/api/v1/users/" + id + "/actions/setPassword", Map.of("password", SECRET))
                .expect(204);
        CrmClient rep = server.visitor();
        JsonNode session = rep.signIn("rep" + mark, SECRET).expect(200).json();
        assertThat(session.at("/department/title").asText()).isEqualTo("部门" + mark);
        assertThat(session.get("roles").toString()).contains("salesRep");

        assertThat(crm.post("/api/v1/users/" + id + "/actions/enable", Map.of())
                        .expect(409)
                        .code())
                .isEqualTo("notApplicable");
        crm.post("/api/v1/users/" + id + "/actions/disable", Map.of()).expect(200);
        rep.get("/api/v1/session").expect(401);
        server.visitor().signIn("rep" + mark, SECRET).expect(401);
        crm.post("/api/v1/users/" + id + "/actions/enable", Map.of()).expect(200);
        server.visitor().signIn("rep" + mark, SECRET).expect(200);
    }

    @Test
    void rolesGrantAndTakeRightsAtOnceAndNobodyGrantsWhatHeHasNot() throws Exception {
        String role = made(
                "roles",
                Map.of("name", "读者" + mark, "code", "reader" + mark, "permissions", "customers:read\nroles\nusers"));
        String id = made("users", user("reader", List.of(), Map.of()));
        crm.patch("/api/v1/users/" + id, Map.of("roles", List.of(Map.of("type", "roles", "id", role))))
                .expect(200);
        crm.post("/api/v1/users/" + id + "/actions/setPassword", Map.of("password", SECRET))
                .expect(204);
        CrmClient reader = server.visitor();
        reader.signIn("reader" + mark, SECRET).expect(200);
        reader.get("/api/v1/customers").expect(200);
        reader.post("/api/v1/customers", Map.of("name", "x" + mark)).expect(403);
        assertThat(reader.patch("/api/v1/roles/" + role, Map.of("permissions", "customers:read\ncustomers:create"))
                        .status())
                .as("nobody grants a right he does not hold")
                .isIn(403, 422);

        crm.patch("/api/v1/roles/" + role, Map.of("permissions", "customers:read\ncustomers:create"))
                .expect(200);
        CrmClient again = server.visitor();
        again.signIn("reader" + mark, SECRET).expect(200);
        again.post("/api/v1/customers", Map.of("name", "读者建的" + mark)).expect(201);
        again.get("/api/v1/roles/" + role).expect(403);
    }

    private Map<String, Object> user(String name, List<String> roles, Map<String, Object> more) throws Exception {
        Map<String, Object> values = new LinkedHashMap<>(more);
        values.put("username", name + mark);
        values.put("name", name + mark);
        if (!roles.isEmpty()) {
            values.put(
                    "roles",
                    crm.get("/api/v1/roles?limit=200").expect(200).json().get("items").findParents("code").stream()
                            .filter(role -> roles.contains(role.get("code").asText()))
                            .map(role ->
                                    Map.of("type", "roles", "id", role.get("id").asText()))
                            .toList());
        }
        return values;
    }

    private String made(String type, Map<String, Object> values) throws Exception {
        return crm.post("/api/v1/" + type, values).expect(201).json().get("id").asText();
    }
}
