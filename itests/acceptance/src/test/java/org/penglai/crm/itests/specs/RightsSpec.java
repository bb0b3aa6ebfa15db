package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.itests.specs.RightsFirm.encoded;
import static org.penglai.crm.itests.specs.RightsFirm.sees;
import static org.penglai.crm.itests.specs.RightsFirm.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.specs.RightsFirm.Customer;
import org.penglai.crm.itests.specs.RightsFirm.Person;
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
    private static final int CUSTOMERS = Integer.getInteger("penglai.rights.customers", 10);
    private static final long SEED = Long.getLong("penglai.rights.seed", 20261122);

    @Parameter
    Store store;

    @TempDir
    Path folder;

    private RightsFirm firm;
    private String mark;
    private Map<String, Person> people;
    private Map<String, Customer> customers;
    private CrmServer server;
    private CrmClient crm;

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
        firm = new RightsFirm(server, new Random(SEED));
        firm.fill(CUSTOMERS);
        mark = firm.mark();
        people = firm.people();
        customers = firm.customers();
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

    private Reply get(Person person, String path) throws Exception {
        return firm.clean(person, person.client().get("/api/v1/" + path));
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
        Reply export = firm.clean(
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
            assertThat(firm.clean(person, reply).status())
                    .as(person.key() + " " + reply.request() + reply.text() + customer)
                    .isIn(seen ? List.of(403, 404, 422) : List.of(403, 404, 422));
            if (!seen && !person.key().equals("guest") && reply.request().startsWith("PATCH")) {
                assertThat(reply.status()).as(person.key() + reply.text()).isEqualTo(404);
            }
        }
        if (!seen && !person.key().equals("guest")) {
            Reply refers = client.post("/api/v1/contacts", Map.of("name", "x" + mark, "customer", customer.id()));
            assertThat(firm.clean(person, refers).expect(422).blames("customer", "missingReference"))
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
        firm.clean(rep, rep.client().get("/api/v1/jobs/" + job));
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
}
