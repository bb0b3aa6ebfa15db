package org.penglai.crm.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/** Lists over many customers: what a salesperson does all day. The target for each is 300 ms. */
class ListBench {
    private static final int ROWS = Integer.getInteger("crm.bench.rows", 100_000);
    private static final int PAGE = 50;
    private static final int REPETITIONS = 40;
    private static final String CUSTOMERS = "/api/v1/customers?limit=" + PAGE;

    @ParameterizedTest
    @EnumSource(Store.class)
    void lists(Store store) throws Exception {
        try (CrmServer server =
                new CrmServer("lists", store).withDefaultOptions().start()) {
            CrmClient crm = server.administrator();
            ManyCustomers.load("lists", store, crm, ROWS);
            for (String query : List.of(
                    "",
                    "&sort=name",
                    "&filter=level%3D%3DA",
                    "&sort=name&filter=level%3D%3DA",
                    "&filter=" + encoded("initials==yt*") + "&sort=name",
                    "&q=hyk",
                    "&q=" + encoded("云科"))) {
                print(store, query.isEmpty() ? "newest first" : query, crm, CUSTOMERS + query);
            }
            int deep = Math.min(1_000, ROWS / PAGE - 1);
            print(store, "page " + deep + " by name", crm, CUSTOMERS + "&sort=name&cursor=" + cursorOfPage(crm, deep));
        }
    }

    private static String cursorOfPage(CrmClient crm, int page) throws Exception {
        String cursor = "";
        for (int i = 1; i < page; i++) {
            String from = cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor);
            cursor = crm.get(CUSTOMERS + "&sort=name&fields=name&count=none" + from)
                    .expect(200)
                    .json()
                    .get("nextCursor")
                    .asText();
        }
        return encoded(cursor);
    }

    private static void print(Store store, String what, CrmClient crm, String path) throws Exception {
        double[] times = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            crm.get(path).expect(200);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        double first = times[0];
        Arrays.sort(times);
        System.out.printf(
                "lists %-8s %-45s first %.0f ms, median %.1f ms, p95 %.1f ms%n",
                store, what, first, times[REPETITIONS / 2], times[(int) (REPETITIONS * 0.95)]);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
