package org.penglai.crm.bench;

import java.util.Arrays;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.Store;

/** Asks the same a few times and prints how long the answers took. */
final class Asked {
    private static final int REPETITIONS = 12;

    private final String bench;
    private final Store store;

    Asked(String bench, Store store) {
        this.bench = bench;
        this.store = store;
    }

    /** @param path below {@code /api/v1/} */
    void print(CrmClient crm, String what, String path) throws Exception {
        double[] times = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            crm.get("/api/v1/" + path).expect(200);
            times[i] = (System.nanoTime() - start) / 1e6;
        }
        double first = times[0];
        Arrays.sort(times);
        System.out.printf(
                "%s %-8s %-26s first %.0f ms, median %.0f ms, slowest %.0f ms, load %s%n",
                bench, store, what, first, times[REPETITIONS / 2], times[REPETITIONS - 1], Gauge.load());
    }
}
