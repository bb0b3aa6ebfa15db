package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.Store;

/** Customers by the ten thousand, the same in every run. */
final class ManyCustomers {
    private static final String CITIES = "烟台蓬莱青岛济南上海苏州宁波大连";
    private static final String SYLLABLES = "海云华盛瑞恒鼎嘉信达通泰润博康德佳捷东金蓝新正中远宏明启星辰源科辉泽晟和腾创峰林航隆锐诚";

    private ManyCustomers() {}

    static void load(String bench, Store store, CrmClient crm, int rows) throws Exception {
        long start = System.nanoTime();
        JsonNode job = crm.upload("/api/v1/customers/import", file(rows), Map.of("mode", "insert"))
                .expect(202)
                .json();
        while (!List.of("succeeded", "failed").contains(job.get("state").asText())) {
            TimeUnit.MILLISECONDS.sleep(250);
            job = crm.get("/api/v1/jobs/" + job.get("id").asText()).expect(200).json();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%s %-8s import: %s rows in %.1f s, %.0f rows/s%n",
                bench, store, job.at("/result/created").asText(), seconds, rows / seconds);
    }

    private static Path file(int rows) throws IOException {
        Path file = Files.createTempFile("customers", ".csv");
        Random random = new Random(20261121);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("客户名称,级别,行业,来源,电话,邮箱\n");
            for (int i = 0; i < rows; i++) {
                int city = random.nextInt(CITIES.length() / 2) * 2;
                out.write(CITIES.substring(city, city + 2) + syllable(random) + syllable(random) + syllable(random)
                        + "科技有限公司,"
                        + "ABC".charAt(random.nextInt(3)) + ",机械制造,网站,138"
                        + String.format("%08d", random.nextInt(100_000_000)) + ",info" + i + "@example.com\n");
            }
        }
        return file;
    }

    private static char syllable(Random random) {
        return SYLLABLES.charAt(random.nextInt(SYLLABLES.length()));
    }
}
