package org.penglai.crm.vault.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.vault.spi.FieldKey;

class TableFieldKeysTest {
    private static final String PHONE = "+8613812345678";

    @TempDir
    Path folder;

    private final Ticking clock = new Ticking();

    private TableFieldKeys open(TestDatabase database) {
        MasterKeys master = new MasterKeys(database.database(), database.transactions(), folder.resolve("vault.key"));
        return new TableFieldKeys(database.database(), database.transactions(), master, clock);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void sealedValuesAreFoundByWhatTheyAreAndByPartsOfIt(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("vault")) {
            FieldKey key = open(database).of("contacts", "mobile");
            String sealed = key.seal(PHONE, PHONE);
            assertThat(FieldKey.isSealed(sealed)).isTrue();
            assertThat(sealed)
                    .hasSizeLessThanOrEqualTo(FieldKey.room(PHONE.length()))
                    .doesNotContain("1381", "5678");
            assertThat(key.seal(PHONE, PHONE)).isNotEqualTo(sealed);
            assertThat(key.open(sealed)).isEqualTo(PHONE);
            assertThat(key.open(PHONE)).isEqualTo(PHONE);
            assertThat(sealed).startsWith(key.beginnings(PHONE).get(0));
            assertThat(sealed).doesNotStartWith(key.beginnings("+8613812345679").get(0));
            assertThat(open(database).of("contacts", "phone").beginnings(PHONE)).isNotEqualTo(key.beginnings(PHONE));

            database.transactions().run(transaction -> {
                transaction.sql().execute("create table test_sealed (mobile varchar(500))");
                return transaction.sql().execute("insert into test_sealed values (?)", sealed);
            });
            assertThat(found(database, key, "123456")).isEqualTo(1);
            assertThat(found(database, key, "5678")).isEqualTo(1);
            assertThat(found(database, key, "1234567890")).isZero();
            assertThat(found(database, key, "9999")).isZero();
            assertThat(key.patterns("123")).isEmpty();
        }
    }

    private static int found(TestDatabase database, FieldKey key, String fragment) {
        String pattern = key.patterns(fragment).orElseThrow().get(0);
        return database.database()
                .read(sql -> sql.fetch("select mobile from test_sealed where mobile like ? escape '!'", pattern)
                        .size());
    }

    @Test
    void allKindsOfTextComeBackAsTheyWere() {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("vault")) {
            FieldKey key = open(database).of("invoiceTitles", "bankAccount");
            Random random = new Random(4);
            for (int round = 0; round < 300; round++) {
                String text = random.ints(1 + random.nextInt(40), 32, 0x2fff)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
                String sealed = key.seal(text, text);
                assertThat(key.open(sealed)).isEqualTo(text);
                assertThat(sealed).hasSizeLessThanOrEqualTo(FieldKey.room(text.length()));
                assertThatThrownBy(() -> key.open(sealed.substring(0, sealed.length() - 2)))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNewVersionIsWrittenWithWhenAllNodesKnowItAndTheOldOneIsReadUntilItIsRetired(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("vault")) {
            TableFieldKeys keys = open(database);
            TableFieldKeys another = open(database);
            String old = keys.of("contacts", "mobile").seal(PHONE, PHONE);
            assertThat(another.of("contacts", "mobile").open(old)).isEqualTo(PHONE);

            assertThat(keys.rotate("contacts.mobile")).isEqualTo(2);
            assertThat(keys.of("contacts", "mobile").version()).isEqualTo(1);
            assertThat(keys.of("contacts", "mobile").beginnings(PHONE)).hasSize(2);
            clock.forward(10);
            assertThat(another.of("contacts", "mobile").beginnings(PHONE)).hasSize(2);
            clock.forward(10);
            FieldKey key = keys.of("contacts", "mobile");
            assertThat(key.version()).isEqualTo(2);
            String anew = key.seal(PHONE, PHONE);
            assertThat(another.of("contacts", "mobile").open(anew)).isEqualTo(PHONE);
            assertThat(key.open(old)).isEqualTo(PHONE);
            assertThat(key.isCurrent(old)).isFalse();
            assertThat(key.isCurrent(anew)).isTrue();

            keys.retire("contacts.mobile", 1);
            assertThat(keys.of("contacts", "mobile").beginnings(PHONE)).hasSize(1);
            assertThatThrownBy(() -> keys.of("contacts", "mobile").open(old))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(keys.versions()).extracting("version").containsExactly(1, 2);
        }
    }

    @Test
    void aKeyOutlivesTheTransactionThatFirstNeededIt() {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("vault")) {
            TableFieldKeys keys = open(database);
            String sealed = database.transactions().run(transaction -> {
                transaction.rollbackOnly();
                return keys.of("contacts", "mobile").seal(PHONE, PHONE);
            });
            assertThat(open(database).of("contacts", "mobile").open(sealed)).isEqualTo(PHONE);
        }
    }

    private static final class Ticking extends Clock {
        private Instant now = Instant.parse("2026-11-22T08:00:00Z");

        void forward(int seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
