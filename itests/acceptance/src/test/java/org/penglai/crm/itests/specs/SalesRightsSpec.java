package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Reply;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/**
 * What is sold and what is paid for it, asked for on every path by people who see their own, their team's, or what was
 * shared with them: the same records everywhere, and in no answer a word of the others. Lines, instalments and shares are
 * in no role's scopes: they are seen with what they belong to.
 */
@ExtendWith(LogTail.class)
class SalesRightsSpec implements LogTail.ServerSpec {
    private static final String SECRET = "Penglai-2026-test";
    private static final List<String> OWNED =
            List.of("customers", "leads", "opportunities", "quotes", "orders", "contracts", "receipts", "invoices");
    private static final List<String> PARTS =
            List.of("quoteLines", "orderLines", "contractLines", "paymentPlans", "receiptAllocations", "invoiceLines");
    private static final List<String> REPORTS = List.of(
            "salesFunnel",
            "salesForecast",
            "salesRanking",
            "salesPerformance",
            "salesRevenue",
            "salesDigest",
            "receivablesAging",
            "receivablesAging?by=owner");

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final List<Record> all = new ArrayList<>();
    private final Map<String, Person> people = new LinkedHashMap<>();
    private CrmServer server;
    private CrmClient crm;
    private String product;

    private record Person(String key, String id, CrmClient client, Set<String> sees) {}

    /** @param secret stands in its texts and nowhere else */
    private record Record(String type, String id, String owner, String secret, Set<String> shared) {
        boolean isSeenBy(Person person) {
            return person.sees().contains(owner) || shared.contains(person.key());
        }
    }

    @BeforeEach
    void signIn() throws Exception {
        server = SharedServer.on(Store.DERBY);
        crm = server.administrator();
    }

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void everyPathSaysTheSameAndNothingMore() throws Exception {
        person("lead", "", "team", Set.of("lead", "rep"));
        person("rep", "lead", "own", Set.of("rep"));
        person("mate", "", "own", Set.of("mate"));
        product = crm.post(
                        "/api/v1/products", Map.of("sku", "R" + mark, "name", "泵", "unit", "台", "listPrice", yuan(100)))
                .expect(201)
                .json()
                .get("id")
                .asText();
        for (Person owner : people.values()) {
            books(owner);
        }
        share("opportunities", "mate", "rep");
        share("contracts", "rep", "mate");
        for (Person person : people.values()) {
            for (String type : OWNED) {
                rows(person, type, true);
            }
            for (String type : PARTS) {
                rows(person, type, false);
            }
            for (Record record : all) {
                record(person, record);
            }
            clean(person, "search?q=" + mark);
            clean(person, "my-day");
            clean(person, "changes?after=0&limit=200");
            for (String report : REPORTS) {
                Reply figures = clean(person, "reports/" + report);
                assertThat(figures.status()).as(report + figures.text()).isIn(200, 403);
                assertThat(figures.status() == 200 || !report.startsWith("receivables"))
                        .isTrue();
            }
            assertThat(person.client().get("/api/v1/reports/salesRevenue").text())
                    .as("what " + person.key() + " sold is in the revenue")
                    .contains(secret(person, "customers"));
        }
    }

    private void rows(Person person, String type, boolean exactly) throws Exception {
        Set<String> expected = all.stream()
                .filter(each -> each.type().equals(type) && each.isSeenBy(person))
                .map(Record::id)
                .collect(Collectors.toSet());
        Set<String> own = all.stream()
                .filter(each -> each.type().equals(type))
                .map(Record::id)
                .collect(Collectors.toSet());
        JsonNode page =
                clean(person, type + "?limit=200&sort=-createdAt").expect(200).json();
        List<String> seen = new ArrayList<>();
        page.get("items").forEach(item -> seen.add(item.get("id").asText()));
        seen.retainAll(own);
        if (exactly) {
            assertThat(seen).as(person.key() + " " + type).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(clean(person, type + "/aggregate?measure=count")
                            .expect(200)
                            .json()
                            .at("/items/0/count")
                            .asInt())
                    .as(person.key() + " counts " + type)
                    .isEqualTo(page.get("total").asInt());
        } else {
            assertThat(seen).as(person.key() + " " + type).containsAll(expected);
        }
        clean(person, type + "?q=" + mark);
        Reply export = person.client().post("/api/v1/" + type + "/export", Map.of("format", "csv", "filter", ""));
        clean(person, export);
    }

    private void record(Person person, Record record) throws Exception {
        int status = record.isSeenBy(person) ? 200 : 404;
        String path = record.type() + "/" + record.id();
        for (String each : List.of("", "/history", "/timeline", "/attachments")) {
            Reply reply = clean(person, path + each);
            if (each.isEmpty() || reply.status() != 404) {
                assertThat(reply.status()).as(person.key() + " " + path + each).isEqualTo(status);
            }
        }
        if (status == 404) {
            clean(person, person.client().patch("/api/v1/" + path, Map.of("remark", "x")));
            for (String type : List.of("opportunities", "orders", "contracts", "receipts")) {
                Reply refers = person.client()
                        .post("/api/v1/" + type, Map.of("name", "x", "customer", record.id(), "amount", yuan(1)));
                assertThat(clean(person, refers).status()).as(refers.request()).isIn(403, 422);
            }
            clean(person, person.client().get("/api/v1/" + path + "/pdf"));
        }
    }

    private Reply clean(Person person, String path) throws Exception {
        return clean(person, person.client().get("/api/v1/" + path));
    }

