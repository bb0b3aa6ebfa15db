package org.penglai.crm.vault.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.testing.TestDatabase;

class MasterKeysTest {
    private static final byte[] KEY = "a key".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("keys/vault.key");
    }

    private MasterKeys open(TestDatabase database) {
        return new MasterKeys(database.database(), database.transactions(), file());
    }

    @Test
    void theFirstStartMakesAFileForItsOwnerOnly() throws IOException {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("vault")) {
            MasterKeys keys = open(database);
            assertThat(keys.problem()).isNull();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                    .isEqualTo("rw-------");
            String wrapped = keys.wrap(KEY, "one");
            assertThat(open(database).unwrap(wrapped, "one")).isEqualTo(KEY);
            assertThatThrownBy(() -> keys.unwrap(wrapped, "another")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFileThatOthersReadOrThatIsGoneOrAnotherOneIsRefusedUntilItIsPutRight() throws IOException {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("vault")) {
            String wrapped = open(database).wrap(KEY, "one");

            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r-----"));
            MasterKeys keys = open(database);
            assertThat(keys.problem()).contains("can be read by others", "chmod 600");
            assertThatThrownBy(() -> keys.unwrap(wrapped, "one")).isInstanceOf(Unavailable.class);

            Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
            Path copy = Files.move(file(), folder.resolve("copy"));
            assertThat(keys.problem()).contains("missing", "put it back");
            assertThatThrownBy(() -> keys.wrap(KEY, "one")).isInstanceOf(Unavailable.class);
            assertThat(file()).doesNotExist();

            new KeyFile(file()).create();
            assertThat(keys.problem()).contains("is not the one");

            Files.delete(file());
            Files.move(copy, file());
            assertThat(keys.unwrap(wrapped, "one")).isEqualTo(KEY);
            assertThat(keys.problem()).isNull();
        }
    }

    @Test
    void aSecondKeyInTheFileWrapsWhatIsNewAndTheFirstStillOpens() throws IOException {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("vault")) {
            String wrapped = open(database).wrap(KEY, "one");
            Files.writeString(file(), Files.readString(file()) + "ab".repeat(32) + "\n");
            MasterKeys keys = open(database);
            assertThat(keys.unwrap(wrapped, "one")).isEqualTo(KEY);
            assertThat(keys.wrap(KEY, "one").substring(0, 16)).isNotEqualTo(wrapped.substring(0, 16));
        }
    }
}
