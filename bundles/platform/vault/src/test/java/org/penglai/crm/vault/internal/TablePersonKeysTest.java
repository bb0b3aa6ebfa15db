package org.penglai.crm.vault.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;

class TablePersonKeysTest {
    private static final byte[] NAME = "林晓梅".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private TablePersonKeys open(TestDatabase database) {
        MasterKeys master = new MasterKeys(database.database(), database.transactions(), folder.resolve("vault.key"));
        return new TablePersonKeys(database.database(), database.transactions(), master, nanos::get);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatWasSealedOpensOnAnotherNodeUntilTheKeyIsDestroyed(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("vault")) {
            TablePersonKeys keys = open(database);
            TablePersonKeys another = open(database);
            byte[] sealed = keys.seal("contacts", 7, NAME, "audit/name");
            assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("林");
            assertThat(another.open("contacts", 7, sealed, "audit/name")).hasValue(NAME);
            assertThatThrownBy(() -> keys.open("contacts", 7, sealed, "audit/phone"))
                    .isInstanceOf(IllegalArgumentException.class);
            keys.seal("contacts", 8, NAME, "audit/name");
            assertThatThrownBy(() -> keys.open("contacts", 8, sealed, "audit/name"))
                    .isInstanceOf(IllegalArgumentException.class);

            keys.destroy("contacts", 7);
            assertThat(keys.destroyed("contacts", 7)).isTrue();
            assertThat(keys.destroyed("contacts", 8)).isFalse();
            assertThat(keys.open("contacts", 7, sealed, "audit/name")).isEmpty();
            nanos.addAndGet(2_000_000_001L);
            assertThat(another.open("contacts", 7, sealed, "audit/name")).isEmpty();
            assertThat(keys.open("contacts", 7, keys.seal("contacts", 7, NAME, "x"), "x"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nothingStaysOfKeysMadeOrDestroyedInATransactionThatFails(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("vault")) {
            TablePersonKeys keys = open(database);
            byte[] old = keys.seal("contacts", 1, NAME, "x");
            database.transactions().run(transaction -> {
                keys.destroy("contacts", 1);
                assertThat(keys.destroyed("contacts", 1)).isTrue();
                keys.seal("contacts", 2, NAME, "x");
                transaction.rollbackOnly();
                return null;
            });
            assertThat(keys.open("contacts", 1, old, "x")).hasValue(NAME);
            byte[] sealed = keys.seal("contacts", 2, NAME, "x");
            assertThat(open(database).open("contacts", 2, sealed, "x")).hasValue(NAME);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keysOfNewRecordsAreMadeByOneStatementAndOnlyWithTheRecords(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("vault")) {
            TablePersonKeys keys = open(database);
            keys.seal("contacts", 1, NAME, "x");
            List<String> sent = database.log().of(() -> database.transactions().run(transaction -> {
                keys.prepareNew("contacts", List.of(2L, 3L));
                keys.seal("contacts", 2, NAME, "x");
                return null;
            }));
            assertThat(sent)
                    .filteredOn(text -> text.contains("crm_vault_record"))
                    .hasSize(1);
            byte[] sealed = keys.seal("contacts", 3, NAME, "x");
            assertThat(open(database).open("contacts", 3, sealed, "x")).hasValue(NAME);

            assertThatThrownBy(() -> database.transactions().run(transaction -> {
                        keys.prepareNew("contacts", List.of(1L, 4L));
                        return null;
                    }))
                    .isInstanceOf(IntegrityConstraintViolationException.class);
            byte[] later = keys.seal("contacts", 4, NAME, "x");
            assertThat(open(database).open("contacts", 4, later, "x")).hasValue(NAME);
        }
    }

    @Test
    void aRecordThatNeverHadAKeyCanBeErasedBeforehand() {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("vault")) {
            TablePersonKeys keys = open(database);
            keys.destroy("contacts", 1);
            keys.destroy("contacts", 1);
            assertThat(keys.destroyed("contacts", 1)).isTrue();
            assertThat(keys.open("contacts", 1, keys.seal("contacts", 1, NAME, "x"), "x"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void manyKeysAreMadeAtOnce(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("vault")) {
            TablePersonKeys keys = open(database);
            byte[] before = keys.seal("contacts", 5, NAME, "x");
            byte[] sealed = database.transactions().run(transaction -> {
                keys.prepare(
                        "contacts", LongStream.rangeClosed(1, 1_200).boxed().toList());
                return keys.seal("contacts", 1_200, NAME, "x");
            });
            TablePersonKeys another = open(database);
            assertThat(another.open("contacts", 1_200, sealed, "x")).hasValue(NAME);
            assertThat(another.open("contacts", 5, before, "x")).hasValue(NAME);
        }
    }
}
