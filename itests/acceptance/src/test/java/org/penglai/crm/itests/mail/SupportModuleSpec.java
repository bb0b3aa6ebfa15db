package org.penglai.crm.itests.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Kars;
import org.penglai.crm.itests.support.Load;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Modules;
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

    @Override
    public CrmServer server() {
        return server;
    }

    @ParameterizedTest
    @EnumSource(Store.class)
    void comesAndGoesWhileMailComesAndGoes(Store store) throws Exception {
        server = SharedServer.on(store);
        CrmClient crm = server.administrator();
        Modules modules = new Modules(crm);
        server.console("crm:module-stage " + Kars.supportNext());
        try (RealMailServers servers = new RealMailServers(Customers.addresses(MAILS))) {
            Ledger ledger = new Ledger(server, servers, MAILS);
            Set<String> withIt = modules.types();
            Customers customers = new Customers(servers, MAILS);
            Answers answers = new Answers(server, ledger.queue());
            List<Thread> threads = List.of(new Thread(customers, "customers"), new Thread(answers, "agent"));
            threads.forEach(Thread::start);
            try (Load load = new Load(server, CLIENTS)) {
                ledger.awaitMessages(1);
                modules.run("1.0.1", SUPPORT);
                crm.patch("/api/v1/ticketQueues/" + ledger.queue(), Map.of("motto", "当日答复"))
                        .expect(200);
                assertThat(modules.menus()).contains("工单（新版）");
                modules.remove(SUPPORT);
                assertThat(crm.get("/api/v1/tickets").expect(404).code()).isEqualTo("typeNotInstalled");
                assertThat(modules.types())
                        .contains("customers", "mailboxes")
                        .doesNotContain("tickets", "slaTimers", "articles");
                Ledger.await("plug-in gone", () -> !modules.menus().contains("工单（新版）"));
                threads.get(0).join();
                modules.run("1.0.0", SUPPORT);
                assertThat(modules.types()).isEqualTo(withIt);
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
}
