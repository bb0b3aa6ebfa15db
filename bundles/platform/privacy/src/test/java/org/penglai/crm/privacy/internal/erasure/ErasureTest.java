package org.penglai.crm.privacy.internal.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.privacy.Channel;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.events.internal.SealedValues;
import org.penglai.crm.events.internal.audit.TableAuditLog;
import org.penglai.crm.events.spi.AuditLog;
import org.penglai.crm.persistence.internal.backup.StagedRestore;
import org.penglai.crm.persistence.spi.Backups;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.privacy.internal.PrivacyKernel;
import org.penglai.crm.privacy.internal.consent.StoredConsents;
import org.penglai.crm.privacy.spi.Persons.Preview;

/** Whoever is erased is in no table and no file any more, and does not come back with a backup. */
class ErasureTest {
    private static final String TOKEN = "Qzxv7";
    private static final String MOBILE = "13899887766";

    @TempDir
    private Path data;

    private final Jobs jobs =
            (Jobs) Proxy.newProxyInstance(Jobs.class.getClassLoader(), new Class<?>[] {Jobs.class}, (p, m, a) -> null);

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anErasedPersonIsNowhereAndStaysErasedWhenABackupIsPutBack(TestDatabase.Kind kind) throws Exception {
        Path keyFile = data.resolve("vault.key");
        try (PrivacyKernel kernel = new PrivacyKernel(kind, keyFile);
                PrivacyKernel later = new PrivacyKernel(kind, keyFile)) {
            Caller clerk = kernel.user("chen", PrivacyKernel.SHANGHAI);
            RecordSnapshot guest = guest(kernel, clerk);
            RecordSnapshot other = kernel.create(clerk, "guests", "name", "Somebody else");
            Path content = seed(kernel, clerk, guest, other);
            StoredPersons persons = persons(kernel);
            Path backup = data.resolve("backup");
            Backups backups = kernel.database.backups(data.resolve("restore"));
            backups.write(backup, Map.of(), Set.of(), (done, total) -> {});
            assertThat(found(kernel))
                    .contains("guest", "crm_consent", "crm_record_tag", "crm_job")
                    .doesNotContain("crm_audit", "crm_outbox", "crm_undo");
            assertThat(history(kernel, guest)).contains(TOKEN + "name", MOBILE, TOKEN + "tag", "1990-01-01");

            Preview preview = persons.preview(Caller.system(), "guests", guest.id());
            assertThat(preview.owned()).containsEntry("consents", 1);
            assertThat(preview.shared()).containsEntry("tasks", 1);
            assertThat(preview.attachments()).isEqualTo(1);
            persons.erase(Caller.system(), "guests", guest.id(), "asked for it", preview.title());

            assertThat(found(kernel)).isEmpty();
            assertThat(history(kernel, guest)).contains("\"erased\":true").doesNotContain(TOKEN, MOBILE, "1990");
            assertThat(content).doesNotExist();
            assertThat(kernel.personKeys.destroyed("guests", guest.id())).isTrue();
            assertThat(kernel.list("guests", "")).hasSize(2);
            assertThat(kernel.list("tasks", "")).hasSize(1);
            assertThat(kernel.list("consents", "")).isEmpty();
            assertThat(new StoredConsents(kernel.database.database(), kernel.database.dataSource())
                            .suppressed(Channel.EMAIL, TOKEN + "@example.com"))
                    .isTrue();
            assertThat(persons.erasures(Caller.system(), 10))
                    .singleElement()
                    .satisfies(erasure -> assertThat(erasure.id()).isEqualTo(guest.id()));
            assertThat(Files.readString(data.resolve("erasures/erasures.log")))
                    .hasLineCount(1)
                    .doesNotContain(String.valueOf(guest.id()));

            later.database.backups(data.resolve("restore")).stage(backup, Map.of(), Set.of(), null);
            new StagedRestore(data.resolve("restore")).apply(later.database.raw());
            assertThat(found(later)).contains("guest");
            StoredPersons again = persons(later);
            ErasuresAfterRestore after = new ErasuresAfterRestore(later.database.database(), later.types, again);

            assertThat(after.settle()).isEqualTo(1);
            assertThat(found(later)).isEmpty();
            assertThat(history(later, guest)).contains("\"erased\":true").doesNotContain(TOKEN, MOBILE);
            assertThat(after.settle()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void filesOfAJobThatIsAtItGoOnceItHasEnded(TestDatabase.Kind kind) throws Exception {
        try (PrivacyKernel kernel = new PrivacyKernel(kind)) {
            RecordSnapshot guest = guest(kernel, kernel.user("chen", PrivacyKernel.SHANGHAI));
            Path file = data.resolve("jobs").resolve(Ids.format(8)).resolve("in-people");
            Files.createDirectories(file.getParent());
            Files.writeString(file, TOKEN);
            kernel.personKeys.prepare("jobs", List.of(8L));
            execute(
                    kernel,
                    "insert into crm_job (id, kind, label_zh, label_en, state, done, total, created_at, created_by,"
                            + " caller, parameters, cancel_requested, attempts) values (8, 'import', 'i', 'i', 'running',"
                            + " 0, 1, cast('2026-01-01 00:00:00' as timestamp), 1, '{}', '{}', false, 1)");
            execute(
                    kernel,
                    "insert into crm_job_file (job_id, direction, name, size_bytes) values (8, 'in', 'people', 5)");
            StoredPersons persons = persons(kernel);
            ErasuresAfterRestore rounds = new ErasuresAfterRestore(kernel.database.database(), kernel.types, persons);
            persons.erase(Caller.system(), "guests", guest.id(), "asked for it", TOKEN + "name");
            rounds.run(Instant.EPOCH);
            assertThat(file).exists();

            execute(kernel, "update crm_job set finished_at = current_timestamp where id = 8");
            rounds.run(Instant.EPOCH);
            assertThat(file).doesNotExist();
            assertThat(kernel.personKeys.destroyed("jobs", 8)).isTrue();
        }
    }

    private static void execute(PrivacyKernel kernel, String statement) {
        kernel.database.transactions().run(transaction -> transaction.sql().execute(statement));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anErasureNeedsTheRightAReasonAndTheName(TestDatabase.Kind kind) throws Exception {
        try (PrivacyKernel kernel = new PrivacyKernel(kind)) {
            Caller clerk = kernel.user("chen", PrivacyKernel.SHANGHAI);
            RecordSnapshot guest = guest(kernel, clerk);
            StoredPersons persons = persons(kernel);
            assertThatThrownBy(() -> persons.preview(clerk, "guests", guest.id()))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> persons.erase(Caller.system(), "guests", guest.id(), " ", TOKEN + "name"))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> persons.erase(Caller.system(), "guests", guest.id(), "why not", "Somebody"))
                    .isInstanceOf(Invalid.class);
            assertThat(kernel.list("guests", "").get(0).text("name")).isEqualTo(TOKEN + "name");
            assertThat(data.resolve("erasures/erasures.log")).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aCompanyAmongPersonsIsNotErased(TestDatabase.Kind kind) throws Exception {
        try (PrivacyKernel kernel = new PrivacyKernel(kind)) {
            Caller clerk = kernel.user("chen", PrivacyKernel.SHANGHAI);
            RecordSnapshot company = kernel.create(clerk, "guests", "name", TOKEN + "name", "kind", "company");
            RecordSnapshot unknown = kernel.create(clerk, "guests", "name", TOKEN + "name");
            StoredPersons persons = persons(kernel);
            for (RecordSnapshot each : List.of(company, unknown)) {
                assertThatThrownBy(() -> persons.preview(Caller.system(), "guests", each.id()))
                        .isInstanceOfSatisfying(Conflict.class, refused -> assertThat(refused.code())
                                .isEqualTo("notAPerson"));
                assertThatThrownBy(() -> persons.scope(Caller.system(), "guests", each.id()))
                        .isInstanceOf(Conflict.class);
                assertThatThrownBy(() ->
                                persons.erase(Caller.system(), "guests", each.id(), "asked for it", TOKEN + "name"))
                        .isInstanceOf(Conflict.class);
            }
            assertThat(kernel.list("guests", "name==" + TOKEN + "name")).hasSize(2);
            assertThat(kernel.personKeys.destroyed("guests", company.id())).isFalse();
            assertThat(data.resolve("erasures/erasures.log")).doesNotExist();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aListThatWasTamperedWithIsNoticed(TestDatabase.Kind kind) throws Exception {
        ErasureList list = new ErasureList(data.resolve("erasures"), data.resolve("keys"));
        list.add(list.entry("guests", 1), java.time.Instant.EPOCH);
        list.add(list.entry("guests", 2), java.time.Instant.EPOCH);
        assertThat(list.entries()).containsExactly(list.entry("guests", 1), list.entry("guests", 2));
        Path file = data.resolve("erasures/erasures.log");
        Files.writeString(file, Files.readAllLines(file).get(1) + "\n");
        assertThatThrownBy(list::entries).isInstanceOf(IllegalStateException.class);
    }

    private StoredPersons persons(PrivacyKernel kernel) {
        return new StoredPersons(
                kernel.database.database(),
                kernel.database.transactions(),
                kernel.types,
                kernel.journal,
                kernel.personKeys,
                jobs,
                kernel.database.files(),
                data);
    }

    private static RecordSnapshot guest(PrivacyKernel kernel, Caller clerk) {
        return kernel.create(
                clerk,
                "guests",
                "name",
                TOKEN + "name",
                "mobile",
                MOBILE,
                "email",
                TOKEN + "@example.com",
                "remark",
                "likes " + TOKEN,
                "birthday",
                "1990-01-01",
                "kind",
                "person",
                "tags",
                List.of(TOKEN + "tag"));
    }

    /** @return file of an attachment */
    private Path seed(PrivacyKernel kernel, Caller clerk, RecordSnapshot guest, RecordSnapshot other)
            throws IOException {
        RecordLink link = new RecordLink("guests", guest.id());
        kernel.create(
                clerk,
                "consents",
                "person",
                List.of(link),
                "channel",
                "email",
                "purpose",
                "news",
                "proof",
                "form " + TOKEN);
        kernel.create(clerk, "suppressions", "channel", "email", "address", TOKEN + "@example.com");
        kernel.create(
                clerk, "tasks", "subject", "Call both", "related", List.of(link, new RecordLink("guests", other.id())));
        String hash = "ab".repeat(32);
        Path content = data.resolve("files/ab").resolve(hash);
        Files.createDirectories(content.getParent());
        Files.writeString(content, TOKEN);
        kernel.database.transactions().run(transaction -> {
            transaction
                    .sql()
                    .execute(
                            "insert into crm_attachment (id, type_name, record_id, name, media_type, size_bytes, sha256,"
                                    + " created_at, created_by) values (1, 'guests', ?, ?, 'text/plain', 5, ?,"
                                    + " current_timestamp, 1)",
                            DSL.val(guest.id()),
                            DSL.val(TOKEN + ".txt"),
                            DSL.val(hash));
            transaction
                    .sql()
                    .execute(
                            "insert into crm_preference (user_id, name, content, updated_at) values (1, 'recent', ?,"
                                    + " current_timestamp)",
                            DSL.val("[\"" + TOKEN + "name\"]"));
            transaction
                    .sql()
                    .execute(
                            "insert into crm_job (id, kind, label_zh, label_en, state, done, total, created_at, created_by,"
                                    + " finished_at, caller, parameters, result, cancel_requested, attempts) values (5,"
                                    + " 'bulk', ?, ?, 'succeeded', 1, 1, current_timestamp, 1, current_timestamp, '{}', ?,"
                                    + " ?, false, 1)",
                            DSL.val(TOKEN + "name.csv"),
                            DSL.val(TOKEN + "name.csv"),
                            DSL.val("{\"filter\":\"name==" + TOKEN + "name\"}"),
                            DSL.val("{\"told\":\"" + TOKEN + "name\"}"));
            return null;
        });
        return content;
    }

    /** All that the audit says of the record, as people read it. */
    private static String history(PrivacyKernel kernel, RecordSnapshot record) {
        TableAuditLog log = new TableAuditLog(kernel.database.database(), kernel.database.dataSource());
        log.personalCame(new SealedValues(kernel.personKeys));
        AuditLog.Filter wanted = new AuditLog.Filter(record.type(), record.id(), null, null, null, null);
        return log.list(wanted, 0, 100).stream()
                .map(row -> row.entry().operation() + " " + row.entry().changes())
                .collect(Collectors.joining("\n"));
    }

    /** Tables in which a token still is, in lower case. */
    private Set<String> found(PrivacyKernel kernel) throws IOException {
        Path dump = Files.createTempDirectory(data, "dump").resolve("d");
        kernel.database.backups(data.resolve("none")).write(dump, Map.of(), Set.of(), (done, total) -> {});
        Set<String> found = new TreeSet<>();
        try (Stream<Path> tables = Files.list(dump.resolve("tables"))) {
            for (Path table : tables.toList()) {
                try (InputStream in = new GZIPInputStream(Files.newInputStream(table))) {
                    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).toLowerCase();
                    if (text.contains(TOKEN.toLowerCase()) || text.contains(MOBILE)) {
                        found.add(table.getFileName()
                                .toString()
                                .replace(".rows.gz", "")
                                .toLowerCase());
                    }
                }
            }
        }
        return found;
    }
}
