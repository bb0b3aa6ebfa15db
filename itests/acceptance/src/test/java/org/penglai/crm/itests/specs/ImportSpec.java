package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.JobWatch;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/** The sample files as a Chinese spreadsheet saves them: what is taken, what is refused and why. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class ImportSpec implements LogTail.ServerSpec {
    private static final Charset GB18030 = Charset.forName("GB18030");

    @Parameter
    Store store;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void theSampleFilesGiveExactlyWhatTheyShould() throws Exception {
        try (CrmServer own = new CrmServer("import", store).start()) {
            server = own;
            CrmClient crm = own.administrator();
            JsonNode expected = CrmClient.JSON.readTree(sample("expected.json").toFile());

            JsonNode preview = crm.upload("/api/v1/customers/import/preview", sample("customers-gb18030.csv"), Map.of())
                    .expect(200)
                    .json();
            assertThat(preview.get("encoding").asText()).isEqualTo("GB18030");
            assertThat(preview.get("unmapped")).isEmpty();

            JsonNode customers = run(crm, "customers", "customers-gb18030.csv", "insert");
            assertThat(customers.get("rows").asInt())
                    .isEqualTo(expected.get("rows").asInt());
            assertThat(customers.get("created").asInt())
                    .isEqualTo(expected.get("accepted").asInt());
            assertThat(reasons(customers))
                    .isEqualTo(Map.of(
                            "name.required",
                                    expected.at("/rejected/missing name").asInt(),
                            "email.badEmail",
                                    expected.at("/rejected/bad e-mail").asInt(),
                            "level.unknownOption",
                                    expected.at("/rejected/bad level").asInt(),
                            "foundedOn.badDate",
                                    expected.at("/rejected/bad date").asInt(),
                            "creditCode.badCreditCode",
                                    expected.at("/rejected/bad tax number").asInt()));

            JsonNode contacts = run(crm, "contacts", "contacts-utf8.csv", "insert");
            assertThat(contacts.get("created").asInt())
                    .isEqualTo(expected.get("contacts accepted").asInt());
            assertThat(reasons(contacts)).containsOnlyKeys("customer.missingReference");

            JsonNode again = run(crm, "customers", "customers-gb18030.csv", "upsert");
            assertThat(again.get("created").asInt()).isZero();
            assertThat(total(crm)).isEqualTo(expected.get("accepted").asInt());
        }
    }

    /** Imports a sample and returns the result; checks on the way that the error file is the input plus the reason. */
    private JsonNode run(CrmClient crm, String type, String file, String mode) throws Exception {
        JsonNode started = crm.upload("/api/v1/" + type + "/import", sample(file), Map.of("mode", mode))
                .expect(202)
                .json();
        JsonNode job = JobWatch.finished(crm, started.get("id").asText());
        assertThat(job.get("state").asText()).as(job.toString()).isEqualTo("succeeded");
        JsonNode result = job.get("result");
        String href = job.get("files").get(0).get("href").asText();
        Charset charset = file.contains("gb18030") ? GB18030 : java.nio.charset.StandardCharsets.UTF_8;
        String errors = new String(crm.get(href).expect(200).body(), charset);
        assertThat(errors.lines().findFirst().orElse("")).endsWith("错误原因");
        if ("customers".equals(type)) {
            assertThat(errors.lines().filter(line -> line.matches("C\\d{6},.*")).count())
                    .isEqualTo(result.get("rejected").asInt());
        }
        return result;
    }

    private static Map<String, Integer> reasons(JsonNode result) {
        Map<String, Integer> reasons = new HashMap<>();
        result.get("reasons")
                .forEach(reason -> reasons.put(
                        reason.get("field").asText() + '.' + reason.get("code").asText(),
                        reason.get("count").asInt()));
        return reasons;
    }

    private static int total(CrmClient crm) throws Exception {
        return crm.get("/api/v1/customers?limit=1&count=exact")
                .expect(200)
                .json()
                .get("total")
                .asInt();
    }

    private static Path sample(String name) {
        return Path.of(System.getProperty("crm.root"), "itests/src/test/resources/samples", name);
    }
}
