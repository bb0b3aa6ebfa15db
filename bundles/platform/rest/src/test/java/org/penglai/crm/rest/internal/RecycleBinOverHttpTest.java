package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecycleBinOverHttpTest {
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
    void listsTypesAndPages() throws Exception {
        assertThat(api.get("/api/v1/recycle-bin").body()).contains("\"type\":\"customers\"", "\"count\":2");
        assertThat(api.get("/api/v1/recycle-bin/customers?limit=1&q=%E4%BA%91").body())
                .contains("\"id\":\"0000000000001\"", "\"can\":[\"restore\"]", "\"count\":3")
                .contains("\"nextCursor\":\"000000000000B\"")
                .doesNotContain("0000000000002");
        api.get("/api/v1/recycle-bin/customers?cursor=000000000000B");
        assertThat(api.recycleBins.asked).containsExactly("customers 云 null 2", "customers  11 51");
    }

    @Test
    void deletesForGood() throws Exception {
        assertThat(api.json("DELETE", "/api/v1/recycle-bin/customers/0000000000001", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(api.recycleBins.asked).containsExactly("purge customers 1");
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        for (String query : new String[] {"?cursor=x", "?limit=0", "?other=1", "?q=" + "a".repeat(201)}) {
            assertThat(api.get("/api/v1/recycle-bin/customers" + query).statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(api.get("/api/v1/recycle-bin/nothings").statusCode()).isEqualTo(404);
    }
}
