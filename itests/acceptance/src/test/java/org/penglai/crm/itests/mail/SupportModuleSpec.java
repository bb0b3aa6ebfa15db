package org.penglai.crm.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.Load;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;
import org.penglai.crm.mail.internal.RealMailServers;

/**
 * Support is upgraded, removed and installed again while mail comes and is answered and people work with customers: no
 * request of theirs fails, each mail is one message, and what came while nobody dealt with mail waits for support.
 */
@ExtendWith(LogTail.class)
class SupportModuleSpec implements LogTail.ServerSpec {
    private static final String SUPPORT = "crm-support";
    private static final int MAILS = Integer.getInteger("crm.mails", 60);
    private static final int CLIENTS = 3;

    private CrmServer server;
    private CrmClient crm;

    @Override
    public CrmServer server() {
        return server;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void comesAndGoesWhileMailComesAndGoes(Store store) throws Exception {
        server = SharedServer.on(store);
        crm = server.administrator();
        server.console("crm:module-stage " + Kars.supportNext());
        try (RealMailServers servers = new RealMailServers(Customers.addresses(MAILS))) {
            Ledger ledger = new Ledger(server, servers, MAILS);
            Set<String> withIt = types();
            Customers customers = new Customers(servers, MAILS);
            Answers answers = new Answers(server, ledger.queue());
            List<Thread> threads = List.of(new Thread(customers, "customers"), new Thread(answers, "agent"));
            threads.forEach(Thread::start);
            try (Load load = new Load(server, CLIENTS)) {
                ledger.awaitMessages(1);
                run("1.0.1");
                crm.patch("/api/v1/ticketQueues/" + ledger.queue(), Map.of("motto", "当日答复"))
                        .expect(200);
                assertThat(menus()).contains("工单（新版）");
                remove();
                assertThat(crm.get("/api/v1/tickets").expect(404).code()).isEqualTo("typeNotInstalled");
                assertThat(types())
                        .contains("customers", "mailboxes")
                        .doesNotContain("tickets", "slaTimers", "articles");
                Ledger.await("plug-in gone", () -> !menus().contains("工单（新版）"));
                threads.get(0).join();
                run("1.0.0");
                assertThat(types()).isEqualTo(withIt);
                ledger.awaitTheEnd();
                load.stop();
                ledger.eachMailIsOnce();
                assertThat(ledger.eachReplyIsOnce(customers, answers)).isZero();
                System.out.println("support on " + store + ": " + MAILS + " mails, each once; " + load.figures());
                assertThat(load.failures()).isEmpty();
                assertThat(load.acknowledged()).isNotEmpty();
            } finally {
                answers.end();
                threads.get(1).join();
            }
        }
    }

    private void run(String version) throws Exception {
        crm.post(
                        "/api/v1/modules/changes",
                        Map.of(
                                "modules",
                                List.of(Map.of("id", SUPPORT, "version", version)),
                                "password",
                                CrmServer.PASSWORD))
                .expect(200);
    }

    private void remove() throws Exception {
        crm.post(
                        "/api/v1/modules/" + SUPPORT + "/actions/uninstall",
                        Map.of("data", "keep", "password", CrmServer.PASSWORD))
                .expect(204);
    }

    private Set<String> types() throws Exception {
        Set<String> names = new TreeSet<>();
        crm.get("/api/v1/meta/types")
                .expect(200)
                .json()
                .get("items")
                .forEach(type -> names.add(type.get("type").asText()));
        return names;
    }

    private List<String> menus() throws Exception {
        List<String> titles = new ArrayList<>();
        for (JsonNode plugin : crm.get("/api/v1/ui/plugins").expect(200).json().get("plugins")) {
            plugin.path("menu")
                    .forEach(entry -> titles.add(entry.at("/title/zh-CN").asText()));
        }
        return titles;
    }
}
