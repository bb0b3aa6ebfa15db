package org.penglai.crm.security.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.Secrets;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.spi.Tokens;

class PersonalTokensTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aTokenActsForItsUserUntilItIsTakenAway(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            PersonalTokens tokens = tokens(security);
            Caller admin = user(security, "admin", true);
            Tokens.Created created = tokens.create(admin, "script", Set.of("customers:read", "modules"), null);
            assertThat(created.secret()).startsWith("penglai_").hasSize(51);

            Caller caller = security.tokens.find(Secrets.hash(created.secret())).orElseThrow();
            assertThat(caller.userId()).isEqualTo(admin.userId());
            assertThat(caller.permissions()).containsExactlyInAnyOrder("customers:read", "modules");

            assertThat(tokens.list(admin)).singleElement().satisfies(token -> {
                assertThat(token.name()).isEqualTo("script");
                assertThat(token.scope()).containsExactlyInAnyOrder("customers:read", "modules");
                assertThat(token.lastUsedAt()).isEqualTo(security.clock.instant());
            });
            assertThat(tokens.delete(
                            user(security, "li", false), created.token().id()))
                    .isFalse();
            assertThat(tokens.delete(admin, created.token().id())).isTrue();
            assertThat(security.tokens.find(Secrets.hash(created.secret()))).isEmpty();
            assertThat(tokens.list(admin)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aTokenEndsWithItsLifeOrItsUser(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            PersonalTokens tokens = tokens(security);
            Caller li = user(security, "li", false);
            String day = Secrets.hash(
                    tokens.create(li, "day", Set.of(), Duration.ofDays(1)).secret());
            String always =
                    Secrets.hash(tokens.create(li, "always", Set.of(), null).secret());
            assertThat(security.tokens.find(day)).isPresent();
            security.clock.move(Duration.ofDays(1));
            assertThat(security.tokens.find(day)).isEmpty();
            assertThat(security.tokens.find(always)).isPresent();
            security.status("li", "left");
            security.clock.move(Duration.ofSeconds(10));
            assertThat(security.tokens.find(always)).isEmpty();
        }
    }

    @Test
    void tellsHowLongATokenStillLives() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            PersonalTokens tokens = tokens(security);
            Caller li = user(security, "li", false);
            String day = tokens.create(li, "day", Set.of(), Duration.ofDays(1)).secret();
            String always = tokens.create(li, "always", Set.of(), null).secret();
            security.clock.move(Duration.ofHours(1));
            assertThat(tokens.left(day)).contains(Duration.ofHours(23));
            assertThat(tokens.left(always)).isEmpty();
        }
    }

    @Test
    void aTokenCannotCarryMoreThanItsMaker() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            PersonalTokens tokens = tokens(security);
            Caller li = user(security, "li", false);
            assertThatThrownBy(() -> tokens.create(li, "x", Set.of("customers:read", "modules"), null))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> tokens.create(li, "x", Set.of("customers read"), null))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> tokens.create(li, " ", Set.of(), null)).isInstanceOf(Invalid.class);
        }
    }

    @Test
    void aTokenMadeWithANarrowTokenIsAsNarrow() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            PersonalTokens tokens = tokens(security);
            Caller admin = user(security, "admin", true);
            String narrow = tokens.create(admin, "narrow", Set.of("customers:read"), null)
                    .secret();
            Caller caller = security.tokens.find(Secrets.hash(narrow)).orElseThrow();
            String next = tokens.create(caller, "next", Set.of(), null).secret();
            assertThat(security.tokens.find(Secrets.hash(next)).orElseThrow().permissions())
                    .containsExactly("customers:read");

            String whole = tokens.create(admin, "whole", Set.of(), null).secret();
            Caller withoutModules = security.tokens.find(Secrets.hash(whole)).orElseThrow();
            String copy = tokens.create(withoutModules, "copy", Set.of(), null).secret();
            assertThat(security.tokens.find(Secrets.hash(copy)).orElseThrow().may("modules"))
                    .isFalse();
        }
    }

    private static PersonalTokens tokens(SecurityFixture security) {
        return new PersonalTokens(
                security.database.database(),
                security.database.transactions(),
                security.database.ids(),
                security.journal,
                security.tokens,
                security.clock);
    }

    private static Caller user(SecurityFixture security, String name, boolean administrator) {
        security.users.add(name, name, "correct horse battery".toCharArray(), administrator);
        return security.users.caller(name).orElseThrow();
    }
}
