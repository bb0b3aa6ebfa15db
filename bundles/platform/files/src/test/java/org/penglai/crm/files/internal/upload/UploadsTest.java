package org.penglai.crm.files.internal.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.files.RefusedUploads;
import org.penglai.crm.api.files.VirusScanner;
import org.penglai.crm.files.internal.scan.Clamd;
import org.penglai.crm.files.spi.Uploads.Progress;
import org.penglai.crm.persistence.testing.TestDatabase;

/** What strangers upload goes on where it was cut off, and becomes a record's file only once it is known to be harmless. */
class UploadsTest {
    private static final String PICTURE = "\u0089PNG\r\n\u001a\n a picture";

    @TempDir
    Path folder;

    private final List<String> refused = new ArrayList<>();
    private final KeptFiles kept = new KeptFiles();
    private TestDatabase database;
    private StoredUploads uploads;

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anUploadThatIsCutOffGoesOnWhereItWas(TestDatabase.Kind kind) throws Exception {
        open(kind);
        int size = PICTURE.length();
        String token = uploads.begin("泵.png", size);
        InputStream cut = new SequenceInputStream(bytes(PICTURE.substring(0, 10)), new Broken());
        assertThatThrownBy(() -> uploads.append(token, 0, cut)).isInstanceOf(IOException.class);
        assertThat(uploads.progress(token)).isEqualTo(new Progress(10, size));
        assertThatThrownBy(() -> uploads.append(token, 0, bytes(PICTURE))).isInstanceOf(Conflict.class);
        assertThat(uploads.append(token, 10, bytes(PICTURE.substring(10)))).isEqualTo(new Progress(size, size));

        UploadChecks checks = checks(false);
        checks.run(Instant.now());
        assertThat(kept.files()).as("nobody wants it yet").isEmpty();
        uploads.attach(List.of(token, "nonsense", "x".repeat(32)), "tickets", 7);
        assertThatThrownBy(() -> uploads.progress(token)).isInstanceOf(NotFound.class);
        checks.run(Instant.now());
        assertThat(kept.files()).containsExactly("tickets 7 泵.png " + PICTURE);
        uploads.attach(List.of(token), "tickets", 8);
        checks.run(Instant.now());
        assertThat(kept.files()).hasSize(1);
        assertThat(folder.resolve("uploads")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsNoPictureVideoSoundOrPdfIsRefusedWhateverItIsCalled(TestDatabase.Kind kind) throws Exception {
        open(kind);
        for (String content :
                List.of("<html><script>alert(1)</script>", "MZ this is a program", "#!/bin/sh\nrm -rf /")) {
            String token = uploads.begin("holiday.png", content.length());
            assertThatThrownBy(() -> uploads.append(token, 0, bytes(content))).isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> uploads.progress(token)).isInstanceOf(NotFound.class);
        }
        String longer = uploads.begin("a.png", 5);
        assertThatThrownBy(() -> uploads.append(longer, 0, bytes(PICTURE))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> uploads.begin(" ", 5)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> uploads.begin("a.png", 0)).isInstanceOf(Invalid.class);
        uploads.begin("announced.mp4", 6L << 30);
        uploads.begin("announced too.mp4", 6L << 30);
        assertThatThrownBy(() -> uploads.begin("more than there is room.mp4", 9L << 30))
                .isInstanceOf(Unavailable.class);
        assertThat(folder.resolve("uploads")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aVirusIsDeletedAndWhileTheScannerIsAwayFilesWait(TestDatabase.Kind kind) throws Exception {
        open(kind);
        try (Clamd clamd = new Clamd(folder.resolve("clamd"))) {
            UploadChecks checks = checks(true);
            String clean = upload("clean.png", PICTURE);
            String infected = upload("virus.png", PICTURE + Clamd.VIRUS);
            uploads.attach(List.of(clean, infected), "tickets", 7);
            Instant now = Instant.now();
            checks.run(now);
            assertThat(kept.files())
                    .as("a scanner is asked for and there is none")
                    .isEmpty();
            clamd.stop();
            VirusScanner scanner = clamd.scanner();
            checks.addScanner(scanner);
            checks.run(now.plus(Duration.ofSeconds(11)));
            assertThat(kept.files()).isEmpty();
            clamd.start();
            checks.run(now.plus(Duration.ofSeconds(12)));
            assertThat(kept.files()).as("it is not asked again at once").isEmpty();
            checks.run(now.plus(Duration.ofSeconds(60)));
            assertThat(kept.files()).containsExactly("tickets 7 clean.png " + PICTURE);
            assertThat(refused).containsExactly("7 virus.png it has a virus (" + Clamd.FOUND + ") and was deleted");
            assertThat(folder.resolve("uploads")).isEmptyDirectory();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aCrashAfterTheFileWasAttachedDoesNotAttachItTwice(TestDatabase.Kind kind) throws Exception {
        open(kind);
        uploads.attach(List.of(upload("a.png", PICTURE)), "tickets", 7);
        UploadChecks checks = checks(false);
        kept.failAfterTheNext();
        checks.run(Instant.now());
        checks.run(Instant.now().plus(Duration.ofMinutes(1)));
        assertThat(kept.files()).containsExactly("tickets 7 a.png " + PICTURE);
        kept.removeRecords();
        uploads.attach(List.of(upload("b.png", PICTURE)), "tickets", 7);
        checks.run(Instant.now().plus(Duration.ofMinutes(1)));
        assertThat(folder.resolve("uploads")).as("its record is gone").isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatNobodyAttachesIsDeletedAfterADay(TestDatabase.Kind kind) throws Exception {
        open(kind);
        String token = upload("a.png", PICTURE);
        UploadChecks checks = checks(false);
        checks.run(Instant.now().plus(Duration.ofHours(23)));
        assertThat(uploads.progress(token).received()).isEqualTo(PICTURE.length());
        checks.run(Instant.now().plus(Duration.ofHours(25)));
        assertThatThrownBy(() -> uploads.progress(token)).isInstanceOf(NotFound.class);
        assertThat(folder.resolve("uploads")).isEmptyDirectory();
    }

    private String upload(String name, String content) throws IOException {
        String token = uploads.begin(name, content.length());
        uploads.append(token, 0, bytes(content));
        return token;
    }

    private UploadChecks checks(boolean scanRequired) {
        UploadChecks checks =
                UploadChecks.with(database.database(), database.transactions(), uploads, kept, scanRequired);
        checks.addWatcher(new RefusedUploads() {
            @Override
            public String type() {
                return "tickets";
            }

            @Override
            public void refused(long recordId, String name, Localized reason) {
                refused.add(recordId + " " + name + " " + reason.en());
            }
        });
        return checks;
    }

    private void open(TestDatabase.Kind kind) throws IOException {
        database = kind.migrated("events", "files");
        uploads = new StoredUploads(
                database.database(),
                database.transactions(),
                database.ids(),
                Clock.systemUTC(),
                Files.createDirectories(folder.resolve("uploads")));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The line went down. */
    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("hung up");
        }
    }
}
