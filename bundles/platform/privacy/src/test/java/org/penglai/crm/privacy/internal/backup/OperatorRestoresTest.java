package org.penglai.crm.privacy.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.internal.backup.StagedRestore;
import org.penglai.crm.persistence.spi.Backups;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.privacy.internal.PrivacyKernel;

class OperatorRestoresTest {
    @TempDir
    private Path data;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void workThatPeopleDidSinceTheBackupIsNotLostUnasked(TestDatabase.Kind kind) throws Exception {
        try (PrivacyKernel kernel = new PrivacyKernel(kind)) {
            Caller clerk = kernel.user("chen", PrivacyKernel.SHANGHAI);
            Backups backups = kernel.database.backups(data.resolve("restore"));
            BackupPlaces places = new BackupPlaces(data, "");
            OperatorRestores restores = new OperatorRestores(backups, kernel.database.database(), kernel.types, places);
            Path backup = data.resolve("backups/b");
            backups.write(backup, places.taken(), BackupPlaces.WITHOUT_ROWS, (done, total) -> {});
            restores.stage(backup, false);

            kernel.create(clerk, "suppressions", "channel", "email", "address", "a@example.com");

            // People go on working until the start, so it is looked at then, too.
            new StagedRestore(data.resolve("restore")).apply(kernel.database.raw());
            assertThat(backups.lastRestored().problem()).startsWith("1 records were changed by people");
            assertThat(kernel.database
                            .database()
                            .<Integer>read(sql -> sql.fetchCount(DSL.table(DSL.unquotedName("crm_suppression")))))
                    .isOne();

            assertThatThrownBy(() -> restores.stage(backup, false))
                    .isInstanceOfSatisfying(Conflict.class, failure -> assertThat(failure.code())
                            .isEqualTo("newerData"));
            assertThat(restores.stage(backup, true).tables()).isNotEmpty();
        }
    }

    @Test
    void theNewestBackupsAreKept() throws Exception {
        BackupPlaces places = new BackupPlaces(data, data.resolve("b").toString());
        for (String name : new String[] {"crm-20261120-010000", "crm-20261121-010000", "crm-20261122-010000", "own"}) {
            Path folder =
                    Files.createDirectories(data.resolve("b").resolve(name).resolve("tables"));
            Files.writeString(folder.resolveSibling("manifest.json"), "{}");
        }

        assertThat(places.deleteOld(2)).isEqualTo(1);

        assertThat(data.resolve("b")).isDirectoryNotContaining("glob:**crm-20261120-*");
        assertThat(places.all())
                .extracting(path -> path.getFileName().toString())
                .containsExactly("crm-20261122-010000", "crm-20261121-010000");
        assertThat(data.resolve("b/own")).isDirectory();
    }
}
