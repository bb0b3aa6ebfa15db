package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Store;

/** An operator writes a backup while people work, and puts it back; who was erased in between stays erased. */
@ExtendWith(LogTail.class)
class RestoreSpec implements LogTail.ServerSpec {
    private static final String CUSTOMERS = "/api/v1/customers";
    private static final String CONTACTS = "/api/v1/contacts";
    private static final String PERSONS = "/api/v1/privacy/persons/";
    private static final String NAME = "Qzxv Wang";
    private static final long LIMIT_SECONDS = 60;

    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void aBackupGoesBackWithoutThoseWhoWereErasedSince() throws Exception {
        try (CrmServer own = new CrmServer("restore", Store.DERBY)) {
            server = own;
            own.start();
            CrmClient crm = own.administrator();
            String firm = create(crm, CUSTOMERS, Map.of("name", "原名"));
            String person = create(crm, CONTACTS, Map.of("customer", firm, "name", NAME, "mobile", "13877665544"));

            Path backup = own.data().resolve("backup");
            assertThat(own.console("crm:backup " + backup)).contains("The backup is written and verified");

            String later = create(crm, CUSTOMERS, Map.of("name", "后来"));
            crm.patch(CUSTOMERS + '/' + firm, Map.of("name", "新名")).expect(200);
            Map<String, String> confirmed = Map.of("reason", "asked for it", "confirmation", NAME);
            assertThat(crm.post(PERSONS + "customers/" + firm + "/erase", confirmed)
                            .expect(409)
                            .code())
                    .isEqualTo("notAPerson");
            crm.post(PERSONS + "contacts/" + person + "/erase", confirmed).expect(200);

            assertThatThrownBy(() -> own.console("crm:restore " + backup))
                    .hasMessageContaining("were changed by people since the backup");
            assertThat(own.console("crm:restore --force " + backup)).contains("at the next start");
            own.stop();
            own.start();

            crm.get(CUSTOMERS + '/' + firm).expect(401);
            CrmClient again = own.administrator();
            assertThat(name(again, CUSTOMERS, firm)).isEqualTo("原名");
            again.get(CUSTOMERS + '/' + later).expect(404);
            awaitErased(again, person);
            assertThat(own.console("crm:audit-verify")).contains("The audit is sound");
        }
    }

    private static String create(CrmClient crm, String path, Map<String, String> values) throws Exception {
        return crm.post(path, values).expect(201).json().get("id").asText();
    }

    private static String name(CrmClient crm, String path, String id) throws Exception {
        return crm.get(path + '/' + id).expect(200).json().get("name").asText();
    }

    /** The list of erasures is compared with the database every ten seconds. */
    private static void awaitErased(CrmClient crm, String person) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (NAME.equals(name(crm, CONTACTS, person)) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200); // polls the record: nothing else tells of it
        }
        assertThat(crm.get(CONTACTS + '/' + person).expect(200).text())
                .doesNotContain(NAME)
                .doesNotContain("13877665544");
    }
}
