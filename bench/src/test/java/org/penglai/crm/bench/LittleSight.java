package org.penglai.crm.bench;

import java.util.List;
import java.util.Map;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;

/**
 * Somebody in sales who sees only his own customers, which are few among many.
 *
 * @param username to sign in with
 */
record LittleSight(CrmServer server, String username) {
    private static final String SECRET = "Little-sight-9";

    /** Makes the user and gives him some of the customers. */
    static LittleSight of(CrmClient crm, CrmServer server, List<String> customers, int share) throws Exception {
        String username = "littlesight";
        String role = crm.post(
                        "/api/v1/roles",
                        Map.of(
                                "name",
                                "只看自己",
                                "code",
                                username,
                                "permissions",
                                "customers:read",
                                "scopes",
                                "customers:read=own"))
                .expect(201)
                .json()
                .get("id")
                .asText();
        String user = crm.post(
                        "/api/v1/users",
                        Map.of(
                                "username",
                                username,
                                "name",
                                "小视",
                                "roles",
                                List.of(Map.of("type", "roles", "id", role))))
                .expect(201)
                .json()
                .get("id")
                .asText();
        crm.post("/api/v1/users/" + user + "/actions/setPassword", Map.of("password", SECRET))
                .expect(204);
        for (String customer : customers.stream().distinct().limit(share).toList()) {
            crm.patch("/api/v1/customers/" + customer, Map.of("owner", user)).expect(200);
        }
        return new LittleSight(server, username);
    }

    CrmClient signIn() throws Exception {
        CrmClient client = server.visitor();
        client.signIn(username, SECRET).expect(200);
        return client;
    }
}
