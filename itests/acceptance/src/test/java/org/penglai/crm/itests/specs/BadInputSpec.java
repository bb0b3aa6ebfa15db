package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Reply;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/** Whatever is sent: a clear 4xx that names the field, and nothing written. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class BadInputSpec implements LogTail.ServerSpec {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String JSON = "application/json";

    @Parameter
    Store store;

    private CrmServer server;
    private CrmClient crm;
    private int before;

    @BeforeEach
    void countBefore() throws Exception {
        server = SharedServer.on(store);
        crm = server.administrator();
        before = customers();
    }

    @AfterEach
    void nothingWasWritten() throws Exception {
        assertThat(customers()).isEqualTo(before);
    }

    @Override
    public CrmServer server() {
        return server;
    }

    private int customers() throws IOException, InterruptedException {
        return crm.get(CUSTOMERS + "?limit=1&count=exact")
                .expect(200)
                .json()
                .get("total")
                .asInt();
    }

    @Test
    void anUnknownMember() throws Exception {
        Reply reply = crm.post(CUSTOMERS, Map.of("name", "x", "shoeSize", 43)).expect(422);
        assertThat(reply.blames("shoeSize", "unknownField")).isTrue();
        assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
        assertThat(reply.json().get("traceId").asText()).isNotBlank();
    }

    @Test
    void aValueOfTheWrongType() throws Exception {
        assertThat(crm.post(CUSTOMERS, Map.of("name", 17)).expect(422).blames("name", "wrongType"))
                .isTrue();
    }

    @Test
    void aMissingName() throws Exception {
        assertThat(crm.post(CUSTOMERS, Map.of("level", "A")).expect(422).blames("name", "required"))
                .isTrue();
    }

    @Test
    void brokenJson() throws Exception {
        crm.raw("POST", CUSTOMERS, JSON, "{\"name\":\"x\"".getBytes(StandardCharsets.UTF_8))
                .expect(400);
    }

    @Test
    void jsonThatParsesButIsNoObject() throws Exception {
        crm.raw("POST", CUSTOMERS, JSON, "[1,2]".getBytes(StandardCharsets.UTF_8))
                .expect(422);
    }

    @Test
    void aBodyOfFiveMegabytes() throws Exception {
        byte[] name = new byte[5 * 1024 * 1024];
        Arrays.fill(name, (byte) 'x');
        String body = "{\"name\":\"" + new String(name, StandardCharsets.US_ASCII) + "\"}";
        crm.raw("POST", CUSTOMERS, JSON, body.getBytes(StandardCharsets.US_ASCII))
                .expect(413);
    }

    @Test
    void anotherMediaType() throws Exception {
        crm.raw("POST", CUSTOMERS, "text/plain", "name=x".getBytes(StandardCharsets.US_ASCII))
                .expect(415);
    }

    @Test
    void anUnknownFieldInTheFilter() throws Exception {
        assertThat(crm.get(CUSTOMERS + "?filter=shoeSize==43").expect(422).blames("shoeSize", "unknownField"))
                .isTrue();
    }

    @Test
    void aFilterThatCannotBeParsed() throws Exception {
        crm.get(CUSTOMERS + "?filter=level%3D%3D").expect(400);
    }

    @Test
    void aLimitOutOfRange() throws Exception {
        assertThat(crm.get(CUSTOMERS + "?limit=-1").expect(400).text()).contains("limit");
        crm.get(CUSTOMERS + "?limit=201").expect(400);
        crm.get(CUSTOMERS + "?limit=many").expect(400);
    }

    @Test
    void anUnknownParameterAndABrokenCursor() throws Exception {
        crm.get(CUSTOMERS + "?colour=red").expect(400);
        crm.get(CUSTOMERS + "?cursor=%21%21").expect(400);
    }

    @Test
    void aReferenceToNothing() throws Exception {
        Reply reply = crm.post("/api/v1/contacts", Map.of("name", "张三", "customer", "0000000000001"))
                .expect(422);
        assertThat(reply.blames("customer", "missingReference")).isTrue();
    }

    @Test
    void valuesThatBreakTheirRules() throws Exception {
        assertThat(crm.post(CUSTOMERS, Map.of("name", "x", "level", "Z"))
                        .expect(422)
                        .blames("level", "unknownOption"))
                .isTrue();
        assertThat(crm.post(CUSTOMERS, Map.of("name", "x", "email", "not-an-address"))
                        .expect(422)
                        .blames("email", "badEmail"))
                .isTrue();
        assertThat(crm.post(CUSTOMERS, Map.of("name", "x", "foundedOn", "2023-02-30"))
                        .expect(422)
                        .blames("foundedOn", "badDate"))
                .isTrue();
        assertThat(crm.post(CUSTOMERS, Map.of("name", "x", "creditCode", "91370600XXXXXXXXX0"))
                        .expect(422)
                        .blames("creditCode", "badCreditCode"))
                .isTrue();
        assertThat(crm.post(CUSTOMERS, Map.of("name", "x", "phone", "12"))
                        .expect(422)
                        .blames("phone", "badPhone"))
                .isTrue();
        assertThat(crm.post(CUSTOMERS, Map.of("name", "x".repeat(5000)))
                        .expect(422)
                        .blames("name", "tooLong"))
                .isTrue();
        assertThat(crm.post(CUSTOMERS, Map.of("name", "x", "status", "active"))
                        .expect(422)
                        .blames("status", "readOnly"))
                .isTrue();
    }

    @Test
    void anUnknownTypeAndAnUnknownRecord() throws Exception {
        crm.get("/api/v1/unicorns").expect(404);
        assertThat(crm.get("/api/v1/acmeLoyaltyAccounts").expect(404).text()).isNotBlank();
        crm.get(CUSTOMERS + "/0000000000001").expect(404);
        crm.get(CUSTOMERS + "/nonsense").expect(404);
    }

    @Test
    void aNumberThatIsTaken() throws Exception {
        String number = crm.get(CUSTOMERS + "?limit=1&fields=customerNo")
                .json()
                .path("items")
                .path(0)
                .path("customerNo")
                .asText("");
        if (number.isEmpty()) {
            number = crm.post(CUSTOMERS, Map.of("name", "first"))
                    .expect(201)
                    .json()
                    .get("customerNo")
                    .asText();
            before++;
        }
        assertThat(crm.post(CUSTOMERS, Map.of("name", "second", "customerNo", number))
                        .expect(409)
                        .blames("customerNo", "duplicate"))
                .isTrue();
    }
}
