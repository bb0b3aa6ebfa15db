package org.penglai.crm.itests.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.penglai.crm.itests.support.CrmClient;

/** What must hold after kills, for all records that the writers know. */
final class Aftermath {
    private static final String CUSTOMERS = "customers";
    private static final String ACCOUNTS = "acmeLoyaltyAccounts";

    private final CrmClient crm;

    Aftermath(CrmClient crm) {
        this.crm = crm;
    }

    /** Every write once: no record more or less, none with another version or value than the answers said. */
    void everyWriteIsThereOnce(List<Known> known) throws IOException, InterruptedException {
        Map<String, JsonNode> customers = all(CUSTOMERS);
        Map<String, JsonNode> accounts = all(ACCOUNTS);
        Set<String> expected =
                known.stream().filter(one -> !one.deleted).map(one -> one.id).collect(Collectors.toSet());
        assertThat(customers.keySet()).isEqualTo(expected);
        assertThat(accounts.keySet())
                .isEqualTo(known.stream()
                        .filter(one -> one.account != null)
                        .map(one -> one.account)
                        .collect(Collectors.toSet()));
        for (Known one : known) {
            if (!one.deleted) {
                JsonNode customer = customers.get(one.id);
                assertThat(customer.get("name").asText()).isEqualTo(one.name);
                assertThat(customer.get("version").asInt()).as(one.name).isEqualTo(one.version);
                assertThat(customer.path("remark").asText("")).isIn(one.remark, one.remark.isEmpty() ? "null" : "");
                assertThat(customer.get("level").asText()).isEqualTo(one.promoted ? "A" : one.level);
            }
            if (one.account != null) {
                assertThat(accounts.get(one.account).get("tier").asText()).isEqualTo(one.promoted ? "gold" : "silver");
            }
        }
    }

    private Map<String, JsonNode> all(String type) throws IOException, InterruptedException {
        Map<String, JsonNode> found = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = crm.get("/api/v1/" + type + "?limit=200&count=none"
                            + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)))
                    .expect(200)
                    .json();
            page.get("items")
                    .forEach(item -> assertThat(found.put(item.get("id").asText(), item))
                            .as(item.toString())
                            .isNull());
            cursor = page.path("nextCursor").asText("");
            cursor = "null".equals(cursor) ? "" : cursor;
        } while (!cursor.isEmpty());
        return found;
    }

    /** The index has what there is and nothing else. */
    void searchFindsEach(List<Known> known) throws IOException, InterruptedException {
        for (Known one : known) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            boolean right = false;
            while (!right) {
                assertThat(System.nanoTime())
                        .as("search has caught up at " + one.name)
                        .isLessThan(until);
                JsonNode items = crm.get("/api/v1/search?types=customers&limit=5&q=" + one.name)
                        .expect(200)
                        .json()
                        .get("items");
                right = one.deleted
                        ? items.isEmpty()
                        : items.size() == 1 && items.get(0).get("id").asText().equals(one.id);
                if (!right) {
                    TimeUnit.MILLISECONDS.sleep(100); // the index follows the commit
                }
            }
        }
    }

    void auditIsSound() throws IOException, InterruptedException {
        JsonNode audit = crm.get("/api/v1/audit/verify").expect(200).json();
        assertThat(audit.get("sound").asBoolean()).as(audit.toString()).isTrue();
    }

    /** Waits until the webhook has nothing before it. */
    void awaitDelivery(String webhook) throws IOException, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(15);
        JsonNode state;
        do {
            assertThat(System.nanoTime()).as("the webhook has caught up").isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(200); // asks for the state, there is no signal
            state = crm.get("/api/v1/webhooks/" + webhook + "/state")
                    .expect(200)
                    .json();
        } while (!state.hasNonNull("lag") || state.get("lag").asLong() > 0);
    }

    /** Positions without gap or double, one event and one audit row for each version of each record. */
    static void eventsAreDense(Tables tables, List<Known> known) throws SQLException {
        assertThat(tables.number("select count(*) from crm_outbox")).isZero();
        long events = tables.number("select count(*) from crm_event");
        assertThat(tables.number("select min(event_position) from crm_event")).isEqualTo(1);
        assertThat(tables.number("select max(event_position) from crm_event")).isEqualTo(events);
        assertThat(tables.number("select count(distinct id) from crm_event")).isEqualTo(events);
        assertThat(
                        tables.number(
                                "select count(*) from crm_event e where not exists (select 1 from crm_audit a where a.id = e.id)"))
                .isZero();
        for (String table : List.of("crm_event", "crm_audit")) {
            Map<String, Set<Long>> versions = tables.versions(table, CUSTOMERS);
            for (Known one : known) {
                assertThat(versions.get(one.id))
                        .as(table + " " + one.name)
                        .isEqualTo(
                                LongStream.rangeClosed(1, one.version).boxed().collect(Collectors.toSet()));
            }
        }
    }

    /** All changes at least once, each record's in the order of its versions; returns how many came more than once. */
    static int deliveriesAreComplete(Tables tables, List<Known> known, List<Receiver.Delivery> taken)
            throws SQLException {
        Set<String> gone =
                known.stream().filter(one -> one.deleted).map(one -> one.id).collect(Collectors.toSet());
        Set<Long> seen = new HashSet<>();
        Map<String, Long> newest = new HashMap<>();
        List<Receiver.Delivery> first = new ArrayList<>();
        for (Receiver.Delivery delivery : taken) {
            if (seen.add(delivery.position())) {
                first.add(delivery);
                Long before = newest.put(delivery.type() + delivery.id(), delivery.position());
                assertThat(before == null ? 0 : before)
                        .as("order of " + delivery)
                        .isLessThan(delivery.position());
            }
        }
        Map<Long, Receiver.Delivery> events = new HashMap<>(tables.events(CUSTOMERS));
        events.putAll(tables.events(ACCOUNTS));
        for (Receiver.Delivery delivery : first) {
            assertThat(events.get(delivery.position())).isEqualTo(delivery);
        }
        for (Receiver.Delivery event : events.values()) {
            // Of a record that is gone by then, only that it went may be told.
            boolean due = !gone.contains(event.id()) || event.operation().equals("deleted");
            assertThat(!due || seen.contains(event.position()))
                    .as("missing " + event)
                    .isTrue();
        }
        return taken.size() - first.size();
    }
}
