package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.JobWatch;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.SharedServer;
import org.penglai.crm.itests.support.Store;

/** Public pools over HTTP: what files and batches do with them. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class PoolSpec implements LogTail.ServerSpec {
    @Parameter
    Store store;

    @TempDir
    Path folder;

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

    @Test
    void aFilePutsCustomersIntoAPoolByItsName() throws Exception {
        String pool = crm.post("/api/v1/pools", Map.of("name", "文件公海" + mark, "type", "customers", "position", 900))
                .expect(201)
                .json()
                .get("id")
                .asText();
        JsonNode result = imported(
                "customers", "客户名称,公海\n进公海" + mark + ",文件公海" + mark + "\n有负责人" + mark + ",\n错的" + mark + ",没有这个公海\n");
        assertThat(result.get("created").asInt()).isEqualTo(2);
        assertThat(result.get("rejected").asInt()).isEqualTo(1);
        JsonNode pooled = customer("进公海" + mark);
        assertThat(pooled.at("/pool/id").asText()).isEqualTo(pool);
        assertThat(pooled.get("owner").isNull()).isTrue();
        JsonNode owned = customer("有负责人" + mark);
        assertThat(owned.get("pool").isNull()).isTrue();
        assertThat(owned.at("/owner/title").asText()).isNotEmpty();
    }

    @Test
    void importedAndBatchedActivitiesDoNotStopTheClockButARealOneDoes() throws Exception {
        String id = crm.post("/api/v1/customers", Map.of("name", "跟进" + mark))
                .expect(201)
                .json()
                .get("id")
                .asText();
        List<Map<String, String>> related = List.of(Map.of("type", "customers", "id", id));
        imported("activities", "主题,跟进方式,相关记录\n导入的" + mark + ",电话,跟进" + mark + "\n");
        Map<String, Object> call = Map.of("kind", "call", "subject", "批量" + mark, "related", related);
        crm.post(
                        "/api/v1/activities/batch",
                        Map.of(
                                "operations",
                                List.of(
                                        Map.of("op", "create", "values", call),
                                        Map.of("op", "create", "values", call))))
                .expect(200);
        assertThat(customer("跟进" + mark).get("lastFollowUpAt").isNull()).isTrue();

        crm.post("/api/v1/activities", call).expect(201);
        assertThat(customer("跟进" + mark).get("lastFollowUpAt").isNull()).isFalse();
    }

    private JsonNode customer(String name) throws Exception {
        return crm.get("/api/v1/customers?filter=" + java.net.URLEncoder.encode("name==" + name, "UTF-8"))
                .expect(200)
                .json()
                .at("/items/0");
    }

    private JsonNode imported(String type, String csv) throws Exception {
        Path file = Files.writeString(folder.resolve(type + ".csv"), csv);
        String job = crm.upload("/api/v1/" + type + "/import", file, Map.of("mode", "insert"))
                .expect(202)
                .json()
                .get("id")
                .asText();
        return JobWatch.finished(crm, job).get("result");
    }
}
