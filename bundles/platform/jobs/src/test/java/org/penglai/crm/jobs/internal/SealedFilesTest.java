package org.penglai.crm.jobs.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penglai.crm.jobs.internal.JobFiles.Direction;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.vault.internal.MasterKeys;
import org.penglai.crm.vault.internal.TablePersonKeys;

/** What people handed in and took out lies sealed on the disk, and is opened as it was. */
class SealedFilesTest {
    private static final long JOB = 4711;
    private static final String NAME = "people.csv";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 131_072, 300_000})
    void filesOfAnyLengthComeBackAsTheyWere(int length) throws Exception {
        try (TestDatabase database = database()) {
            JobFiles files = files(database);
            byte[] content = content(length);
            try (OutputStream out = files.create(JOB, Direction.OUT, NAME)) {
                out.write(content, 0, length / 3);
                out.write(content, length / 3, length - length / 3);
            }
            assertThat(read(files(database))).isEqualTo(content);
        }
    }

    @Test
    void theDiskHoldsNothingOfThem() throws Exception {
        try (TestDatabase database = database()) {
            files(database).save(JOB, Direction.OUT, NAME, text("Qzxv Wang,13877665544"));
            assertThat(new String(Files.readAllBytes(file()), StandardCharsets.ISO_8859_1))
                    .doesNotContain("Qzxv", "1387766");
            assertThat(new String(read(files(database)), StandardCharsets.UTF_8))
                    .isEqualTo("Qzxv Wang,13877665544");
        }
    }

    @Test
    void filesThatWereCutOffOrChangedAreNotRead() throws Exception {
        try (TestDatabase database = database()) {
            JobFiles files = files(database);
            try (OutputStream out = files.create(JOB, Direction.OUT, NAME)) {
                out.write(content(200_000));
            }
            byte[] whole = Files.readAllBytes(file());
            for (int length : List.of(whole.length - 1, whole.length - 65_552, whole.length / 2)) {
                Files.write(file(), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> read(files)).as("%d bytes", length).isInstanceOf(IOException.class);
            }
            byte[] changed = whole.clone();
            changed[whole.length / 2] ^= 1;
            Files.write(file(), changed);
            assertThatThrownBy(() -> read(files)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFileWhoseKeyWasDestroyedIsNotReadWherevertACopyOfItIs() throws Exception {
        try (TestDatabase database = database()) {
            JobFiles files = files(database);
            files.save(JOB, Direction.OUT, NAME, text("Qzxv Wang"));
            keys(database).destroy(SealedFiles.TYPE, JOB);
            assertThatThrownBy(() -> read(files(database))).hasMessageContaining("destroyed");
        }
    }

    @Test
    void filesFromBeforeTheyWereSealedAreReadAsTheyAre() throws Exception {
        try (TestDatabase database = database()) {
            JobFiles files = files(database);
            files.save(JOB, Direction.OUT, NAME, text("new"));
            Files.writeString(file(), "name\nOld");
            assertThat(new String(read(files), StandardCharsets.UTF_8)).isEqualTo("name\nOld");
            Files.writeString(file(), "");
            assertThat(read(files)).isEmpty();
        }
    }

    private static TestDatabase database() {
        return TestDatabase.Kind.DERBY.migrated("vault");
    }

    private TablePersonKeys keys(TestDatabase database) {
        MasterKeys master = new MasterKeys(database.database(), database.transactions(), folder.resolve("vault.key"));
        return new TablePersonKeys(database.database(), database.transactions(), master);
    }

    private JobFiles files(TestDatabase database) {
        return new JobFiles(folder.resolve("jobs"), new SealedFiles(keys(database)));
    }

    private Path file() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("jobs"))) {
            return all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private static byte[] read(JobFiles files) throws IOException {
        try (InputStream in = files.open(JOB, Direction.OUT, NAME)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            in.transferTo(out);
            return out.toByteArray();
        }
    }

    private static InputStream text(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }
}
