package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.penglai.crm.itests.specs.RightsFirm.encoded;
import static org.penglai.crm.itests.specs.RightsFirm.sees;
import static org.penglai.crm.itests.specs.RightsFirm.whole;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
 * What is told to people without their asking, live and to the webhooks they own, and what they change by file or look up
 * by saved views: the same records as they see in lists, and no word of the others.
 */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class RightsOnTheWaySpec implements LogTail.ServerSpec {
    private static final long SEED = Long.getLong("penglai.rights.seed", 20261122);
    private static final int CUSTOMERS = Integer.getInteger("penglai.rights.customers", 8);
    private static final String WEBHOOKS = "org.penglai.crm.feeds.webhooks internalAddresses ";

    @Parameter
    Store store;

    @TempDir
    Path folder;

    private CrmServer server;
    private CrmClient crm;
    private RightsFirm firm;

    @BeforeEach
    void signIn() throws Exception {
        server = SharedServer.on(store);
        crm = server.administrator();
        firm = new RightsFirm(server, new Random(SEED));
        firm.fill(CUSTOMERS);
    }

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void streamsAndWebhooksTellOfWhatTheirOwnersSee() throws Exception {
        server.console("config:property-set -p " + WEBHOOKS + "true");
        Map<String, String> webhooks = new LinkedHashMap<>();
        Map<String, Heard> streams = new LinkedHashMap<>();
        try (Heard.Receiver receiver = new Heard.Receiver()) {
            for (Person person : firm.people().values()) {
                webhooks.put(
                        person.key(),
                        firm.made(
                                "webhooks",
                                Map.of(
                                        "name",
                                        "权限" + firm.mark() + person.key(),
                                        "url",
                                        receiver.url(person.key()),
                                        "types",
                                        "customers,contacts",
                                        "owner",
                                        person.id())));
                streams.put(person.key(), Heard.stream(person.client()));
            }
            for (Customer customer : firm.customers().values()) {
                crm.patch("/api/v1/customers/" + customer.id(), Map.of("remark", customer.remark() + "新"))
                        .expect(200);
                crm.patch("/api/v1/contacts/" + customer.contact(), Map.of("position", "采购"))
                        .expect(200);
            }
            for (Person person : firm.people().values()) {
                // Told in order: whoever has heard of the last one has heard of all.
                String last =
                        firm.made("customers", Map.of("name", "最后" + firm.mark() + person.key(), "owner", person.id()));
                told(person, streams.get(person.key()), last);
                told(person, receiver.heard(person.key()), last);
            }
        } finally {
            for (String webhook : webhooks.values()) {
                crm.delete("/api/v1/webhooks/" + webhook).expect(204);
            }
            for (Heard stream : streams.values()) {
                stream.close();
            }
            server.console("config:property-set -p " + WEBHOOKS + "false");
        }
    }

    private void told(Person person, Heard heard, String last) {
        heard.awaitId(last);
        TreeSet<String> customers = new TreeSet<>();
        TreeSet<String> contacts = new TreeSet<>();
        for (Customer customer : firm.customers().values()) {
            if (sees(person, customer)) {
                customers.add(customer.id());
            }
            if (whole(person, customer)) {
                contacts.add(customer.contact());
            }
        }
        TreeSet<String> toldOf = heard.ids("customers");
        toldOf.retainAll(firm.customers().keySet());
        assertThat(toldOf).as(person.key() + heard).isEqualTo(customers);
        TreeSet<String> toldOfContacts = heard.ids("contacts");
        toldOfContacts.retainAll(
                firm.customers().values().stream().map(Customer::contact).toList());
        assertThat(toldOfContacts).as(person.key() + heard).isEqualTo(contacts);
        firm.clean(person, heard.text(), "what " + person.key() + " was told by " + heard);
        if (person.masked()) {
            assertThat(heard.text()).as(person.key()).doesNotContain("remark");
        }
    }

    /** Who may not change a record may not do it by file either; a trial says the same and does nothing. */
    @Test
    void aFileChangesWhatItsOwnerMayChange() throws Exception {
        for (Person person : firm.people().values()) {
            String mine = person.key() + firm.mark();
            StringBuilder file = new StringBuilder("customerNo,shortName\n");
            firm.customers().values().forEach(each -> file.append(each.number() + "," + mine + "\n"));
            Path csv = Files.writeString(folder.resolve(person.key() + ".csv"), file);
            Reply trial = upload(person, csv, "true");
            if (person.key().equals("guest")) {
                assertThat(trial.status()).isEqualTo(403);
                continue;
            }
            TreeSet<String> reached = new TreeSet<>();
            firm.customers().values().stream()
                    .filter(each -> person.sees() == null || person.sees().contains(each.owner()))
                    .forEach(each -> reached.add(each.id()));
            JsonNode foretold = result(person, trial);
            assertThat(named(mine)).as(person.key() + " by a trial").isEmpty();
            JsonNode done = result(person, upload(person, csv, "false"));
            for (String count : List.of("created", "updated", "rejected", "reasons")) {
                assertThat(foretold.get(count)).as(person.key() + count).isEqualTo(done.get(count));
            }
            assertThat(done.get("created").asInt()).as(person.key() + done).isZero();
            assertThat(done.get("rejected").asInt())
                    .as(person.key() + done)
                    .isEqualTo(firm.customers().size() - reached.size());
            assertThat(named(mine)).as(person.key()).isEqualTo(reached);
        }
    }

    private Reply upload(Person person, Path csv, String dryRun) throws Exception {
        return firm.clean(
                person,
                person.client().upload("/api/v1/customers/import", csv, Map.of("mode", "upsert", "dryRun", dryRun)));
    }

    /** Of the job; nothing of records out of sight stands in it or in its files. */
    private JsonNode result(Person person, Reply accepted) throws Exception {
        String id = accepted.expect(202).json().get("id").asText();
        JsonNode job = JobWatch.finished(person.client(), id);
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("succeeded");
        firm.clean(person, person.client().get("/api/v1/jobs/" + id));
        for (JsonNode each : job.get("files")) {
            firm.clean(person, person.client().get(each.get("href").asText()));
        }
        return job.get("result");
    }

    private TreeSet<String> named(String shortName) throws Exception {
        TreeSet<String> ids = new TreeSet<>();
        crm.get("/api/v1/customers?limit=200&filter=" + encoded("shortName==" + shortName))
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }

    @Test
    void savedViewsShowEverybodyHisOwnRecords() throws Exception {
        String filter = "name==*" + firm.mark() + "*";
        String shared =
                view(crm, "共享", filter, "all").expect(201).json().get("id").asText();
        String kept =
                view(crm, "私有", filter, "owner").expect(201).json().get("id").asText();
        String hidden = view(crm, "备注", "remark=null=false;" + filter, "all")
                .expect(201)
                .json()
                .get("id")
                .asText();
        for (Person person : firm.people().values()) {
            CrmClient client = person.client();
            assertThat(client.get("/api/v1/views/" + kept).status()).isEqualTo(404);
            assertThat(client.patch("/api/v1/views/" + shared, Map.of("name", "x"))
                            .status())
                    .isEqualTo(403);
            assertThat(client.delete("/api/v1/views/" + kept).status()).isEqualTo(404);
            Reply listed = firm.clean(person, client.get("/api/v1/views?type=customers"));
            assertThat(listed.expect(200).text()).contains(shared).doesNotContain(kept);
            TreeSet<String> shown = new TreeSet<>();
            used(person, shared)
                    .expect(200)
                    .json()
                    .get("items")
                    .forEach(item -> shown.add(item.get("id").asText()));
            TreeSet<String> seen = new TreeSet<>();
            firm.customers().values().stream()
                    .filter(each -> sees(person, each))
                    .forEach(each -> seen.add(each.id()));
            assertThat(shown).as(person.key()).isEqualTo(seen);
            // A field that is hidden cannot be asked about by the view of somebody who sees it, nor by an own one.
            int status = person.masked() ? 422 : 200;
            assertThat(used(person, hidden).status()).as(person.key()).isEqualTo(status);
            assertThat(view(client, "自己", "remark=null=false", "owner").status())
                    .as(person.key())
                    .isEqualTo(person.masked() ? 422 : 201);
        }
    }

    private Reply view(CrmClient client, String name, String filter, String sharedWith) throws Exception {
        return client.post(
                "/api/v1/views",
                Map.of(
                        "type",
                        "customers",
                        "name",
                        name + firm.mark(),
                        "filter",
                        filter,
                        "columns",
                        List.of("name"),
                        "sharedWith",
                        sharedWith));
    }

    private Reply used(Person person, String view) throws Exception {
        String filter = person.client()
                .get("/api/v1/views/" + view)
                .expect(200)
                .json()
                .get("filter")
                .asText();
        return firm.clean(person, person.client().get("/api/v1/customers?limit=200&filter=" + encoded(filter)));
    }
}
