package ${package}.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penglai.crm.testkit.TestServer;

/** The KAR on a real server: {@code mvn verify -Dpenglai.home=FOLDER_OF_AN_UNPACKED_ARCHIVE}. */
class ServerIT {

    private static final String VISITS = "/api/v1/${type}";

    @Test
    void theCapabilityIsThereWithoutARestart() throws Exception {
        try (TestServer server = TestServer.start(Path.of("target"))) {
            assertThat(server.get(VISITS).status()).isEqualTo(404);
            server.deploy(Path.of(System.getProperty("kar")), "${artifactId}", System.getProperty("kar.version"));
            server.await("answering", () -> server.get(VISITS).status() == 200);

            // the event handler plans a visit to a new customer
            String customer = server.post("/api/v1/customers", Map.of("name", "海源"))
                    .body()
                    .path("id")
                    .asText();
            server.await("planned", () -> !visitsTo(server, customer).isEmpty());

            // the hook refuses, the action completes
            JsonNode visit = visitsTo(server, customer).get(0);
            TestServer.Answer refused = server.post(VISITS, Map.of("subject", "x", "status", "done"));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.body().at("/errors/0/code").asText()).isEqualTo("dateMissing");
            TestServer.Answer done =
                    server.post(VISITS + "/" + visit.path("id").asText() + "/actions/complete", Map.of());
            assertThat(done.body().path("status").asText()).isEqualTo("done");

            // the command starts the job
            assertThat(server.console("${artifactId}:report")).contains("Job ");

            // the pages are there
            JsonNode plugins = server.get("/api/v1/ui/plugins").body();
            assertThat(plugins.toString()).contains("${type}");
        }
    }

    private static JsonNode visitsTo(TestServer server, String customer) throws IOException, InterruptedException {
        return server.get(VISITS + "?filter=customer==" + customer).body().path("items");
    }
}
