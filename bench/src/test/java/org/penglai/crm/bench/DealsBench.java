package org.penglai.crm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penglai.crm.itests.support.Browser;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.Store;

/** The board and the reports over many opportunities: over HTTP, and the board in Chromium. */
class DealsBench {
    private static final int DEALS = Integer.getInteger("crm.bench.rows", 50_000);

    @ParameterizedTest
    @MethodSource("org.penglai.crm.bench.Stores#wanted")
    void boardAndReports(Store store) throws Exception {
        try (CrmServer server =
                new CrmServer("deals", store).withDefaultOptions().start()) {
            new ManyDeals(server, store).load(DEALS);
            CrmClient crm = server.administrator();
            for (Map.Entry<String, String> question : questions(crm).entrySet()) {
                new Asked("deals", store).print(crm, question.getKey(), question.getValue());
            }
            System.out.println(Browser.measure(server, Map.of("BENCH", "board")));
        }
    }

    private static Map<String, String> questions(CrmClient crm) throws Exception {
        JsonNode pipeline = crm.get("/api/v1/pipelines?limit=1").expect(200).json();
        String stage = crm.get("/api/v1/stages?sort=order,id&limit=1")
                .expect(200)
                .json()
                .at("/items/0/id")
                .asText();
        LocalDate past = LocalDate.now().minusDays(100);
        String asOf = "asOf=" + past;
        String year = "from=" + LocalDate.now().minusDays(365);
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put(
                "board: counts and sums",
                "opportunities/aggregate?group=stage&measure=count,sum:amount&filter="
                        + encoded("pipeline==" + pipeline.at("/items/0/id").asText() + ";status==open"));
        paths.put(
                "board: 100 cards",
                "opportunities?limit=100&count=none&sort=expectedCloseOn,id"
                        + "&fields=id,version,name,customer,amount,expectedCloseOn,closeReason,owner,stage,stagnantAt&filter="
                        + encoded("stage==" + stage));
        paths.put("funnel", "reports/salesFunnel");
        paths.put("funnel as of", "reports/salesFunnel?" + asOf);
        paths.put("forecast by month", "reports/salesForecast?by=month");
        paths.put("forecast by month as of", "reports/salesForecast?by=month&from=" + past + "&" + asOf);
        paths.put("forecast by owner", "reports/salesForecast?by=owner");
        paths.put("forecast by department", "reports/salesForecast?by=department");
        paths.put("ranking by owner", "reports/salesRanking?by=owner&" + year);
        paths.put("ranking by department", "reports/salesRanking?by=department&" + year);
        paths.put("ranking as of", "reports/salesRanking?by=department&" + year + "&" + asOf);
        paths.put("performance", "reports/salesPerformance?" + year);
        paths.put("daily report", "reports/salesDigest?span=day");
        return paths;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
