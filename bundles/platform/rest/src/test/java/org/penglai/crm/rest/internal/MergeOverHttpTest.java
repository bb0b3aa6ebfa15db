package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.spi.Ids;

class MergeOverHttpTest {
    private static final String CUSTOMER = "/api/v1/customers/0000000000001";
    private static final String OTHER = "0000000000002";

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
    void mergesAndTakesBack() throws Exception {
        String body = "{\"with\":[\"" + OTHER + "\"],\"values\":{\"phone\":\"" + OTHER + "\"}}";
        assertThat(api.json("POST", CUSTOMER + "/actions/merge", body).body())
                .isEqualTo("{\"merge\":\"0000000000005\",\"id\":\"0000000000001\",\"version\":3,\"moved\":2}");
        assertThat(api.json("POST", CUSTOMER + "/actions/unmerge", "{\"merge\":\"0000000000005\"}")
                        .body())
                .contains("\"moved\":2")
                .contains("\"left\":[{\"type\":\"customers\",\"id\":\"0000000000001\",\"field\":\"name\"}]");
    }

    @Test
    void countsWhatWouldMoveAndListsWhatWas() throws Exception {
        String body = "{\"with\":[\"" + OTHER + "\"],\"dryRun\":true}";
        assertThat(api.json("POST", CUSTOMER + "/actions/merge", body).body())
                .isEqualTo("{\"moving\":[{\"type\":\"contacts\",\"label\":{\"zh-CN\":\"联系人\",\"en\":\"Contacts\"},"
                        + "\"count\":3}],\"hidden\":1}");
        assertThat(api.get(CUSTOMER + "/merges").body())
                .startsWith("{\"items\":[{\"merge\":\"0000000000005\",\"at\":\"1970-01-01T00:00:00Z\"")
                .contains("\"records\":[{\"id\":\"0000000000002\"");
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        for (String body : new String[] {
            "{}",
            "{\"with\":\"a\"}",
            "{\"with\":[1]}",
            "{\"with\":[],\"other\":1}",
            "{\"with\":[],\"values\":[]}",
            "{\"with\":[],\"dryRun\":1}"
        }) {
            assertThat(api.json("POST", CUSTOMER + "/actions/merge", body).statusCode())
                    .as(body)
                    .isEqualTo(422);
        }
        assertThat(api.json("POST", CUSTOMER + "/actions/unmerge", "{\"merge\":5}")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void aRecordThatWasMergedSaysWhereItWent() throws Exception {
        String location = api.json("POST", "/api/v1/customers", "{\"name\":\"云启\"}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        String id = location.substring(location.lastIndexOf('/') + 1);
        api.merges.into = Ids.parse(id);
        assertThat(api.get("/api/v1/customers/0000000000033").body())
                .contains("\"code\":\"merged\"", "\"field\":\"mergedInto\"", "\"" + id + "\"");
        api.merges.into = 98;
        assertThat(api.get("/api/v1/customers/0000000000033").body()).doesNotContain("merged");
    }
}
