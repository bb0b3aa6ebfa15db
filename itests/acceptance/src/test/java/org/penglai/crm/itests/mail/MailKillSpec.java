package org.penglai.crm.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
            Ledger ledger = new Ledger(own, servers, MAILS);
            Customers customers = new Customers(servers, MAILS);
            Answers answers = new Answers(own, ledger.queue());
            List<Thread> threads = List.of(new Thread(customers, "customers"), new Thread(answers, "agent"));
            threads.forEach(Thread::start);
            try {
                ledger.awaitMessages(MAILS / 4);
                String promised = promise();
                own.kill();
                own.start();
                ledger.awaitMessages(MAILS / 2);
                servers.stopPostfix();
                servers.stopDovecot();
                TimeUnit.SECONDS.sleep(3); // they are away
                own.kill();
                own.start();
                servers.startPostfix();
                servers.startDovecot();
                threads.get(0).join();
                assertThat(customers.failure()).isNull();
                ledger.awaitTheEnd();
                ledger.eachMailIsOnce();
                int uncertain = ledger.eachReplyIsOnce(customers, answers);
                thePromiseIsBrokenOnce(ledger, promised);
                System.out.printf(
                        "mails %-8s %d in, each one message and answered once, %d answers uncertain after 2 kills%n",
                        store, MAILS, uncertain);
            } finally {
                answers.end();
                threads.get(1).join();
            }
        }
    }

    /** A ticket that is to be answered within a minute, at any time of the week, and is not. */
    private String promise() throws Exception {
        CrmClient crm = server.administrator();
        Map<String, Object> calendar = new HashMap<>(Map.of("name", "不打烊", "shifts", "00:00-24:00"));
        calendar.putAll(Map.of("saturday", true, "sunday", true));
        String always = Ledger.create(crm, "businessCalendars", calendar);
        String queue = Ledger.create(crm, "ticketQueues", Map.of("name", "承诺"));
        Map<String, Object> policy = new HashMap<>(Map.of("name", "一分钟", "queue", queue));
        policy.putAll(Map.of("calendar", always, "firstResponseNormal", 1));
        Ledger.create(crm, "slaPolicies", policy);
        String me = crm.get("/api/v1/session").expect(200).json().at("/user/id").asText();
        return Ledger.create(crm, "tickets", Map.of("subject", "一分钟内答复", "queue", queue, "owner", me));
    }

    private void thePromiseIsBrokenOnce(Ledger ledger, String ticket) throws Exception {
        String filter = "ticket==" + ticket + ";metric==firstResponse";
        Ledger.await("the promise is broken", () -> ledger.count("slaTimers", filter + ";state==breached") == 1);
        JsonNode timer =
                ledger.all("slaTimers", filter, "id,state,startedAt,dueAt").get(0);
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
}
