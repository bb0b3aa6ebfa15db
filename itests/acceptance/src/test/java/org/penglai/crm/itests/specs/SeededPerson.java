package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.JobWatch;

/** A contact of whom the whole product has heard: records, lists, files, jobs, searches and their traces. */
final class SeededPerson {
    static final String CONTACTS = "/api/v1/contacts";
    static final String NAME = "Qzxvkwj Wang";
    static final String MOBILE = "13877665544";
    /** What must be nowhere once the person is erased; all of it is of this person alone. */
    /** Long enough that no key in base 64 has them by chance. */
    static final List<String> WORDS = List.of("qzxvkwj", MOBILE, "kjwtq7", "vyxpz4");

    private final CrmClient crm;
    private final String firm;
    final String id;

    private SeededPerson(CrmClient crm, String firm, String id) {
        this.crm = crm;
        this.firm = firm;
        this.id = id;
    }

    static SeededPerson in(CrmClient crm, String firm, Path folder) throws Exception {
        String id = made(
                crm,
                "contacts",
                Map.of(
                        "customer",
                        firm,
                        "name",
                        "Qzxvkwj Wong",
                        "mobile",
                        MOBILE,
                        "email",
                        "qzxvkwj@example.com",
                        "position",
                        "Kjwtq7",
                        "tags",
                        List.of("Vyxpz4"),
                        "externalIds",
                        List.of(Map.of("system", "erp", "key", "Qzxvkwj-1"))));
        SeededPerson person = new SeededPerson(crm, firm, id);
        person.isWrittenAbout();
        person.isInFiles(folder);
        person.isLookedFor();
        return person;
    }

    private void isWrittenAbout() throws Exception {
        List<Map<String, String>> related = List.of(Map.of("type", "contacts", "id", id));
        String activity = made(
                crm,
                "activities",
                Map.of("subject", "Call Qzxvkwj", "kind", "call", "content", "Kjwtq7 said", "related", related));
        crm.patch("/api/v1/activities/" + activity, Map.of("content", "Vyxpz4 said"))
                .expect(200);
        made(
                crm,
                "consents",
                Map.of("person", related, "channel", "email", "purpose", "news", "proof", "form of Qzxvkwj"));
        made(crm, "suppressions", Map.of("channel", "email", "address", "qzxvkwj@example.com"));
        String other = made(crm, "contacts", Map.of("customer", firm, "name", "Qzxvkwj W.", "position", "Vyxpz4"));
        crm.post(CONTACTS + '/' + id + "/actions/merge", Map.of("with", List.of(other)))
                .expect(200);
        crm.patch(CONTACTS + '/' + id, Map.of("name", NAME)).expect(200);
    }

    private void isInFiles(Path folder) throws Exception {
        Path note = Files.writeString(folder.resolve("qzxvkwj-note.txt"), "Kjwtq7 Vyxpz4");
        crm.upload(CONTACTS + '/' + id + "/attachments", note, Map.of()).expect(201);
        Path table = Files.writeString(
                folder.resolve("Qzxvkwj Wang.csv"), "Customer,Name,Position\nNobody,Qzxvkwj Wang,Kjwtq7\n");
        JsonNode started = crm.upload(CONTACTS + "/import", table, Map.of("mode", "insert"))
                .expect(202)
                .json();
        assertThat(ended(started).at("/result/rejected").asInt()).isEqualTo(1);
        Files.delete(note);
        Files.delete(table);
    }

    private void isLookedFor() throws Exception {
        String filter = "name==\"" + NAME + "\"";
        String query = URLEncoder.encode(filter, StandardCharsets.UTF_8);
        crm.get(CONTACTS + "?filter=" + query).expect(200);
        crm.get(CONTACTS + "/export?format=csv&q=Qzxvkwj&filter=" + query).expect(200);
        crm.get("/api/v1/search?q=Qzxvkwj").expect(200);
        crm.post("/api/v1/views", Map.of("type", "contacts", "name", "One person", "filter", filter))
                .expect(201);
        JsonNode bulk = crm.post(
                        CONTACTS + "/bulk",
                        Map.of("operation", "update", "filter", filter, "values", Map.of("department", "Kjwtq7")))
                .expect(202)
                .json();
        assertThat(ended(bulk).get("state").asText()).isEqualTo("succeeded");
        crm.post(CONTACTS, Map.of("name", NAME, "email", "qzxvkwj is no address"))
                .expect(422);
    }

    private JsonNode ended(JsonNode job) throws Exception {
        return JobWatch.finished(crm, job.get("id").asText());
    }

    private static String made(CrmClient crm, String type, Map<String, ?> values) throws Exception {
        return crm.post("/api/v1/" + type, values).expect(201).json().get("id").asText();
    }
}
