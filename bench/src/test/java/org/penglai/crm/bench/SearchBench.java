package org.penglai.crm.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/** The search box over many customers: how long the index takes to build, how large it is, how fast it answers. */
class SearchBench {
    private static final int ROWS = Integer.getInteger("crm.bench.rows", 100_000);
    private static final int REPETITIONS = 40;

    @ParameterizedTest
    @EnumSource(Store.class)
    void search(Store store) throws Exception {
        try (CrmServer server =
                new CrmServer("search", store).withDefaultOptions().start()) {
            CrmClient crm = server.administrator();
            ManyCustomers.load("search", store, crm, ROWS);
            long behind = System.nanoTime();
            while (metric(crm, "crm_search_documents") < ROWS) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            System.out.printf("search %-8s behind the import by %.1f s%n", store, since(behind));
            double builds = metric(crm, "crm_search_builds_total");
            long start = System.nanoTime();
            server.console("crm:reindex");
            while (metric(crm, "crm_search_builds_total") == builds) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
            double seconds = since(start);
            System.out.printf(
                    "search %-8s built anew in %.1f s, %.0f records/s, %.1f MB%n",
                    store, seconds, ROWS / seconds, metric(crm, "crm_search_bytes") / 1e6);
            for (String words :
                    List.of("云", "云科", "云启科技", "hyk", "y", "shanghai", "haiyun", "sh", "4711", "科技 云", "info4711")) {
                print(store, words, crm);
            }
        }
    }

    private static void print(Store store, String words, CrmClient crm) throws Exception {
        String path = "/api/v1/search?limit=12&types=customers,contacts&q="
                + URLEncoder.encode(words, StandardCharsets.UTF_8);
        double[] times = new double[REPETITIONS];
        int found = 0;
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            found = crm.get(path).expect(200).json().get("items").size();
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        double first = times[0];
        Arrays.sort(times);
        System.out.printf(
                "search %-8s %-10s %2d found, first %.0f ms, median %.1f ms, p95 %.1f ms%n",
                store, words, found, first, times[REPETITIONS / 2], times[(int) (REPETITIONS * 0.95)]);
    }

    private static double metric(CrmClient crm, String name) throws Exception {
        return crm.get("/metrics")
                .expect(200)
                .text()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .findFirst()
                .orElse(0);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
