package org.penglai.crm.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.mail.internal.RealMailServers;

/** What the server makes of the mail of one queue, and whether any is missing or doubled. */
final class Ledger {
    private static final Duration PATIENCE = Duration.ofMinutes(Long.getLong("crm.mails.minutes", 8));
    private static final int PAGE = 200;

    private final CrmServer server;
    private final int mails;
    private final String queue;

    /** Tells the server of the mail servers, and of a queue that their mail goes to. */
    Ledger(CrmServer server, RealMailServers servers, int mails) throws Exception {
        this.server = server;
        this.mails = mails;
        CrmClient crm = server.administrator();
        Map<String, Object> place = Map.of("host", "127.0.0.1", "encryption", "none", "active", true);
        Map<String, Object> sender = new HashMap<>(place);
        sender.putAll(Map.of("name", "客服", "address", Customers.SUPPORT, "port", servers.smtp));
        sender.putAll(Map.of("perMinute", 6_000, "perDay", 100_000));
        String from = create(crm, "mailSenders", sender);
        String first = mailbox(crm, place, Customers.SUPPORT, "imap", servers.imap);
        mailbox(crm, place, Customers.SALES, "pop3", servers.pop3);
        queue = create(crm, "ticketQueues", Map.of("name", "邮件 " + servers.smtp, "mailbox", first, "sender", from));
    }

    private static String mailbox(CrmClient crm, Map<String, Object> place, String address, String protocol, int port)
            throws Exception {
        Map<String, Object> values = new HashMap<>(place);
        values.putAll(Map.of("name", address, "address", address, "username", address, "protocol", protocol));
        values.putAll(Map.of("port", port, "destination", "tickets"));
        String id = create(crm, "mailboxes", values);
        byte[] secret = ("{\"password\":\"" + RealMailServers.PASSWORD + "\"}").getBytes(StandardCharsets.UTF_8);
        assertThat(crm.raw("PUT", "/api/v1/mailboxes/" + id + "/password", "application/json", secret)
                        .status())
                .isBetween(200, 204);
        return id;
    }

    static String create(CrmClient crm, String type, Map<String, Object> values) throws Exception {
        return crm.post("/api/v1/" + type, values).expect(201).json().get("id").asText();
    }

    String queue() {
        return queue;
    }

    /** Waits until so many mails are messages. */
    void awaitMessages(int many) throws Exception {
        try {
            await(many + " mails are messages", () -> count("ticketMessages", "direction==in") >= many);
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + whatBecameOfThem(), late);
        }
    }

    private String whatBecameOfThem() throws Exception {
        Map<String, Integer> states = new TreeMap<>();
        for (JsonNode mail : all("incomingMails", "", "id,status,reason")) {
            states.merge(
                    mail.path("status").asText() + " " + mail.path("reason").asText(), 1, Integer::sum);
        }
        int elsewhere = total("tickets", "channel==mail;queue=null=true");
        return "; arrived: " + states + "; tickets without a queue: " + elsewhere;
    }

    /** Waits until every mail is a message that is answered, and every answer is done with. */
    void awaitTheEnd() throws Exception {
        awaitMessages(mails);
        await("all is answered", () -> count("tickets", "channel==mail;firstRespondedAt=null=true") == 0);
        await("nothing waits to be sent", () -> count("ticketMessages", "delivery==queued") == 0);
    }

    void eachMailIsOnce() throws Exception {
        Set<String> ids = new HashSet<>();
        Set<String> tickets = new HashSet<>();
        for (JsonNode message : all("ticketMessages", "direction==in", "id,messageId,ticket")) {
            assertThat(ids.add(message.get("messageId").asText()))
                    .as(message.toString())
                    .isTrue();
            assertThat(tickets.add(message.at("/ticket/id").asText()))
                    .as(message.toString())
                    .isTrue();
        }
        Set<String> expected = new HashSet<>();
        for (int mail = 0; mail < mails; mail++) {
            expected.add(Customers.messageId(mail));
        }
        assertThat(ids).isEqualTo(expected);
        assertThat(count("tickets", "channel==mail")).isEqualTo(mails);
    }

    /** Whatever was written has arrived once; returns of how many nobody can tell. */
    int eachReplyIsOnce(Customers customers, Answers answers) throws Exception {
        Map<String, Integer> arrived = customers.answers();
        Map<String, String> delivery = new HashMap<>();
        for (JsonNode message : all("ticketMessages", "direction==out", "id,body,delivery")) {
            assertThat(delivery.put(
                            message.get("body").asText(),
                            message.get("delivery").asText()))
                    .as("written once: %s", message)
                    .isNull();
        }
        assertThat(delivery.keySet()).as("what was confirmed is there").containsAll(answers.confirmed());
        int uncertain = 0;
        for (Map.Entry<String, String> reply : delivery.entrySet()) {
            int times = arrived.getOrDefault(reply.getKey(), 0);
            if (reply.getValue().equals("uncertain")) {
                // Killed between the mail server's word and ours: somebody has to look, nothing is sent again.
                assertThat(times).as(reply.toString()).isBetween(0, 1);
                uncertain++;
            } else {
                assertThat(reply.getValue()).as(reply.toString()).isEqualTo("sent");
                assertThat(times).as(reply.toString()).isEqualTo(1);
            }
        }
        assertThat(delivery).hasSize(mails);
        assertThat(delivery.keySet()).containsAll(arrived.keySet());
        return uncertain;
    }

    List<JsonNode> all(String type, String filter, String fields) throws Exception {
        CrmClient crm = server.administrator();
        List<JsonNode> found = new ArrayList<>();
        String path =
                "/api/v1/" + type + "?sort=id&limit=" + PAGE + "&fields=" + fields + "&filter=" + mine(type) + filter;
        String cursor = "";
        while (cursor != null) {
            JsonNode page = crm.get(path + cursor).expect(200).json();
            page.get("items").forEach(found::add);
            cursor = page.path("nextCursor").isTextual()
                    ? "&cursor=" + page.get("nextCursor").asText()
                    : null;
        }
        return found;
    }

    int count(String type, String filter) throws Exception {
        return total(type, mine(type) + filter);
    }

    private int total(String type, String filter) throws Exception {
        return server.administrator()
                .get("/api/v1/" + type + "?limit=1&count=exact&filter=" + filter)
                .expect(200)
                .json()
                .get("total")
                .asInt();
    }

    /** Other tests may use the same server. */
    private String mine(String type) {
        return switch (type) {
            case "tickets" -> "queue==" + queue + ";";
            case "ticketMessages" -> "ticket.queue==" + queue + ";";
            default -> "";
        };
    }

    static void await(String what, Callable<Boolean> so) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!so.call()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(500); // asks for the state, there is no signal
        }
    }
}
