package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.Store;

/** Brings many records in as people do, from files, and says how long it took. */
final class Imported {
    private final String bench;
    private final Store store;

    Imported(String bench, Store store) {
        this.bench = bench;
        this.store = store;
    }

    void from(CrmClient crm, String type, Path file) throws Exception {
        done(
                crm,
                type,
                crm.upload("/api/v1/" + type + "/import", file, Map.of("mode", "insert"))
                        .expect(202)
                        .json());
    }

    /**
     * So many customers.
     *
     * @param name format of their names, for a number
     */
    void customers(CrmClient crm, String name, int many) throws Exception {
        Path file = Files.createTempFile("customers", ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("客户名称,级别\n");
            for (int i = 0; i < many; i++) {
                out.write(String.format(name, i) + ",A\n");
            }
        }
        from(crm, "customers", file);
    }

    /** Waits for a job. */
    void done(CrmClient crm, String what, JsonNode submitted) throws Exception {
        long start = System.nanoTime();
        JsonNode job = submitted;
        while (!List.of("succeeded", "failed").contains(job.get("state").asText())) {
            TimeUnit.MILLISECONDS.sleep(500); // asks for the state, there is no signal
            job = crm.get("/api/v1/jobs/" + job.get("id").asText()).expect(200).json();
        }
        System.out.printf(
                "%s %-8s %s: %.1f s, load %s, %s%n",
                bench, store, what, (System.nanoTime() - start) / 1e9, Gauge.load(), job.get("result"));
        if (job.at("/result/rejected").asInt() > 0 || job.at("/result/failed").asInt() > 0) {
            throw new IllegalStateException(what + " were refused");
        }
    }
}
