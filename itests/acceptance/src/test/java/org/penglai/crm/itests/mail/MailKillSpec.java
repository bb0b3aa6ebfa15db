package org.penglai.crm.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;
import org.penglai.crm.mail.internal.RealMailServers;

/**
 * The server is killed twice and the mail servers are away once while mail comes and is answered: each mail is one message
 * on one ticket, whatever was sent has arrived once, and promises that came due meanwhile are noted once.
 */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class MailKillSpec implements LogTail.ServerSpec {
    private static final int MAILS = Integer.getInteger("crm.mails", 60);
    private static final Duration PATIENCE = Duration.ofMinutes(Long.getLong("crm.mails.minutes", 8));
    private static final int PAGE = 200;

    @Parameter
    Store store;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void eachMailIsOneMessageAndEachReplyLeavesOnce() throws Exception {
        try (RealMailServers servers = new RealMailServers(Customers.addresses(MAILS));
                CrmServer own = new CrmServer("mails", store)) {
            server = own;
            own.start();
            connect(own.administrator(), servers);
            Customers customers = new Customers(servers, MAILS);
            Answers answers = new Answers(own);
            List<Thread> threads = List.of(new Thread(customers, "customers"), new Thread(answers, "agent"));
            threads.forEach(Thread::start);
            try {
                await("some mail is there", () -> count("ticketMessages", "direction==in") >= MAILS / 4);
                String promised = promise();
                own.kill();
                own.start();
                await("more mail is there", () -> count("ticketMessages", "direction==in") >= MAILS / 2);
                servers.stopPostfix();
                servers.stopDovecot();
                TimeUnit.SECONDS.sleep(3); // they are away
                own.kill();
                own.start();
                servers.startPostfix();
                servers.startDovecot();
                threads.get(0).join();
                assertThat(customers.failure()).isNull();
                await("all mail is there", () -> count("ticketMessages", "direction==in") >= MAILS);
                await("all is answered", () -> count("tickets", "channel==mail;firstRespondedAt=null=true") == 0);
                await("nothing waits to be sent", () -> count("ticketMessages", "delivery==queued") == 0);
                eachMailIsOnce();
                eachReplyIsOnce(customers, answers);
                thePromiseIsBrokenOnce(promised);
            } finally {
                answers.end();
                threads.get(1).join();
            }
        }
    }

    private static void connect(CrmClient crm, RealMailServers servers) throws Exception {
        Map<String, Object> place = Map.of("host", "127.0.0.1", "encryption", "none", "active", true);
        Map<String, Object> sender = new HashMap<>(place);
        sender.putAll(Map.of("name", "客服", "address", Customers.SUPPORT, "port", servers.smtp));
        sender.putAll(Map.of("perMinute", 6_000, "perDay", 100_000));
        String from = create(crm, "mailSenders", sender);
        String first = mailbox(crm, place, Customers.SUPPORT, "imap", servers.imap);
        mailbox(crm, place, Customers.SALES, "pop3", servers.pop3);
        create(crm, "ticketQueues", Map.of("name", "售后", "mailbox", first, "sender", from));
        Map<String, Object> calendar = new HashMap<>(Map.of("name", "不打烊", "shifts", "00:00-24:00"));
        calendar.putAll(Map.of("saturday", true, "sunday", true));
        String always = create(crm, "businessCalendars", calendar);
        String promised = create(crm, "ticketQueues", Map.of("name", "承诺"));
        Map<String, Object> policy = new HashMap<>(Map.of("name", "一分钟", "queue", promised));
        policy.putAll(Map.of("calendar", always, "firstResponseNormal", 1));
        create(crm, "slaPolicies", policy);
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

    private static String create(CrmClient crm, String type, Map<String, Object> values) throws Exception {
        return crm.post("/api/v1/" + type, values).expect(201).json().get("id").asText();
    }

    /** A ticket that is to be answered within a minute, and is not. */
    private String promise() throws Exception {
        CrmClient crm = server.administrator();
        String queue = crm.get("/api/v1/ticketQueues?filter=" + URLEncoder.encode("name==承诺", StandardCharsets.UTF_8))
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        String me = crm.get("/api/v1/session").expect(200).json().at("/user/id").asText();
        return create(crm, "tickets", Map.of("subject", "一分钟内答复", "queue", queue, "owner", me));
    }

    private void eachMailIsOnce() throws Exception {
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
        for (int mail = 0; mail < MAILS; mail++) {
            expected.add(Customers.messageId(mail));
        }
        assertThat(ids).isEqualTo(expected);
        assertThat(count("tickets", "channel==mail")).isEqualTo(MAILS);
    }

    private void eachReplyIsOnce(Customers customers, Answers answers) throws Exception {
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
        assertThat(delivery.keySet()).containsAll(arrived.keySet());
        System.out.printf(
                "mails %-8s %d in as %d messages, %d replies out, %d of them uncertain after 2 kills%n",
                store, MAILS, MAILS, delivery.size(), uncertain);
    }

    private void thePromiseIsBrokenOnce(String ticket) throws Exception {
        String filter = "ticket==" + ticket + ";metric==firstResponse";
        await("the promise is broken", () -> count("slaTimers", filter + ";state==breached") == 1);
        JsonNode timer = all("slaTimers", filter, "id,state,startedAt,dueAt").get(0);
        assertThat(Duration.between(
                        Instant.parse(timer.get("startedAt").asText()),
                        Instant.parse(timer.get("dueAt").asText())))
                .isEqualTo(Duration.ofMinutes(1));
        int told = 0;
        for (JsonNode notice : server.administrator()
                .get("/api/v1/notifications?limit=100")
                .expect(200)
                .json()
                .get("items")) {
            told += notice.path("kind").asText().equals("slaBreached") ? 1 : 0;
        }
        assertThat(told).as("told once").isEqualTo(1);
    }

    private List<JsonNode> all(String type, String filter, String fields) throws Exception {
        CrmClient crm = server.administrator();
        List<JsonNode> found = new ArrayList<>();
        String path = "/api/v1/" + type + "?sort=id&limit=" + PAGE + "&fields=" + fields + "&filter=" + filter;
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

    private int count(String type, String filter) throws Exception {
        return server.administrator()
                .get("/api/v1/" + type + "?limit=1&count=exact&filter=" + filter)
                .expect(200)
                .json()
                .get("total")
                .asInt();
    }

    private static void await(String what, Callable<Boolean> so) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!so.call()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            TimeUnit.MILLISECONDS.sleep(500); // asks for the state, there is no signal
        }
    }
}