    /** An answer in which nothing stands that the person does not see. */
    private Reply clean(Person person, Reply reply) {
        for (Record record : all) {
            if (!record.isSeenBy(person)) {
                assertThat(reply.text())
                        .as(person.key() + " " + reply.request() + " tells of " + record.type())
                        .doesNotContain(record.secret());
            }
        }
        return reply;
    }

    /** A customer and all that was sold to it, from the lead to the invoice. */
    private void books(Person owner) throws Exception {
        String customer = made(owner, "customers", "name", Map.of());
        Map<String, Object> of = Map.of("customer", customer);
        made(owner, "leads", "name", Map.of());
        made(owner, "opportunities", "name", Map.of("customer", customer, "amount", yuan(100)));
        Map<String, Object> line = Map.of("product", product, "quantity", "1", "unitPrice", "100");
        String quote = made(owner, "quotes", "remark", of);
        part(owner, "quoteLines", "remark", Map.of("quote", quote), line);
        String order = made(owner, "orders", "remark", of);
        part(owner, "orderLines", "remark", Map.of("order", order), line);
        // Only what is in force counts as revenue.
        crm.post("/api/v1/orders/" + order + "/actions/confirm", Map.of()).expect(200);
        String contract = made(owner, "contracts", "name", Map.of("customer", customer, "endOn", "2099-12-31"));
        part(owner, "contractLines", "name", Map.of("contract", contract), Map.of("quantity", "1", "unitPrice", "100"));
        String plan = part(
                owner,
                "paymentPlans",
                "condition",
                Map.of("contract", contract),
                Map.of("amount", yuan(100), "dueOn", "2026-01-05"));
        crm.post("/api/v1/contracts/" + contract + "/actions/activate", Map.of())
                .expect(200);
        String receipt = made(owner, "receipts", "payer", Map.of("customer", customer, "amount", yuan(60)));
        crm.post("/api/v1/receipts/" + receipt + "/actions/confirm", Map.of()).expect(200);
        crm.post("/api/v1/receiptAllocations", Map.of("receipt", receipt, "paymentPlan", plan, "amount", yuan(40)))
                .expect(201);
        String invoice = made(owner, "invoices", "remark", of);
        part(owner, "invoiceLines", "name", Map.of("invoice", invoice), Map.of("quantity", "1", "unitPrice", "50"));
    }

    private String made(Person owner, String type, String text, Map<String, Object> more) throws Exception {
        Map<String, Object> values = new LinkedHashMap<>(more);
        values.put("owner", owner.id());
        return create(owner, type, text, values);
    }

    private String part(Person owner, String type, String text, Map<String, Object> whole, Map<String, Object> more)
            throws Exception {
        Map<String, Object> values = new LinkedHashMap<>(whole);
        values.putAll(more);
        return create(owner, type, text, values);
    }

    private String create(Person owner, String type, String text, Map<String, Object> values) throws Exception {
        String secret = secret(owner, type);
        values.put(text, secret);
        String id =
                crm.post("/api/v1/" + type, values).expect(201).json().get("id").asText();
        all.add(new Record(type, id, owner.key(), secret, Set.of()));
        return id;
    }

    private String secret(Person owner, String type) {
        return "密" + mark + owner.key() + type + "x";
    }

    private void share(String type, String from, String with) throws Exception {
        Record record = all.stream()
                .filter(each -> each.type().equals(type) && each.owner().equals(from))
                .findFirst()
                .orElseThrow();
        crm.raw(
                        "PUT",
                        "/api/v1/" + type + "/" + record.id() + "/team/"
                                + people.get(with).id(),
                        "application/json",
                        "{\"access\":\"read\"}".getBytes(StandardCharsets.UTF_8))
                .expect(200);
        all.replaceAll(each -> each.equals(record) || type.equals("contracts") && isPartOf(each, from)
                ? new Record(each.type(), each.id(), each.owner(), each.secret(), Set.of(with))
                : each);
    }

    /** What is seen with the contract. */
    private static boolean isPartOf(Record record, String owner) {
        return record.owner().equals(owner)
                && List.of("contractLines", "paymentPlans").contains(record.type());
    }

    private void person(String key, String manager, String scope, Set<String> sees) throws Exception {
        List<String> types = new ArrayList<>(OWNED);
        types.addAll(PARTS);
        types.addAll(List.of("stageChanges", "creditShares", "salesCredits", "pipelines", "stages"));
        String role = crm.post(
                        "/api/v1/roles",
                        Map.of(
                                "name",
                                key + mark,
                                "code",
                                key + mark,
                                "permissions",
                                types.stream().map(type -> type + ":*").collect(Collectors.joining("\n")),
                                "scopes",
                                OWNED.stream()
                                        .map(type -> type + ":read=" + scope)
                                        .collect(Collectors.joining("\n"))))
                .expect(201)
                .json()
                .get("id")
                .asText();
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", key + mark);
        user.put("name", key + mark);
        user.put("roles", List.of(Map.of("type", "roles", "id", role)));
        if (people.containsKey(manager)) {
            user.put("manager", people.get(manager).id());
        }
        String id = crm.post("/api/v1/users", user).expect(201).json().get("id").asText();
        crm.post("/api/v1/users/" + id + "/actions/setPassword", Map.of("password", SECRET))
                .expect(204);
        CrmClient client = server.visitor();
        client.signIn(key + mark, SECRET).expect(200);
        people.put(key, new Person(key, id, client, sees));
    }

    private static Map<String, Object> yuan(int amount) {
        return Map.of("amount", String.valueOf(amount), "currency", "CNY");
    }
}
