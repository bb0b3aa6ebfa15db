package org.penglai.crm.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penglai.crm.itests.support.Browser;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/**
 * The lists and reports of service over many open tickets: over HTTP; the desk and its news in Chromium; then another
 * policy, by which all that is promised is reckoned anew.
 */
class TicketsBench {
    private static final int TICKETS = Integer.getInteger("crm.bench.rows", 50_000);

    @ParameterizedTest
    @MethodSource("org.penglai.crm.bench.Stores#wanted")
    void deskListsAndReports(Store store) throws Exception {
        try (CrmServer server =
                new CrmServer("tickets", store).withDefaultOptions().start()) {
            CrmClient crm = server.administrator();
            new ManyTickets(store).load(crm, TICKETS);
            for (Map.Entry<String, String> question : questions(crm).entrySet()) {
                new Asked("tickets", store).print(crm, question.getKey(), question.getValue());
            }
            System.out.println(Browser.measure(server, Map.of("BENCH", "desk")));
            promiseSomethingElse(crm, store);
        }
    }

    private static void promiseSomethingElse(CrmClient crm, Store store) throws Exception {
        String policy = crm.get("/api/v1/slaPolicies?limit=1")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        long start = System.nanoTime();
        crm.patch("/api/v1/slaPolicies/" + policy, Map.of("resolutionNormal", ManyTickets.RESOLUTION / 2))
                .expect(200);
        String old = "slaTimers?limit=1&count=none&filter="
                + encoded("metric==resolution;state==running;minutes==" + ManyTickets.RESOLUTION);
        while (!crm.get("/api/v1/" + old).expect(200).json().get("items").isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(500); // asks for what is left, there is no signal
        }
        System.out.printf(
                "tickets %-8s %d tickets reckoned anew: %.1f s, load %s%n",
                store, TICKETS, (System.nanoTime() - start) / 1e9, Gauge.load());
    }

    private static Map<String, String> questions(CrmClient crm) throws Exception {
        String open = "status=in=(new,open,pendingCustomer,pendingInternal)";
        String queue = crm.get("/api/v1/ticketQueues?limit=1")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        String agent = crm.get("/api/v1/users?limit=1&filter=username==agent1")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("desk: what is open", tickets(open, "-createdAt", "none"));
        paths.put("desk: nobody's", tickets(open + ";owner=null=true", "-createdAt", "none"));
        paths.put("desk: one agent's", tickets(open + ";owner==" + agent, "-createdAt", "none"));
        paths.put("desk: one queue", tickets(open + ";queue==" + queue, "-createdAt", "none"));
        paths.put("list: unresolved", tickets(open, "-createdAt", "estimate"));
        paths.put("list: late", tickets("slaState==breached;" + open, "slaDueAt", "estimate"));
        paths.put("list: all", tickets("", "-createdAt", "estimate"));
        paths.put("list: by priority", tickets(open, "-priority", "estimate"));
        paths.put("list: by SLA", tickets(open, "slaDueAt", "estimate"));
        paths.put("list: text", tickets(open, "-createdAt", "estimate") + "&q=" + encoded("密封圈漏油"));
        paths.put("list: SLA timers", "slaTimers?limit=50");
        paths.put("list: complaints", "complaintDetails?limit=50");
        for (String report : new String[] {"supportBacklog", "supportTimes"}) {
            paths.put(report + " by queue", "reports/" + report);
            paths.put(report + " by owner", "reports/" + report + "?by=owner");
        }
        paths.put("supportSatisfaction", "reports/supportSatisfaction");
        paths.put("supportQuality", "reports/supportQuality");
        return paths;
    }

    private static String tickets(String filter, String sort, String count) {
        return "tickets?limit=50&count=" + count + "&sort=" + sort
                + "&fields=id,version,ticketNo,subject,customer,status,priority,queue,owner,slaDueAt,slaState,createdAt"
                + (filter.isEmpty() ? "" : "&filter=" + encoded(filter));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
