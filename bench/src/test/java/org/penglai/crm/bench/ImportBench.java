package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/**
 * A large file: brought in, stopped, brought in again, with the process killed on the way, brought in once more, and out
 * again. Prints speed, processor time and what the old generation keeps on the way; the server runs with its usual limit
 * of 512 MB. No row may be there twice or be missing.
 */
class ImportBench {
    private static final int ROWS = Integer.getInteger("crm.bench.rows", 200_000);
    private static final int MEASURED = Math.max(1, ROWS / 8);
    private static final List<String> ENDED = List.of("succeeded", "failed", "cancelled");

    @ParameterizedTest
    @EnumSource(Store.class)
    void imports(Store store) throws Exception {
        Path file = file();
        try (CrmServer server =
                new CrmServer("import-bench", store).withDefaultOptions().start()) {
            Run stopped = new Run(server, store, "stopped");
            stopped.begin(file);
            stopped.until(ROWS / 4);
            stopped.cancel();
            stopped.end();

            Run killed = new Run(server, store, "killed");
            killed.begin(file);
            killed.until(ROWS / 2);
            server.kill();
            server.start();
            killed.goOn(server);
            killed.end();

            Run repeated = new Run(server, store, "repeated");
            repeated.begin(file);
            JsonNode result = repeated.end().get("result");
            long records = server.administrator()
                    .get("/api/v1/customers?limit=1&count=exact")
                    .expect(200)
                    .json()
                    .get("total")
                    .asLong();
            System.out.printf(
                    "import %-8s %d records of %d rows; the last run created %s, skipped %s%n",
                    store,
                    records,
                    ROWS,
                    result.get("created").asText(),
                    result.get("skipped").asText());
            if (records != ROWS) {
                throw new AssertionError(records + " records of " + ROWS + " rows");
            }
            for (String format : List.of("csv", "xlsx")) {
                export(server, store, format);
            }
        }
    }

    private static void export(CrmServer server, Store store, String format) throws Exception {
        Gauge gauge = new Gauge(server);
        double before = gauge.keptMegabytes();
        double cpu = gauge.cpuMillis();
        long start = System.nanoTime();
        List<Double> kept = new ArrayList<>(List.of(before));
        long bytes = 0;
        try (InputStream in = server.administrator().stream("/api/v1/customers/export?sort=name&format=" + format)) {
            byte[] buffer = new byte[1 << 16];
            long next = 1 << 22;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > next) {
                    kept.add(gauge.keptMegabytes());
                    next += 1 << 22;
                }
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "export %-8s %-8s %d rows, %.1f MB in %.1f s, %.0f rows/s, CPU %.3f ms/row, load %s, kept MB: %s%n",
                store,
                format,
                ROWS,
                bytes / 1e6,
                seconds,
                ROWS / seconds,
                (gauge.cpuMillis() - cpu) / ROWS,
                Gauge.load(),
                series(kept));
    }

    private static String series(List<Double> kept) {
        return kept.stream().map(each -> String.format("%.0f", each)).collect(Collectors.joining(" "));
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

    /** One job, watched. */
    private static final class Run {
        private final Store store;
        private final String what;
        private final List<Double> kept = new ArrayList<>();
        private Gauge gauge;
        private CrmClient crm;
        private JsonNode job;
        private String path;
        private double cpu;
        private double cpuBefore;
        private long start;
        private long measured;

        Run(CrmServer server, Store store, String what) throws Exception {
            this.store = store;
            this.what = what;
            goOn(server);
        }

        /** The server may be another process by now. */
        void goOn(CrmServer server) throws Exception {
            gauge = new Gauge(server);
            crm = server.administrator();
            cpuBefore += cpu;
            cpu = 0;
        }

        void begin(Path file) throws Exception {
            cpuBefore = -gauge.cpuMillis();
            kept.add(gauge.keptMegabytes());
            start = System.nanoTime();
            job = crm.upload("/api/v1/customers/import", file, Map.of("mode", "skip"))
                    .expect(202)
                    .json();
            path = "/api/v1/jobs/" + job.get("id").asText();
        }

        void until(long rows) throws Exception {
            while (!ENDED.contains(job.get("state").asText()) && job.get("done").asLong() < rows) {
                TimeUnit.MILLISECONDS.sleep(250);
                job = crm.get(path).expect(200).json();
                cpu = gauge.cpuMillis();
                if (job.get("done").asLong() >= measured + MEASURED) {
                    measured = job.get("done").asLong();
                    kept.add(gauge.keptMegabytes());
                }
            }
        }

        void cancel() throws Exception {
            crm.post(path + "/actions/cancel", Map.of());
        }

        JsonNode end() throws Exception {
            until(Long.MAX_VALUE);
            double seconds = (System.nanoTime() - start) / 1e9;
            long done = job.get("done").asLong();
            System.out.printf(
                    "import %-8s %-8s %s, %d rows in %.1f s, %.0f rows/s, CPU %.3f ms/row, load %s, kept MB: %s%n",
                    store,
                    what,
                    job.get("state").asText(),
                    done,
                    seconds,
                    done / seconds,
                    (cpuBefore + cpu) / Math.max(1, done),
                    Gauge.load(),
                    series(kept));
            return job;
        }
    }
}
