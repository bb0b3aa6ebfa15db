package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.itests.support.Bytes;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.JobWatch;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/** An operator writes a backup while people work, and puts it back; who was erased in between is nowhere, then and later. */
@ParameterizedClass
@EnumSource(Store.class)
@ExtendWith(LogTail.class)
class RestoreSpec implements LogTail.ServerSpec {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String CONTACTS = "/api/v1/contacts";
    private static final String PERSONS = "/api/v1/privacy/persons/";
    private static final long LIMIT_SECONDS = 60;

    @Parameter
    Store store;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void aBackupGoesBackWithoutThoseWhoWereErasedSince() throws Exception {
        try (CrmServer own = new CrmServer("restore", store)) {
            server = own;
            own.start();
            CrmClient crm = own.administrator();
            String firm = create(crm, Map.of("name", "原名"));
            SeededPerson person = SeededPerson.in(crm, firm, own.data());

            Path backup = own.data().resolve("backup");
            assertThat(own.console("crm:backup " + backup)).contains("The backup is written and verified");
            assertThat(String.join("\n", Bytes.find(backup, Set.of(), SeededPerson.WORDS))
                            .toLowerCase(Locale.ROOT))
                    .contains("crm_contact", "crm_activity", "crm_consent", "crm_job", "crm_view", "files")
                    .doesNotContain("crm_audit", "crm_outbox", "crm_event", SeededPerson.MOBILE);

            String later = create(crm, Map.of("name", "后来"));
            crm.patch(CUSTOMERS + '/' + firm, Map.of("name", "新名")).expect(200);
            Map<String, String> confirmed = Map.of("reason", "asked for it", "confirmation", SeededPerson.NAME);
            assertThat(crm.post(PERSONS + "customers/" + firm + "/erase", confirmed)
                            .expect(409)
                            .code())
                    .isEqualTo("notAPerson");
            crm.post(PERSONS + "contacts/" + person.id + "/erase", confirmed).expect(200);
            awaitNobodyFound(crm);
            assertNowhere("erased");

            assertThatThrownBy(() -> own.console("crm:restore " + backup))
                    .hasMessageContaining("were changed by people since the backup");
            assertThat(own.console("crm:restore --force " + backup)).contains("at the next start");
            own.stop();
            assertThat(Bytes.find(own.data(), Set.of(backup, own.data().resolve("erased")), SeededPerson.WORDS))
                    .isEmpty();
            own.start();

            crm.get(CUSTOMERS + '/' + firm).expect(401);
            CrmClient again = own.administrator();
            assertThat(name(again, CUSTOMERS, firm)).isEqualTo("原名");
            again.get(CUSTOMERS + '/' + later).expect(404);
            awaitErased(again, person.id);
            awaitNobodyFound(again);
            assertNowhere("restored");
            assertThat(own.console("crm:audit-verify")).contains("taken back to", "The audit is sound");
            own.stop();
            assertThat(Bytes.find(own.data(), Set.of(backup), SeededPerson.WORDS))
                    .isEmpty();
        }
    }

    /** Neither in a table, which a backup shows of both databases, nor in what is told of records. */
    private void assertNowhere(String moment) throws Exception {
        Path now = server.data().resolve(moment);
        assertThat(server.console("crm:backup " + now)).contains("The backup is written and verified");
        assertThat(Bytes.find(now, Set.of(), SeededPerson.WORDS)).isEmpty();
    }

    private static String create(CrmClient crm, Map<String, String> values) throws Exception {
        return crm.post(CUSTOMERS, values).expect(201).json().get("id").asText();
    }

    private static String name(CrmClient crm, String path, String id) throws Exception {
        return crm.get(path + '/' + id).expect(200).json().get("name").asText();
    }

    /** The list of erasures is compared with the database every ten seconds. */
    private static void awaitErased(CrmClient crm, String person) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (SeededPerson.NAME.equals(name(crm, CONTACTS, person)) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200); // polls the record: nothing else tells of it
        }
        assertThat(crm.get(CONTACTS + '/' + person).expect(200).text())
                .doesNotContain(SeededPerson.NAME, SeededPerson.MOBILE);
        assertThat(crm.get(CONTACTS + '/' + person + "/history").expect(200).text())
                .doesNotContain(SeededPerson.WORDS)
                .contains("erased");
    }

    /** The index is built anew after an erasure; files of the old one go with it. */
    private static void awaitNobodyFound(CrmClient crm) throws Exception {
        for (JsonNode job : crm.get("/api/v1/jobs").expect(200).json().get("items")) {
            if (job.get("kind").asText().equals("search.reindex")) {
                assertThat(JobWatch.finished(crm, job.get("id").asText())
                                .get("state")
                                .asText())
                        .isEqualTo("succeeded");
            }
        }
        assertThat(crm.get("/api/v1/search?q=qzxvkwj").expect(200).text()).doesNotContainIgnoringCase("qzxvkwj");
    }
}
