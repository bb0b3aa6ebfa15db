package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;

/** Reports of modules as the interface offers them. */
class ReportsOverHttpTest {
    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void aReportSaysWhatItAsksForAndGivesFiguresWithTheRecordsBehindThem() throws Exception {
        assertThat(asReader("/api/v1/reports").body())
                .contains("\"name\":\"sold\"", "\"default\":\"owner\"")
                .doesNotContain("secret");
        assertThat(api.get("/api/v1/reports/sold?from=2026-03-01").body())
                .contains("\"currency\":\"CNY\"")
                .contains("\"values\":{\"who\":{\"id\":\"" + Ids.format(9) + "\",\"title\":\"李雷\"},"
                        + "\"amount\":{\"amount\":\"12.50\",\"currency\":\"CNY\"},\"count\":3,"
                        + "\"note\":\"owner2026-03-01\",\"none\":null,")
                .contains("\"behind\":{\"type\":\"customers\",\"filter\":\"level==A\"}");
    }

    @Test
    void whatIsAskedWronglyIsRefused() throws Exception {
        assertThat(api.get("/api/v1/reports/sold?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/v1/reports/sold?by=colour").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/v1/reports/sold?to=2026-03-01").statusCode()).isEqualTo(400);
        assertThat(api.get("/api/v1/reports/none").statusCode()).isEqualTo(404);
        assertThat(asReader("/api/v1/reports/secret").statusCode()).isEqualTo(403);
    }

    @Test
    void whoMayExportWhatItIsMadeOfTakesItAsAFileForSpreadsheets() throws Exception {
        HttpResponse<String> file = api.get("/api/v1/reports/sold/export?from=2026-03-01");
        assertThat(file.headers().firstValue("Content-Type")).contains("text/csv;charset=UTF-8");
        assertThat(file.headers().firstValue("Content-Disposition")).contains("attachment; filename=\"sold.csv\"");
        assertThat(file.body()).isEqualTo("\uFEFF谁,金额,数量,说明,无,项目,币种\r\n李雷,12.50,3,owner2026-03-01,,全部,CNY\r\n");
        assertThat(asReader("/api/v1/reports/sold/export").statusCode()).isEqualTo(403);
        assertThat(asReader("/api/v1/reports/secret/export").statusCode()).isEqualTo(403);
        assertThat(api.get("/api/v1/reports/sold/export?by=colour").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aReportThatFailsCostsOneAnswer() throws Exception {
        assertThat(api.get("/api/v1/reports/broken").statusCode()).isEqualTo(503);
        assertThat(api.get("/api/v1/reports/sold").statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> asReader(String path) throws Exception {
        return api.send(api.anonymous(path).header("Authorization", "Bearer rita-token"));
    }
}
