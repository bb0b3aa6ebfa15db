package org.penglai.crm.itests.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.penglai.crm.itests.support.CrmClient;
import org.penglai.crm.itests.support.CrmServer;
import org.penglai.crm.itests.support.LogTail;
import org.penglai.crm.itests.support.Reply;
import org.penglai.crm.itests.support.Store;

/** What an operator finds after the first start. */
@ExtendWith(LogTail.class)
class FirstStartSpec implements LogTail.ServerSpec {
    private CrmServer server;

    @Override
    public CrmServer server() {
        return server;
    }

    @Test
    void thereIsNoDefaultPasswordAndGuessingIsSlowedDown() throws Exception {
        try (CrmServer own =
                new CrmServer("first", Store.DERBY).withoutPassword().start()) {
            server = own;
            Path file = own.data().resolve("admin-password");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String password = Files.readString(file).strip();
            assertThat(own.log()).filteredOn(line -> line.contains(password)).isEmpty();
            own.visitor().signIn("admin", password).expect(200);

            assertThat(own.console("feature:repo-list")).doesNotContain("http:", "https:");
            assertThat(own.console("crm:module-list --json"))
                    .contains("\"id\":\"crm-customers\"", "\"state\":\"running\"");
            assertThat(own.console("crm:status")).contains("answering").containsPattern("\\b(\\d+) of \\1 running");
            assertThat(own.log()).filteredOn(line -> line.contains(" ERROR ")).isEmpty();

            CrmClient guesser = own.visitor();
            Reply last = null;
            for (int i = 0; i < 8; i++) {
                last = guesser.signIn("nobody", "guess-number-" + i);
            }
            last.expect(429);
            assertThat(last.header("Retry-After")).isNotBlank();
        }
    }
}
