package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.JobWatch;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Reply;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/**
 * Every kind of user asks every path of the running server for customers and their contacts that are his own, his team's,
 * shared, pooled or somebody else's: the same records everywhere, nothing of the others in any body, and no trace of what
 * was refused. More records by {@code -Dpenglai.rights.customers=}, others by {@code -Dpenglai.rights.seed=}.
 */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class RightsSpec implements LogTail.ServerSpec {
    private static final String SECRET = "Penglai-2026-test";
    private static final int CUSTOMERS = Integer.getInteger("penglai.rights.customers", 10);
    private static final long SEED = Long.getLong("penglai.rights.seed", 20261122);
    private static final String ALL = "customers:*\ncontacts:*\nactivities:*\ntasks:*";

    @Parameter
    Store store;

    @TempDir
    Path folder;

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final Random random = new Random(SEED);
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Customer> customers = new TreeMap<>();
    private CrmServer server;
    private CrmClient crm;

    /**
     * @param sees keys of the people whose records are within the scope; null for everybody's
     * @param masked whether phones are masked and remarks hidden
     */
    private record Person(String key, String id, CrmClient client, List<String> sees, boolean masked, boolean member) {}

    /** @param owner key of a person; empty for the pool */
    private record Customer(
            String id, String name, String phone, String remark, String owner, String contact, List<String> shared) {}

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
    void everyPathSaysTheSameAndNothingMore() throws Exception {
        people();
        String pool = made(
                "pools",
                Map.of(
                        "name",
                        "权限公海" + mark,
                        "type",
                        "customers",
                        "position",
                        950,
                        "visibleFields",
                        "name,status",
                        "members",
                        List.of(Map.of("type", "users", "id", people.get("rep").id()))));
        for (int i = 0; i < CUSTOMERS; i++) {
            customer(i, pool);
        }
        crm.get("/api/v1/search?q=" + mark).expect(200);
        for (Person person : people.values()) {
            rows(person);
            for (Customer customer : customers.values()) {
                record(person, customer);
            }
        }
        Map<String, String> before = versions();
        for (Person person : people.values()) {
            for (Customer customer : customers.values()) {
                refusals(person, customer);
            }
        }
        assertThat(versions()).as("what was refused left no trace").isEqualTo(before);
        jobs();
    }

    private void people() throws Exception {
        person("rep", "", ALL, "customers:read=own", "", List.of("rep"), false, true);
        person("mate", "rep", ALL, "customers:read=own", "", List.of("mate"), false, false);
        person("lead", "", ALL, "customers:read=team", "", List.of("lead", "led"), false, false);
        person("led", "lead", ALL, "customers:read=own", "", List.of("led"), false, false);
        person(
                "clerk",
                "",
                ALL,
                "customers:read=all",
                "customers.phone=masked\ncustomers.remark=hidden",
                null,
                true,
                false);
        person("guest", "", "customers:read\ncontacts:read", "customers:read=own", "", List.of("guest"), false, false);
    }

    private void person(
            String key,
            String manager,
            String permissions,
            String scopes,
            String fields,
            List<String> sees,
            boolean masked,
            boolean member)
            throws Exception {
        String role = made(
                "roles",
                Map.of(
                        "name",
                        key + mark,
                        "code",
                        key + mark,
                        "permissions",
                        permissions,
                        "scopes",
                        scopes,
                        "fieldRights",
                        fields));
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", key + mark);
        user.put("name", key + mark);
        user.put("roles", List.of(Map.of("type", "roles", "id", role)));
        if (people.containsKey(manager)) {
            user.put("manager", people.get(manager).id());
        }
        String id = made("users", user);
        crm.post("/api/v1/users/" + id + "/actions/setPassword", Map.of("password", SECRET))
                .expect(204);
        CrmClient client = server.visitor();
        client.signIn(key + mark, SECRET).expect(200);
        people.put(key, new Person(key, id, client, sees, masked, member));
    }

    private void customer(int number, String pool) throws Exception {
        List<String> keys = List.copyOf(people.keySet());
        String owner = number % 5 == 4 ? "" : keys.get(random.nextInt(keys.size()));
        String name = "权限" + mark + "号" + (char) ('A' + number % 26) + number;
        String phone = "139" + (10_000_000 + random.nextInt(80_000_000));
        String remark = "机密" + mark + "x" + number + "x";
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("phone", phone);
        values.put("remark", remark);
        if (owner.isEmpty()) {
            values.put("pool", pool);
            values.put("owner", null);
        } else {
            values.put("owner", people.get(owner).id());
        }
        String id = made("customers", values);
        String contact = made("contacts", Map.of("name", "联系" + mark + "x" + number + "x", "customer", id));
        List<String> shared = new ArrayList<>();
        for (String key : keys) {
            if (!key.equals(owner) && random.nextInt(8) == 0) {
                crm.raw(
                                "PUT",
                                "/api/v1/customers/" + id + "/team/"
                                        + people.get(key).id(),
                                "application/json",
                                "{\"access\":\"read\"}".getBytes(StandardCharsets.UTF_8))
                        .expect(200);
                shared.add(key);
            }
        }
        customers.put(id, new Customer(id, name, phone, remark, owner, contact, shared));
    }

    private static boolean whole(Person person, Customer customer) {
        return person.sees() == null
                || person.sees().contains(customer.owner())
                || customer.shared().contains(person.key());
    }

    private static boolean sees(Person person, Customer customer) {
        return whole(person, customer) || person.member() && customer.owner().isEmpty();
    }

    /** An answer in which nothing stands that the person does not see. */
    private Reply clean(Person person, Reply reply) {
        for (Customer customer : customers.values()) {
            List<String> secrets = new ArrayList<>();
            if (!sees(person, customer)) {
                secrets.add(customer.name());
            }
            if (!whole(person, customer)) {
                secrets.add("联系" + customer.remark().substring(2));
            }
            if (!whole(person, customer) || person.masked()) {
                secrets.addAll(List.of(customer.phone(), customer.remark()));
            }
            for (String secret : secrets) {
                assertThat(reply.text())
                        .as(person.key() + " " + reply.request())
                        .doesNotContain(secret);
            }
        }
        return reply;
    }

    private Reply get(Person person, String path) throws Exception {
        return clean(person, person.client().get("/api/v1/" + path));
    }

    private void rows(Person person) throws Exception {
        TreeSet<String> expected = new TreeSet<>();
        TreeSet<String> contacts = new TreeSet<>();
        customers.values().stream().filter(each -> sees(person, each)).forEach(each -> expected.add(each.id()));
        customers.values().stream().filter(each -> whole(person, each)).forEach(each -> contacts.add(each.contact()));
        String mine = "filter=" + encoded("name==*" + mark + "*");
        for (String sort : List.of("name", "-createdAt", "id")) {
            assertThat(pages(person, "customers?limit=3&sort=" + sort + "&" + mine))
                    .as(person.key() + " by " + sort)
                    .isEqualTo(expected);
        }
        assertThat(pages(person, "contacts?limit=3&sort=name&" + mine))
                .as(person.key())
                .isEqualTo(contacts);
        assertThat(get(person, "customers?limit=1&" + mine)
                        .expect(200)
                        .json()
                        .get("total")
                        .asInt())
                .as(person.key())
                .isEqualTo(expected.size());
        assertThat(get(person, "customers/aggregate?measure=count&" + mine)
                        .expect(200)
                        .json()
                        .at("/items/0/count")
                        .asInt())
                .as(person.key())
                .isEqualTo(expected.size());
        for (String path : List.of("search?q=" + mark, "customers?q=" + mark, "my-day", "changes?after=0&limit=200")) {
            get(person, path).expect(200);
        }
        Reply export = clean(
                person,
                person.client()
                        .post(
                                "/api/v1/customers/export",
                                Map.of("format", "csv", "filter", "name==*" + mark + "*", "fields", List.of("name"))));
        if (export.status() == 200) {
            assertThat(export.text().split("权限" + mark, -1)).as(person.key()).hasSize(expected.size() + 1);
        } else {
            assertThat(export.status()).as(person.key() + export.text()).isEqualTo(403);
        }
        for (Customer customer : customers.values()) {
            boolean found = whole(person, customer) && !person.masked();
            Reply byPhone = get(person, "customers?filter=" + encoded("phone==" + customer.phone()));
            if (person.masked()) {
                assertThat(byPhone.status()).isEqualTo(422);
            } else {
                assertThat(byPhone.expect(200).json().get("items"))
                        .as(person.key())
                        .hasSize(found ? 1 : 0);
            }
        }
    }

    private TreeSet<String> pages(Person person, String path) throws Exception {
        TreeSet<String> ids = new TreeSet<>();
        String cursor = "";
        do {
            JsonNode page = get(person, path + cursor).expect(200).json();
            page.get("items").forEach(item -> assertThat(ids.add(item.get("id").asText()))
                    .as("twice in " + path)
                    .isTrue());
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + encoded(page.get("nextCursor").asText());
        } while (!cursor.isEmpty());
        return ids;
    }

    private void record(Person person, Customer customer) throws Exception {
        int status = sees(person, customer) ? 200 : 404;
        String path = "customers/" + customer.id();
        for (String each : List.of("", "/timeline", "/history", "/team", "/watch")) {
            assertThat(get(person, path + each).status())
                    .as(person.key() + each + customer)
                    .isEqualTo(status);
        }
        assertThat(get(person, path + "/attachments").status())
                .as(person.key() + customer)
                .isIn(status, whole(person, customer) ? 200 : 404);
        assertThat(get(person, "contacts/" + customer.contact()).status())
                .as(person.key() + customer)
                .isEqualTo(whole(person, customer) ? 200 : 404);
        JsonNode access = crm.get("/api/v1/" + path + "/access?user=" + person.id())
                .expect(200)
                .json();
        assertThat(access.get("read").isEmpty()).as(person.key() + access).isEqualTo(status == 404);
        // The one answer that looks further: masked, without an id.
        JsonNode hints = person.client()
                .post("/api/v1/customers/check-duplicates", Map.of("values", Map.of("name", customer.name())))
                .expect(200)
                .json()
                .get("items");
        for (JsonNode hint : hints) {
            boolean shown = customers.values().stream()
                    .anyMatch(each -> whole(person, each)
                            && each.id().equals(hint.get("id").asText()));
            assertThat(hint.get("id").isNull()).as(person.key() + hint).isEqualTo(!shown);
            assertThat(hint.get("title").asText().contains(mark))
                    .as(person.key() + hint)
                    .isEqualTo(shown);
        }
    }

    /** Only what must be refused; what is permitted is the matter of other specifications. */
    private void refusals(Person person, Customer customer) throws Exception {
        if (person.sees() == null || person.sees().contains(customer.owner())) {
            return;
        }
        String path = "/api/v1/customers/" + customer.id();
        CrmClient client = person.client();
        boolean seen = sees(person, customer);
        List<Reply> replies = new ArrayList<>(List.of(
                client.patch(path, Map.of("shortName", "x")),
                client.delete(path),
                client.post(path + "/actions/merge", Map.of("with", List.of(customer.id()))),
                client.raw(
                        "PUT",
                        path + "/team/" + person.id(),
                        "application/json",
                        "{\"access\":\"write\"}".getBytes(StandardCharsets.UTF_8)),
                client.upload(path + "/attachments", Files.writeString(folder.resolve("a.txt"), "x"), Map.of())));
        // Where nobody administers a pool, its members give out what lies in it.
        if (!(person.member() && customer.owner().isEmpty())) {
            replies.add(client.post(path + "/actions/assign", Map.of("user", person.id())));
        }
        for (Reply reply : replies) {
            assertThat(clean(person, reply).status())
                    .as(person.key() + " " + reply.request() + reply.text() + customer)
                    .isIn(seen ? List.of(403, 404, 422) : List.of(403, 404, 422));
            if (!seen && !person.key().equals("guest") && reply.request().startsWith("PATCH")) {
                assertThat(reply.status()).as(person.key() + reply.text()).isEqualTo(404);
            }
        }
        if (!seen && !person.key().equals("guest")) {
            Reply refers = client.post("/api/v1/contacts", Map.of("name", "x" + mark, "customer", customer.id()));
            assertThat(clean(person, refers).expect(422).blames("customer", "missingReference"))
                    .isTrue();
        }
    }

    /** Selections of jobs hold what their owner sees. */
    private void jobs() throws Exception {
        Person rep = people.get("rep");
        String job = rep.client()
                .post(
                        "/api/v1/customers/bulk",
                        Map.of("filter", "name==*" + mark + "*", "operation", "addTags", "tags", List.of("见到" + mark)))
                .expect(202)
                .json()
                .get("id")
                .asText();
        clean(rep, rep.client().get("/api/v1/jobs/" + job));
        JobWatch.finished(rep.client(), job);
        JsonNode tagged = crm.get("/api/v1/customers?limit=200&filter=" + encoded("tags==见到" + mark))
                .expect(200)
                .json()
                .get("items");
        assertThat(tagged)
                .allSatisfy(each -> assertThat(each.at("/owner/id").asText()).isEqualTo(rep.id()));
    }

    private Map<String, String> versions() throws Exception {
        Map<String, String> versions = new TreeMap<>();
        for (String type : List.of("customers", "contacts")) {
            crm.get("/api/v1/" + type + "?limit=200&filter=" + encoded("name==*" + mark + "*"))
                    .expect(200)
                    .json()
                    .get("items")
                    .forEach(item -> versions.put(item.get("id").asText(), item.toString()));
        }
        for (Customer customer : customers.values()) {
            versions.put(
                    "team " + customer.id(),
                    crm.get("/api/v1/customers/" + customer.id() + "/team")
                                    .expect(200)
                                    .text()
                            + crm.get("/api/v1/customers/" + customer.id() + "/attachments")
                                    .expect(200)
                                    .text());
        }
        return versions;
    }

    private String made(String type, Map<String, Object> values) throws Exception {
        return crm.post("/api/v1/" + type, values).expect(201).json().get("id").asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
