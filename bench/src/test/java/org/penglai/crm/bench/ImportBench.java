package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/**
 * A large file: brought in, stopped half-way and brought in again, and out again. Prints speed and the most heap seen;
 * the server runs with its usual limit of 512 MB.
 */
class ImportBench {
    private static final int ROWS = Integer.getInteger("crm.bench.rows", 200_000);
    private static final Pattern HEAP = Pattern.compile("jvm_memory_used_bytes\\{area=\"heap\"[^}]*} ([0-9.E+]+)");

    private double mostHeap;

    @ParameterizedTest
    @EnumSource(Store.class)
    void imports(Store store) throws Exception {
        Path file = file();
        try (CrmServer server =
                new CrmServer("import-bench", store).withDefaultOptions().start()) {
            CrmClient crm = server.administrator();
            JsonNode stopped = follow(crm, store, "stopped", file, ROWS / 3);
            JsonNode repeated = follow(crm, store, "repeated", file, Integer.MAX_VALUE);
            long records = crm.get("/api/v1/customers?limit=1&count=exact")
                    .expect(200)
                    .json()
                    .get("total")
                    .asLong();
            System.out.printf(
                    "import %-8s records %d of %d rows (first run %s created, second %s created, %s skipped)%n",
                    store,
                    records,
                    ROWS,
                    stopped.at("/result/created").asText("?"),
                    repeated.at("/result/created").asText(),
                    repeated.at("/result/skipped").asText());
            if (records != ROWS) {
                throw new AssertionError(records + " records of " + ROWS + " rows");
            }
            for (String format : List.of("csv", "xlsx")) {
                long start = System.nanoTime();
                crm.get("/api/v1/customers/export?sort=customerNo&format=" + format)
                        .expect(200);
                heap(crm);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "export %-8s %-8s %.1f s, %.0f rows/s, most heap %.0f MB%n",
                        store, format, seconds, ROWS / seconds, mostHeap / (1 << 20));
            }
        }
    }

    /** Runs the file; asks the job to stop once so many rows are done. */
    private JsonNode follow(CrmClient crm, Store store, String what, Path file, int stopAt) throws Exception {
        long start = System.nanoTime();
        JsonNode job = crm.upload("/api/v1/customers/import", file, Map.of("mode", "skip"))
                .expect(202)
                .json();
        String path = "/api/v1/jobs/" + job.get("id").asText();
        boolean asked = false;
        while (!List.of("succeeded", "failed", "cancelled")
                .contains(job.get("state").asText())) {
            TimeUnit.MILLISECONDS.sleep(500);
            job = crm.get(path).expect(200).json();
            heap(crm);
            if (!asked && job.get("done").asLong() >= stopAt) {
                asked = true;
                crm.post(path + "/actions/cancel", Map.of());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "import %-8s %-8s %s after %d rows in %.1f s, %.0f rows/s, most heap %.0f MB%n",
                store,
                what,
                job.get("state").asText(),
                job.get("done").asLong(),
                seconds,
                job.get("done").asLong() / seconds,
                mostHeap / (1 << 20));
        return job;
    }

    private void heap(CrmClient crm) throws Exception {
        Matcher used = HEAP.matcher(crm.get("/metrics").expect(200).text());
        if (used.find()) {
            mostHeap = Math.max(mostHeap, Double.parseDouble(used.group(1)));
        }
    }

    private static Path file() throws IOException {
        Path file = Files.createTempFile("customers", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("客户编号,客户名称,级别,行业,来源,电话,邮箱\n");
            for (int i = 0; i < ROWS; i++) {
                out.write(String.format(
                        "B%07d,蓬莱测试%d有限公司,%s,机械制造,网站,138%08d,info%d@example.com%n", i, i, "ABC".charAt(i % 3), i, i));
            }
        }
        return file;
    }
}
