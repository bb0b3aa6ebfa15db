package org.penglai.crm.itests.kill;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;

/**
 * Leads that one client enters and converts while somebody else watches them: a customer, a contact and an opportunity at
 * once, and a notice. A conversion that was killed has left none of them.
 */
final class Conversions {
    private static final String API = "/api/v1/";
    private static final String LEADS = API + "leads/";
    private static final String WATCHER = "kqwatcher";
    private static final String SECRET = "Penglai-2026-test";
    /** What a conversion makes, and the lead's field that names it. */
    private static final Map<String, String> MADE = Map.of(
            "customers", "convertedCustomer",
            "contacts", "convertedContact",
            "opportunities", "convertedOpportunity");

    private final CrmServer server;
    private final Consumer<Known> found;
    private CrmClient crm;
    private CrmClient watcher;
    private Lead open;

    /** @param found gets the customers that were made */
    Conversions(CrmServer server, Consumer<Known> found) {
        this.server = server;
        this.found = found;
    }

    /** Who watches: not whoever converts, who hears nothing of that. */
    static void hireWatcher(CrmClient crm) throws IOException, InterruptedException {
        String role = crm.post(
                        API + "roles", Map.of("name", WATCHER, "code", WATCHER, "permissions", "leads:*", "scopes", ""))
                .expect(201)
                .json()
                .get("id")
                .asText();
        String user = crm.post(
                        API + "users",
                        Map.of(
                                "username",
                                WATCHER,
                                "name",
                                WATCHER,
                                "roles",
                                List.of(Map.of("type", "roles", "id", role))))
                .expect(201)
                .json()
                .get("id")
                .asText();
        crm.post(API + "users/" + user + "/actions/setPassword", Map.of("password", SECRET))
                .expect(204);
    }

    void begin(CrmClient administrator) throws IOException, InterruptedException {
        crm = administrator;
        watcher = server.visitor();
        watcher.signIn(WATCHER, SECRET).expect(200);
    }

    /** Enters a lead of that name, or converts the one that was entered. */
    Step next(String name) {
        if (open == null) {
            return new Enter(name);
        }
        return new Convert(open);
    }

    private record Lead(String id, String name) {}

    private final class Enter implements Step {
        private final String name;

        Enter(String name) {
            this.name = name;
        }

        @Override
        public void send() throws IOException, InterruptedException {
            String id = crm.post(
                            API + "leads",
                            Map.of("name", name, "companyName", name, "contactName", name),
                            "Idempotency-Key",
                            name + "-lead")
                    .expect(201)
                    .json()
                    .get("id")
                    .asText();
            watcher.raw("PUT", LEADS + id + "/watch", "application/json", new byte[0])
                    .expect(200);
            open = new Lead(id, name);
        }

        /** Harmless when sent again. */
        @Override
        public boolean happened() {
            return false;
        }
    }

    private final class Convert implements Step {
        private final Lead lead;

        Convert(Lead lead) {
            this.lead = lead;
        }

        @Override
        public void send() throws IOException, InterruptedException {
            crm.post(LEADS + lead.id() + "/actions/convert", Map.of()).expect(200);
            requireWhole();
        }

        @Override
        public boolean happened() throws IOException, InterruptedException {
            JsonNode now = now();
            if (now.get("status").asText().equals("converted")) {
                requireWhole();
                return true;
            }
            for (String type : MADE.keySet()) {
                require(count(type) == 0, type + " of a lead that is not converted: " + now);
            }
            require(!isTold(), "a notice of a conversion that was not: " + now);
            return false;
        }

        private void requireWhole() throws IOException, InterruptedException {
            JsonNode now = now();
            for (Map.Entry<String, String> made : MADE.entrySet()) {
                require(count(made.getKey()) == 1, made.getKey() + " of " + now);
                require(now.hasNonNull(made.getValue()), made.getValue() + " in " + now);
            }
            require(isTold(), "no notice of " + now);
            Known known = new Known(lead.name());
            known.id = now.at("/convertedCustomer/id").asText();
            JsonNode customer =
                    crm.get(API + "customers/" + known.id).expect(200).json();
            known.version = customer.get("version").asInt();
            known.level = customer.path("level").asText();
            found.accept(known);
            open = null;
        }

        private JsonNode now() throws IOException, InterruptedException {
            return crm.get(LEADS + lead.id()).expect(200).json();
        }

        private int count(String type) throws IOException, InterruptedException {
            return crm.get(API + type + "?limit=1&count=exact&filter=name%3D%3D" + lead.name())
                    .expect(200)
                    .json()
                    .get("total")
                    .asInt();
        }

        private boolean isTold() throws IOException, InterruptedException {
            return watcher.get(API + "notifications?limit=200")
                    .expect(200)
                    .text()
                    .contains(lead.id());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("half-made: " + otherwise);
        }
    }
}
