package org.penglai.crm.rest.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever changes modules has the right and proves once more who they are. */
class ModulesOverHttpTest {
    private static final String MODULES = "/api/v1/modules";
    private static final String ACTIONS = MODULES + "/crm-customers/actions/";
    private static final Map<String, String> PASSWORD = Map.of("password", "secret");

    private ApiServer api;

    @BeforeEach
    void start() throws Exception {
        api = new ApiServer(Map.of("module_limit", 10_000L));
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void aModuleArchiveThatIsSentIsPlanned() throws Exception {
        HttpResponse<String> answer = form(MODULES, "kar", PASSWORD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"from\":\"1.0.0\"", "\"to\":\"1.0.1\"", "\"possible\":true");
        assertThat(api.modules.log).containsExactly("stage 客户.csv: kar");

        assertThat(form(MODULES, "x".repeat(11_000), PASSWORD).statusCode()).isEqualTo(413);
        assertThat(api.json("POST", MODULES, "{}").statusCode()).isEqualTo(415);
    }

    @Test
    void withoutThePasswordNothingIsTakenAndNothingIsDone() throws Exception {
        assertThat(form(MODULES, "kar", Map.of()).body()).contains("\"field\":\"password\"");
        assertThat(form(MODULES, "kar", Map.of("password", "wrong")).statusCode())
                .isEqualTo(422);
        assertThat(form(MODULES + "/archives", "zip", Map.of()).statusCode()).isEqualTo(422);
        for (String action : List.of("start", "stop", "rollback", "uninstall")) {
            HttpResponse<String> refused = api.json("POST", ACTIONS + action, "{}");
            assertThat(refused.statusCode()).as(action).isEqualTo(422);
            assertThat(refused.body()).contains("\"field\":\"password\"");
        }
        assertThat(api.get(MODULES + "/archives/a.zip").statusCode()).isEqualTo(422);
        assertThat(api.modules.log).isEmpty();
    }

    @Test
    void withoutTheRightNothingIsSeenNorDone() throws Exception {
        for (String path : List.of("/plan", "/changes", "/proof", "/crm-customers/actions/stop")) {
            assertThat(api.send(rita(MODULES + path)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{\"password\":\"secret\"}")))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(api.send(rita(MODULES + "/archives/a.zip")).statusCode()).isEqualTo(403);
        assertThat(api.send(upload(rita(MODULES), "kar", PASSWORD)).statusCode())
                .isEqualTo(403);
        assertThat(api.send(rita(MODULES)).body()).doesNotContain("costs", "removed", "former", "versions");
        assertThat(api.modules.log).isEmpty();
    }

    private HttpRequest.Builder rita(String path) {
        return api.anonymous(path).header("Authorization", "Bearer rita-token");
    }

    @Test
    void aPasswordHoldsForAMomentAndAWrongOneIsRefusedEvenThen(@TempDir Path folder) throws Exception {
        assertThat(api.json("POST", MODULES + "/proof", "{\"password\":\"wrong\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.json("POST", MODULES + "/proof", "{\"password\":\"secret\"}")
                        .statusCode())
                .isEqualTo(204);

        assertThat(api.json("POST", ACTIONS + "stop", "{}").statusCode()).isEqualTo(200);
        assertThat(api.json("POST", ACTIONS + "start", "{}").body()).contains("\"former\":\"0.9.0\"");
        assertThat(api.json("POST", ACTIONS + "rollback", "{}").statusCode()).isEqualTo(200);
        assertThat(api.json("POST", ACTIONS + "uninstall", "{}").statusCode()).isEqualTo(204);
        assertThat(api.json("POST", ACTIONS + "uninstall", "{\"data\":\"purge\"}")
                        .body())
                .contains("\"code\":\"referenced\"");
        assertThat(api.json("POST", ACTIONS + "uninstall", "{\"data\":\"all\"}").body())
                .contains("\"code\":\"unknownOption\"");
        assertThat(api.json("POST", ACTIONS + "stop", "{\"password\":\"wrong\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(api.modules.log)
                .containsExactly(
                        "stop crm-customers",
                        "start crm-customers",
                        "rollback crm-customers",
                        "uninstall crm-customers");

        assertThat(api.json("POST", ACTIONS + "uninstall", "{\"data\":\"export\"}")
                        .body())
                .isEqualTo("{\"archive\":\"crm-customers-1.0.0.zip\"}");
        api.modules.archives.put("a.zip", Files.writeString(folder.resolve("a.zip"), "rows"));
        HttpResponse<String> archive = api.get(MODULES + "/archives/a.zip");
        assertThat(archive.body()).isEqualTo("rows");
        assertThat(archive.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"a.zip\"");
        assertThat(api.get(MODULES + "/archives/b.zip").statusCode()).isEqualTo(404);
        assertThat(form(MODULES + "/archives", "zip", Map.of()).body()).isEqualTo("{\"module\":\"acme-loyalty\"}");
        assertThat(api.modules.log).endsWith("import zip");
    }

    @Test
    void tellsWhatModulesCostAndWhoseDataAreKept() throws Exception {
        assertThat(api.get(MODULES).body())
                .contains(
                        "\"kind\":\"hook\"",
                        "\"calls\":12",
                        "\"failures\":1",
                        "\"seconds\":1.5",
                        "\"cpuSeconds\":0.25",
                        "\"removed\":[{\"id\":\"acme-loyalty\",\"version\":\"1.0.1\"");
        assertThat(api.get(MODULES + "/changes").body()).contains("\"operation\":\"changed\"", "\"byName\":");
    }

    private HttpResponse<String> form(String path, String file, Map<String, String> texts) throws Exception {
        return api.send(upload(api.request(path), file, texts));
    }

    private static HttpRequest.Builder upload(HttpRequest.Builder request, String file, Map<String, String> texts) {
        return request.header("Content-Type", "multipart/form-data; boundary=frontier")
                .POST(BodyPublishers.ofByteArray(PlatformResourcesTest.multipart(file, texts)));
    }
}
