package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DuplicateGroupsOverHttpTest {
    private static final String PATH = "/api/v1/customers/duplicates";

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
    void listsGroupsAndRemembersWhatIsNotTheSame() throws Exception {
        assertThat(api.get(PATH + "?limit=5").body())
                .contains("\"score\":95", "\"title\":\"云启二\"", "\"owner\":\"小王\"")
                .contains("\"nextCursor\":\"95-0000000000001\"", "\"searchedAt\":\"1970-01-01T00:00:00Z\"");
        String ids = "{\"ids\":[\"0000000000001\",\"0000000000002\"]}";
        assertThat(api.json("POST", PATH + "/distinct", ids).statusCode()).isEqualTo(204);
        assertThat(api.duplicateGroups.asked).containsExactly("customers  5", "customers [1, 2]");
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        for (String body : new String[] {"{}", "{\"ids\":[\"0000000000001\"]}", "{\"ids\":[1,2]}", "{\"other\":1}"}) {
            assertThat(api.json("POST", PATH + "/distinct", body).statusCode())
                    .as(body)
                    .isEqualTo(422);
        }
        assertThat(api.get(PATH + "?limit=0").statusCode()).isEqualTo(400);
    }
}
