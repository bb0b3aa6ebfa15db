package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** Records over HTTP, as the contract in docs says it. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class RecordContractSpec implements LogTail.ServerSpec {
    private static final String CUSTOMERS = "/api/v1/customers";

    @Parameter
    Store store;

    private CrmServer server;
    private CrmClient crm;
    private final String mark = UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void signIn() throws Exception {
        server = SharedServer.on(store);
        crm = server.administrator();
    }

    @Override
    public CrmServer server() {
        return server;
    }

    private JsonNode create(String name) throws Exception {
        return crm.post(CUSTOMERS, Map.of("name", name)).expect(201).json();
    }

    @Test
    void aNewCustomerHasANumberAVersionAndAnAddress() throws Exception {
        Reply reply = crm.post(
                        CUSTOMERS,
                        Map.of(
                                "name",
                                "云启科技 " + mark,
                                "level",
                                "A",
                                "phone",
                                "138 1234 5678",
                                "region",
                                "烟台",
                                "annualRevenue",
                                Map.of("amount", "1234.50", "currency", "CNY"),
                                "tags",
                                List.of("重点")))
                .expect(201);
        JsonNode record = reply.json();
        assertThat(reply.header("Location"))
                .isEqualTo(CUSTOMERS + '/' + record.get("id").asText());
        assertThat(reply.header("ETag")).startsWith("\"");
        assertThat(record.get("customerNo").asText()).matches("C\\d{6,}");
        assertThat(record.get("phone").asText()).isEqualTo("+8613812345678");
        assertThat(record.get("annualRevenue").get("amount").asText()).isEqualTo("1234.50");
        assertThat(record.get("region").get("title").asText()).contains("烟台");
        assertThat(record.get("tags").get(0).asText()).isEqualTo("重点");
        assertThat(record.get("createdBy").get("title").asText()).isNotBlank();
    }

    @Test
    void anUnchangedRecordIsNotSentAgain() throws Exception {
        String path = CUSTOMERS + '/' + create("etag " + mark).get("id").asText();
        String etag = crm.get(path).expect(200).header("ETag");
        assertThat(crm.get(path, "If-None-Match", etag).expect(304).body()).isEmpty();
    }

    @Test
    void aPatchChangesWhatItNamesAndEmptiesWhatIsNull() throws Exception {
        JsonNode record = crm.post(
                        CUSTOMERS, Map.of("name", "patch " + mark, "level", "B", "website", "https://example.com"))
                .expect(201)
                .json();
        Map<String, Object> patch = new java.util.HashMap<>();
        patch.put("level", "C");
        patch.put("website", null);
        JsonNode changed = crm.patch(CUSTOMERS + '/' + record.get("id").asText(), patch)
                .expect(200)
                .json();
        assertThat(changed.get("level").asText()).isEqualTo("C");
        assertThat(changed.path("website").isNull() || changed.path("website").isMissingNode())
                .isTrue();
        assertThat(changed.get("name").asText()).isEqualTo("patch " + mark);
        assertThat(changed.get("version").asLong())
                .isGreaterThan(record.get("version").asLong());
    }

    @Test
    void aStaleEtagIsRefusedWithTheCurrentRecordAndNothingIsWritten() throws Exception {
        String path = CUSTOMERS + '/' + create("stale " + mark).get("id").asText();
        String old = crm.get(path).expect(200).header("ETag");
        crm.patch(path, Map.of("remark", "first"), "If-Match", old).expect(200);
        Reply refused =
                crm.patch(path, Map.of("remark", "second"), "If-Match", old).expect(412);
        assertThat(refused.text()).contains("first");
        assertThat(crm.get(path).json().get("remark").asText()).isEqualTo("first");
    }

    @Test
    void aDeletedCustomerTakesItsContactsAlongAndComesBackWithThem() throws Exception {
        String customer = create("bin " + mark).get("id").asText();
        String contact = crm.post("/api/v1/contacts", Map.of("name", "王伟", "customer", customer))
                .expect(201)
                .json()
                .get("id")
                .asText();
        crm.delete(CUSTOMERS + '/' + customer).expect(204);
        crm.get(CUSTOMERS + '/' + customer).expect(404);
        crm.get("/api/v1/contacts/" + contact).expect(404);
        crm.post(CUSTOMERS + '/' + customer + "/restore", null).expect(200);
        crm.get(CUSTOMERS + '/' + customer).expect(200);
        crm.get("/api/v1/contacts/" + contact).expect(200);
    }

    @Test
    void aRepeatedRequestWithTheSameKeyMakesOneRecord() throws Exception {
        String key = UUID.randomUUID().toString();
        Map<String, Object> body = Map.of("name", "once " + mark);
        String first = crm.post(CUSTOMERS, body, "Idempotency-Key", key)
                .expect(201)
                .json()
                .get("id")
                .asText();
        String second = crm.post(CUSTOMERS, body, "Idempotency-Key", key)
                .expect(201)
                .json()
                .get("id")
                .asText();
        assertThat(second).isEqualTo(first);
        crm.post(CUSTOMERS, Map.of("name", "other " + mark), "Idempotency-Key", key)
                .expect(422);
        assertThat(count("name==\"once " + mark + "\"")).isEqualTo(1);
        assertThat(count("name==\"other " + mark + "\"")).isZero();
    }

    @Test
    void anAtomicBatchIsAllOrNothingAndOtherwiseEachOperationHasItsOwnResult() throws Exception {
        List<Object> operations = List.of(
                Map.of("op", "create", "values", Map.of("name", "batch1 " + mark)),
                Map.of("op", "create", "values", Map.of("name", "batch2 " + mark, "level", "Z")));
        crm.post(CUSTOMERS + "/batch", Map.of("atomic", true, "operations", operations))
                .expect(422);
        assertThat(count("name=like=\"batch* " + mark + "\"")).isZero();
        JsonNode results = crm.post(CUSTOMERS + "/batch", Map.of("atomic", false, "operations", operations))
                .expect(200)
                .json()
                .get("results");
        assertThat(results).hasSize(2);
        assertThat(results.get(0).get("status").asInt()).isEqualTo(201);
        assertThat(results.get(1).get("status").asInt()).isEqualTo(422);
        assertThat(count("name=like=\"batch* " + mark + "\"")).isEqualTo(1);
    }

    @Test
    void pagesFollowEachOtherWithoutGapsOrRepeats() throws Exception {
        for (int i = 0; i < 25; i++) {
            create("页 " + mark + ' ' + (i % 5));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = crm.get(CUSTOMERS + "?sort=name&limit=7&fields=name&count=exact&filter="
                            + encoded("name=like=\"页 " + mark + "*\"")
                            + (cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor)))
                    .expect(200)
                    .json();
            assertThat(page.get("total").asInt()).isEqualTo(25);
            page.get("items").forEach(item -> seen.add(item.get("id").asText()));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : page.path("nextCursor").asText();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void chineseNamesSortByPinyinAndAreFoundByTheirInitials() throws Exception {
        for (String name : List.of("中泰", "安达", "云启科技", "北方")) {
            create(name + mark);
        }
        JsonNode page = crm.get(CUSTOMERS + "?sort=name&fields=name&filter=" + encoded("name=like=\"*" + mark + "\""))
                .expect(200)
                .json();
        List<String> names = new ArrayList<>();
        page.get("items").forEach(item -> names.add(item.get("name").asText().replace(mark, "")));
        assertThat(names).containsExactly("安达", "北方", "云启科技", "中泰");
        assertThat(count("initials==yqkj*;name=like=\"*" + mark + "\"")).isEqualTo(1);
    }

    @Test
    void filtersReachOverReferences() throws Exception {
        String customer = crm.post(CUSTOMERS, Map.of("name", "path " + mark, "industry", "food"))
                .expect(201)
                .json()
                .get("id")
                .asText();
        crm.post("/api/v1/contacts", Map.of("name", "李娜" + mark, "customer", customer))
                .expect(201);
        JsonNode page = crm.get("/api/v1/contacts?count=exact&filter="
                        + encoded("customer.industry==食品加工;name==\"李娜" + mark + "\""))
                .expect(200)
                .json();
        assertThat(page.get("total").asInt()).isEqualTo(1);
        assertThat(page.get("items").get(0).get("customer").get("title").asText())
                .isEqualTo("path " + mark);
    }

    @Test
    void theDescriptionNamesTypesFieldsAndWhatTheCallerMay() throws Exception {
        JsonNode type = crm.get("/api/v1/meta/types/customers").expect(200).json();
        assertThat(type.get("label").get("zh-CN").asText()).isEqualTo("客户");
        assertThat(type.get("can").toString()).contains("create", "import");
        assertThat(type.get("fields").findValuesAsText("name")).contains("customerNo", "creditCode", "region", "owner");
        JsonNode document = crm.get("/api/openapi.json").expect(200).json();
        assertThat(document.get("openapi").asText()).startsWith("3.");
        assertThat(document.get("paths").has("/api/v1/customers/{id}")).isTrue();
    }

    private int count(String filter) throws IOException, InterruptedException {
        return crm.get(CUSTOMERS + "?limit=1&count=exact&filter=" + encoded(filter))
                .expect(200)
                .json()
                .get("total")
                .asInt();
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
