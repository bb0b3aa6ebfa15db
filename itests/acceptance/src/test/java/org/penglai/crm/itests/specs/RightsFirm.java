package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Reply;

/**
 * People of every kind on a running server, and customers that are their own, their team's, shared, pooled or somebody
 * else's; and who of them sees what.
 */
final class RightsFirm {
    private static final String SECRET = "Penglai-2026-test";
    private static final String ALL = "customers:*\ncontacts:*\nactivities:*\ntasks:*";

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final CrmServer server;
    private final CrmClient crm;
    private final Random random;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private final Map<String, Customer> customers = new TreeMap<>();

    RightsFirm(CrmServer server, Random random) throws Exception {
        this.server = server;
        this.crm = server.administrator();
        this.random = random;
    }

    /**
     * @param sees keys of the people whose records are within the scope; null for everybody's
     * @param masked whether phones are masked and remarks hidden
     */
    record Person(String key, String id, CrmClient client, List<String> sees, boolean masked, boolean member) {}

    /** @param owner key of a person; empty for the pool */
    record Customer(
            String id,
            String number,
            String name,
            String phone,
            String remark,
            String owner,
            String contact,
            List<String> shared) {}

    /** Stands in the names of all that belongs to this firm. */
    String mark() {
        return mark;
    }

    /** By key. */
    Map<String, Person> people() {
        return people;
    }

    /** By id. */
    Map<String, Customer> customers() {
        return customers;
    }

    void fill(int number) throws Exception {
        hire();
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
        for (int i = 0; i < number; i++) {
            customer(i, pool);
        }
    }

    private void hire() throws Exception {
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

    private void customer(int place, String pool) throws Exception {
        List<String> keys = List.copyOf(people.keySet());
        String owner = place % 5 == 4 ? "" : keys.get(random.nextInt(keys.size()));
        String name = "权限" + mark + "号" + (char) ('A' + place % 26) + place;
        String phone = "139" + (10_000_000 + random.nextInt(80_000_000));
        String remark = "机密" + mark + "x" + place + "x";
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
        String number = mark + "-" + place;
        values.put("customerNo", number);
        String id = made("customers", values);
        String contact = made("contacts", Map.of("name", "联系" + mark + "x" + place + "x", "customer", id));
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
        customers.put(id, new Customer(id, number, name, phone, remark, owner, contact, shared));
    }

    static boolean whole(Person person, Customer customer) {
        return person.sees() == null
                || person.sees().contains(customer.owner())
                || customer.shared().contains(person.key());
    }

    static boolean sees(Person person, Customer customer) {
        return whole(person, customer) || person.member() && customer.owner().isEmpty();
    }

    /** An answer in which nothing stands that the person does not see. */
    Reply clean(Person person, Reply reply) {
        clean(person, reply.text(), person.key() + " " + reply.request());
        return reply;
    }

    /** @param what told if something stands in the text that the person does not see */
    void clean(Person person, String text, String what) {
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
                assertThat(text).as(what).doesNotContain(secret);
            }
        }
    }

    String made(String type, Map<String, Object> values) throws Exception {
        return crm.post("/api/v1/" + type, values).expect(201).json().get("id").asText();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
