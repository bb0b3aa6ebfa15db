package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandOverOverHttpTest {
    private static final String PATH = "/api/v1/users/0000000000001/hand-over";

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
    void tellsWhatIsHeldAndMovesIt() throws Exception {
        assertThat(api.get(PATH).body())
                .isEqualTo("{\"items\":[{\"id\":\"owner.customers\",\"label\":{\"zh-CN\":\"客户\",\"en\":\"Customers\"},"
                        + "\"type\":\"customers\",\"count\":3,\"optional\":false}]}");
        String body = "{\"receivers\":{\"owner.customers\":\"0000000000002\",\"reports\":null},\"left\":true}";
        assertThat(api.json("POST", PATH, body).statusCode()).isEqualTo(200);
        assertThat(api.handOvers.asked).containsExactly("1 {owner.customers=2, reports=null} true");
    }

    @Test
    void refusesWhatItCannotRead() throws Exception {
        for (String body :
                new String[] {"{\"left\":1}", "{\"receivers\":[]}", "{\"receivers\":{\"a\":1}}", "{\"other\":1}"}) {
            assertThat(api.json("POST", PATH, body).statusCode()).as(body).isEqualTo(422);
        }
    }
}
