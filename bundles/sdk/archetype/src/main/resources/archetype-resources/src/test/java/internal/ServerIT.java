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
            server.get(VISITS).expect(200);

            // the event handler plans a visit to a new customer
            String customer = server.post("/api/v1/customers", Map.of("name", "海源"))
                    .expect(201)
                    .path("id")
                    .asText();
            JsonNode visit = server.awaitValue(
                            "planned", () -> visitsTo(server, customer), visits -> !visits.isEmpty())
                    .get(0);

            // the hook refuses, the action completes
            JsonNode refused = server.post(VISITS, Map.of("subject", "x", "status", "done"))
                    .expect(422);
            assertThat(refused.at("/errors/0/code").asText()).isEqualTo("dateMissing");
            JsonNode done = server.post(VISITS + "/" + visit.path("id").asText() + "/actions/complete", Map.of())
                    .expect(200);
            assertThat(done.path("status").asText()).isEqualTo("done");

            // the command starts the job
            assertThat(server.console("${artifactId}:report")).contains("Job ");

            // the pages are there
            assertThat(server.get("/api/v1/ui/plugins").expect(200).toString()).contains("${type}");
        }
    }

    private static JsonNode visitsTo(TestServer server, String customer) throws IOException, InterruptedException {
        return server.get(VISITS + "?filter=customer==" + customer).expect(200).path("items");
    }
}
