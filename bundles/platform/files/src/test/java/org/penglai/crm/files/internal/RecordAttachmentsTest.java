package org.penglai.crm.files.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.TableJournal;
import org.penglai.crm.files.spi.Attachments.Attachment;
import org.penglai.crm.files.spi.Attachments.Content;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.records.spi.Access;
import org.penglai.crm.records.spi.Types;

class RecordAttachmentsTest {
    private static final Caller LI = caller("customers:read", "customers:update");
    private static final Caller READER = caller("customers:read");

    @TempDir
    Path folder;

    private final Set<Long> records = new HashSet<>(Set.of(1L, 2L));
    private TestDatabase database;
    private ContentStore contents;
    private RecordAttachments attachments;

    @BeforeEach
    void store() {
        contents = new ContentStore(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsAttachedComesBackAsItWas(TestDatabase.Kind kind) throws Exception {
        open(kind);
        Attachment contract = attachments.add(LI, "customers", 1, "合同.pdf", bytes("%PDF-1.7 甲方乙方"));
        assertThat(contract.mediaType()).isEqualTo("application/pdf");
        Content content = attachments.open(READER, contract.id());
        assertThat(Files.readString(content.file())).isEqualTo("%PDF-1.7 甲方乙方");
        assertThat(content.showable()).isTrue();
        assertThat(attachments.list(READER, "customers", 1)).containsExactly(contract);
        assertThat(attachments.list(READER, "customers", 2)).isEmpty();
        assertThat(audit()).containsExactly("attached {\"attachments\":[null,\"合同.pdf\"]}");

        attachments.remove(LI, contract.id());
        assertThat(attachments.list(READER, "customers", 1)).isEmpty();
        assertThatThrownBy(() -> attachments.open(LI, contract.id())).isInstanceOf(NotFound.class);
        assertThat(audit()).last().isEqualTo("detached {\"attachments\":[\"合同.pdf\",null]}");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theRightsOfTheRecordAreThoseOfItsFiles(TestDatabase.Kind kind) throws Exception {
        open(kind);
        Attachment file = attachments.add(LI, "customers", 1, "a.txt", bytes("a"));
        assertThatThrownBy(() -> attachments.add(READER, "customers", 1, "b.txt", bytes("b")))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> attachments.remove(READER, file.id())).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> attachments.open(caller("contacts:read"), file.id()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> attachments.add(LI, "customers", 99, "b.txt", bytes("b")))
                .isInstanceOf(NotFound.class);
        records.remove(1L);
        assertThatThrownBy(() -> attachments.open(LI, file.id())).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nothingIsLeftOfAFileThatCannotBeTaken(TestDatabase.Kind kind) throws Exception {
        open(kind);
        assertThatThrownBy(() -> attachments.add(LI, "customers", 1, "a.txt", bytes("")))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> attachments.add(LI, "customers", 1, " ", bytes("a")))
                .isInstanceOf(Invalid.class);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("hung up");
            }
        };
        assertThatThrownBy(() -> attachments.add(LI, "customers", 1, "a.txt", broken))
                .isInstanceOf(IOException.class);
        assertThat(attachments.list(LI, "customers", 1)).isEmpty();
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theSameBytesAreKeptOnceAndGoADayAfterTheLastRecordLetsGo(TestDatabase.Kind kind) throws Exception {
        open(kind);
        Attachment one = attachments.add(LI, "customers", 1, "a.txt", bytes("same"));
        Attachment other = attachments.add(LI, "customers", 2, "b.txt", bytes("same"));
        Path content = attachments.open(LI, one.id()).file();
        assertThat(attachments.open(LI, other.id()).file()).isEqualTo(content);
        assertThat(attachments.of(READER, "customers", List.of(1L, 2L, 3L))).containsExactlyInAnyOrder(one, other);
        assertThat(attachments.of(READER, "customers", List.of())).isEmpty();
        assertThat(attachments.of(caller("tasks:read"), "customers", List.of(1L)))
                .isEmpty();
        Instant now = Instant.now();
        Files.setLastModifiedTime(content, FileTime.from(now.minus(Duration.ofDays(2))));
        FilesCleaning cleaning = new FilesCleaning(database.database(), contents);

        attachments.remove(LI, one.id());
        cleaning.run(now);
        assertThat(content).exists();
        attachments.remove(LI, other.id());
        Files.setLastModifiedTime(content, FileTime.from(now));
        cleaning.run(now);
        assertThat(content).exists();
        cleaning.run(now.plus(Duration.ofDays(2)));
        assertThat(content).doesNotExist();
    }

    private void open(TestDatabase.Kind kind) {
        database = kind.migrated("events", "files");
        attachments = new RecordAttachments(
                fake(Types.class, Map.of("get", StoredTypes.CUSTOMERS, "find", Optional.of(StoredTypes.CUSTOMERS))),
                fake(Access.class, Map.of("reaches", true, "whole", records)),
                (Records) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Records.class},
                        (proxy, method, arguments) -> records.contains((Long) arguments[2])
                                ? Optional.of(new RecordSnapshot("customers", (Long) arguments[2], 1, Map.of()))
                                : Optional.empty()),
                database.database(),
                database.transactions(),
                database.ids(),
                new TableJournal(database.transactions(), database.ids(), database.dataSource()),
                Clock.systemUTC(),
                contents);
    }

    private List<String> audit() {
        return database.database()
                .read(sql -> sql.fetch("select operation, changes from crm_audit order by id").stream()
                        .map(row -> row.get(0, String.class) + " " + row.get(1, String.class))
                        .toList());
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    private static Caller caller(String... permissions) {
        return new Caller(7, "li", "李敏", Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"), Set.of(permissions));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
