package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
    private static final String CITIES = "烟台蓬莱青岛济南上海苏州宁波大连";
    private static final String SYLLABLES = "海云华盛瑞恒鼎嘉信达通泰润博康德佳捷东金蓝新正中远宏明启星辰源科辉泽晟和腾创峰林航隆锐诚";

    @ParameterizedTest
    @EnumSource(Store.class)
    void lists(Store store) throws Exception {
        try (CrmServer server =
                new CrmServer("lists", store).withDefaultOptions().start()) {
            CrmClient crm = server.administrator();
            load(store, crm);
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

    private static void load(Store store, CrmClient crm) throws Exception {
        long start = System.nanoTime();
        JsonNode job = crm.upload("/api/v1/customers/import", file(), Map.of("mode", "insert"))
                .expect(202)
                .json();
        while (!List.of("succeeded", "failed").contains(job.get("state").asText())) {
            TimeUnit.MILLISECONDS.sleep(250);
            job = crm.get("/api/v1/jobs/" + job.get("id").asText()).expect(200).json();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "lists %-8s import: %s rows in %.1f s, %.0f rows/s%n",
                store, job.at("/result/created").asText(), seconds, ROWS / seconds);
    }

    private static Path file() throws IOException {
        Path file = Files.createTempFile("customers", ".csv");
        Random random = new Random(20261121);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("客户名称,级别,行业,来源,电话,邮箱\n");
            for (int i = 0; i < ROWS; i++) {
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
