package org.penglai.crm.security.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.Timestamps;
import org.penglai.crm.security.spi.SignIn;

class LocalSignInTest {
    private static final String PASSWORD = "correct horse battery";

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aSessionLastsFromSignInToSignOut(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = signIn(security, security.sessions);
            long id = security.users
                    .add("li", "李雷", PASSWORD.toCharArray(), false)
                    .id();

            SignIn.Session session = signIn.open(" LI ", PASSWORD.toCharArray(), "10.0.0.1");
            assertThat(session.caller().userId()).isEqualTo(id);
            assertThat(session.caller().displayName()).isEqualTo("李雷");
            assertThat(session.caller().locale().toLanguageTag()).isEqualTo("zh-CN");
            assertThat(session.caller().zone().getId()).isEqualTo("Asia/Shanghai");
            assertThat(session.secret()).hasSize(43);
            assertThat(session.csrfToken()).hasSize(43).isNotEqualTo(session.secret());
            assertThat(signIn.session(session.secret())).contains(session);

            signIn.close(session.secret());
            assertThat(signIn.session(session.secret())).isEmpty();
            signIn.close(session.secret());
            assertThat(security.journal.operations())
                    .containsExactly("users created", "session signedIn", "session signedOut");
        }
    }

    @Test
    void whoeverKnowsTheCurrentPasswordGetsANewOneAndANewSession() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            SignIn signIn = signIn(security, security.sessions);
            security.users.add("li", "李雷", PASSWORD.toCharArray(), false);
            SignIn.Session old = signIn.open("li", PASSWORD.toCharArray(), "10.0.0.1");
            char[] next = "another good password".toCharArray();

            assertThatThrownBy(() ->
                            signIn.changePassword(old.caller(), "wrong one".toCharArray(), next, "10.0.0.1", null))
                    .isInstanceOf(Invalid.class);
            assertThat(signIn.session(old.secret())).isPresent();
            SignIn.Session renewed =
                    signIn.changePassword(old.caller(), PASSWORD.toCharArray(), next, "10.0.0.1", null);
            assertThat(signIn.session(old.secret())).isEmpty();
            assertThat(signIn.session(renewed.secret())).isPresent();
            assertThat(signIn.open("li", next, "10.0.0.1")).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void secretsAreNotInTheDatabase(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = signIn(security, security.sessions);
            security.users.add("li", "李雷", PASSWORD.toCharArray(), false);
            String secret =
                    signIn.open("li", PASSWORD.toCharArray(), "10.0.0.1").secret();
            String rows = security.database
                    .database()
                    .read(sql -> sql.selectFrom(SecurityTables.SESSIONS).fetch().formatCSV()
                            + sql.selectFrom(SecurityTables.CREDENTIALS).fetch().formatCSV());
            assertThat(rows).doesNotContain(secret).doesNotContain(PASSWORD);
        }
    }

    @Test
    void wrongPasswordUnknownUserAndDisabledUserGetTheSameAnswer() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            SignIn signIn = signIn(security, security.sessions);
            security.users.add("li", "李雷", PASSWORD.toCharArray(), false);
            security.users.add("wang", "王", PASSWORD.toCharArray(), false);
            security.status("wang", "left");
            for (String[] attempt :
                    new String[][] {{"li", "wrong password"}, {"nobody", PASSWORD}, {"wang", PASSWORD}}) {
                assertThatThrownBy(() ->
                                signIn.open(attempt[0], attempt[1].toCharArray(), "10.0.0." + attempt[0].length()))
                        .isInstanceOfSatisfying(
                                Unauthenticated.class, e -> assertThat(e.code()).isEqualTo("badCredentials"));
            }
            assertThat(security.journal.operations())
                    .filteredOn("session signInFailed"::equals)
                    .hasSize(3);
            assertThat(security.journal.entries())
                    .noneMatch(entry -> String.valueOf(entry.changes()).contains("nobody"));
        }
    }

    @Test
    void afterFiveFailuresEvenTheRightPasswordHasToWait() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            SignIn signIn = signIn(security, security.sessions);
            security.users.add("li", "李雷", PASSWORD.toCharArray(), false);
            for (int i = 0; i < 5; i++) {
                String address = "10.0.0." + i;
                assertThatThrownBy(() -> signIn.open("li", "wrong password".toCharArray(), address))
                        .isInstanceOf(Unauthenticated.class);
            }
            TooMany refused =
                    catchThrowableOfType(TooMany.class, () -> signIn.open("li", PASSWORD.toCharArray(), "10.0.0.9"));
            assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(1));
            security.clock.move(Duration.ofSeconds(61));
            assertThat(signIn.open("li", PASSWORD.toCharArray(), "10.0.0.9").secret())
                    .isNotEmpty();
        }
    }

    @Test
    void oneAddressCannotTryManyNames() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            SignIn signIn = signIn(security, security.sessions);
            for (int i = 0; i < 20; i++) {
                String name = "name" + i;
                assertThatThrownBy(() -> signIn.open(name, PASSWORD.toCharArray(), "10.0.0.1"))
                        .isInstanceOf(Unauthenticated.class);
            }
            assertThatThrownBy(() -> signIn.open("li", PASSWORD.toCharArray(), "10.0.0.1"))
                    .isInstanceOf(TooMany.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anIdleSessionEndsAfterTwelveHoursAndAnyAfterSevenDays(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = signIn(security, security.sessions);
            security.users.add("li", "李雷", PASSWORD.toCharArray(), false);
            String idle = signIn.open("li", PASSWORD.toCharArray(), "10.0.0.1").secret();
            String busy = signIn.open("li", PASSWORD.toCharArray(), "10.0.0.1").secret();
            Instant opened = security.clock.instant();

            security.clock.move(Duration.ofHours(11));
            assertThat(signIn.session(busy)).isPresent();
            security.clock.move(Duration.ofHours(1));
            assertThat(signIn.session(idle)).isEmpty();
            while (security.clock.instant().isBefore(opened.plus(Duration.ofDays(7)))) {
                assertThat(signIn.session(busy)).isPresent();
                security.clock.move(Duration.ofHours(4));
            }
            assertThat(signIn.session(busy)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whenASessionWasLastSeenIsWrittenOnceAMinute(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = signIn(security, security.sessions);
            security.users.add("li", "李雷", PASSWORD.toCharArray(), false);
            String secret =
                    signIn.open("li", PASSWORD.toCharArray(), "10.0.0.1").secret();
            Instant opened = security.clock.instant();
            for (int second = 0; second <= 60; second += 12) {
                assertThat(signIn.session(secret)).isPresent();
                assertThat(lastSeen(security)).isEqualTo(opened);
                security.clock.move(Duration.ofSeconds(12));
            }
            assertThat(signIn.session(secret)).isPresent();
            assertThat(lastSeen(security)).isEqualTo(security.clock.instant());
        }
    }

    private static Instant lastSeen(SecurityFixture security) {
        return Timestamps.instant(security.database.database().read(sql -> sql.select(SecurityTables.LAST_SEEN_AT)
                .from(SecurityTables.SESSIONS)
                .fetchSingle(SecurityTables.LAST_SEEN_AT)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aDisabledUserIsOutWithinTenSeconds(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = signIn(security, security.sessions);
            security.users.add("li", "李雷", PASSWORD.toCharArray(), false);
            String secret =
                    signIn.open("li", PASSWORD.toCharArray(), "10.0.0.1").secret();
            security.status("li", "disabled");
            security.clock.move(Duration.ofSeconds(10));
            assertThat(signIn.session(secret)).isEmpty();
            assertThat(security.users.caller("li")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNewPasswordEndsAllSessionsHereAtOnceAndElsewhereWithinTenSeconds(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn here = signIn(security, security.sessions);
            SignIn otherNode = signIn(security, security.sessionStore());
            security.users.add("li", "李雷", PASSWORD.toCharArray(), false);
            String secret = here.open("li", PASSWORD.toCharArray(), "10.0.0.1").secret();
            assertThat(otherNode.session(secret)).isPresent();

            security.users.password("LI", "another long password".toCharArray());
            assertThat(here.session(secret)).isEmpty();
            security.clock.move(Duration.ofSeconds(10));
            assertThat(otherNode.session(secret)).isEmpty();
            assertThatThrownBy(() -> here.open("li", PASSWORD.toCharArray(), "10.0.0.1"))
                    .isInstanceOf(Unauthenticated.class);
            assertThat(here.open("li", "another long password".toCharArray(), "10.0.0.1")
                            .caller()
                            .username())
                    .isEqualTo("li");
            assertThat(security.journal.operations()).contains("session passwordChanged");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theInstanceKeepsItsId(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            String id = signIn(security, security.sessions).instanceId();
            assertThat(id).matches("[a-z2-9]{8}");
            assertThat(signIn(security, security.sessions).instanceId()).isEqualTo(id);
        }
    }

    @Test
    void strangeSecretsAreNobodys() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            SignIn signIn = signIn(security, security.sessions);
            assertThat(signIn.session("")).isEmpty();
            assertThat(signIn.session("'; drop table crm_session; --")).isEmpty();
            assertThat(signIn.token("x".repeat(100_000))).isEmpty();
        }
    }

    private static SignIn signIn(SecurityFixture security, SessionStore sessions) {
        return SignInFixture.signIn(security, sessions);
    }
}
