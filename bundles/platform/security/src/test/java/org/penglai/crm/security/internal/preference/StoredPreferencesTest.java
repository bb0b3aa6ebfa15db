package org.penglai.crm.security.internal.preference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.spi.Preferences;

class StoredPreferencesTest {
    private static final Caller LI = caller(1);
    private static final Caller HAN = caller(2);

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aValueIsKeptReplacedAndForgottenForOneUser(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            Preferences preferences = preferences(security);
            preferences.put(LI, "theme", "\"dark\"");
            preferences.put(LI, "a", "1");
            preferences.put(HAN, "theme", "\"light\"");
            String longest = "\"" + "长".repeat(5_000) + "\"";
            preferences.put(LI, "theme", longest);

            assertThat(preferences.all(LI)).containsEntry("theme", longest).containsOnlyKeys("a", "theme");
            assertThat(preferences.delete(LI, "theme")).isTrue();
            assertThat(preferences.delete(LI, "theme")).isFalse();
            assertThat(preferences.all(LI)).containsOnlyKeys("a");
            assertThat(preferences.all(HAN)).containsEntry("theme", "\"light\"");
        }
    }

    @Test
    void keysAndContentsHaveLimits() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            Preferences preferences = preferences(security);
            preferences.put(LI, "k".repeat(100), "\"" + "x".repeat(16 * 1024 - 2) + "\"");
            for (String key : new String[] {"", "k".repeat(101), "a b", "名"}) {
                assertThatThrownBy(() -> preferences.put(LI, key, "1")).isInstanceOf(Invalid.class);
            }
            assertThatThrownBy(() -> preferences.put(LI, "a", "\"" + "x".repeat(16 * 1024 - 1) + "\""))
                    .isInstanceOf(Invalid.class);
        }
    }

    @Test
    void aFullDrawerStillTakesNewContentForOldKeys() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            Preferences preferences = preferences(security);
            security.database.transactions().run(transaction -> {
                for (int i = 0; i < Preferences.KEYS_AT_MOST; i++) {
                    transaction
                            .sql()
                            .insertInto(SecurityTables.PREFERENCES)
                            .set(SecurityTables.PREFERENCE_USER, LI.userId())
                            .set(SecurityTables.PREFERENCE_NAME, "k" + i)
                            .set(SecurityTables.PREFERENCE_CONTENT, "1")
                            .set(SecurityTables.PREFERENCE_UPDATED_AT, DSL.currentLocalDateTime())
                            .execute();
                }
                return null;
            });
            preferences.put(LI, "k7", "2");
            preferences.put(HAN, "theme", "1");
            assertThatThrownBy(() -> preferences.put(LI, "one.more", "1")).isInstanceOf(Invalid.class);
            assertThat(preferences.all(LI)).hasSize(300).containsEntry("k7", "2");
        }
    }

    private static Preferences preferences(SecurityFixture security) {
        return new StoredPreferences(security.database.database(), security.database.transactions(), security.clock);
    }

    private static Caller caller(long id) {
        return new Caller(id, "u" + id, "u", Locale.ENGLISH, ZoneOffset.UTC, Set.of());
    }
}
