package org.penglai.crm.security.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.spi.Sessions;
import org.penglai.crm.security.spi.SignIn;

class StoredSessionsTest {
    private static final char[] PASSWORD = "correct horse battery".toCharArray();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void peopleSeeWhereTheyAreSignedInAndEndIt(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = SignInFixture.signIn(security);
            Sessions sessions = sessions(security);
            Caller li = user(security, "li", "salesRep");
            String phone = open(signIn, "li", "Phone");
            security.clock.move(Duration.ofMinutes(5));
            String desk = open(signIn, "li", "Desk");
            String others = open(signIn, user(security, "wang", "salesRep").username(), null);

            assertThat(sessions.list(li, li.userId()))
                    .extracting(Sessions.Open::device)
                    .containsExactly("Desk", "Phone");
            assertThat(sessions.list(li, li.userId()).get(0).id())
                    .isEqualTo(sessions.id(desk))
                    .doesNotContain(desk);
            assertThat(sessions.end(li, sessions.id(others)))
                    .as("nobody ends another's")
                    .isFalse();
            assertThat(sessions.end(li, sessions.id(phone))).isTrue();
            assertThat(signIn.session(phone)).isEmpty();
            assertThat(signIn.session(desk)).isPresent();

            open(signIn, "li", "Tablet");
            assertThat(sessions.endOthers(li, desk)).isEqualTo(1);
            assertThat(sessions.list(li, li.userId()))
                    .extracting(Sessions.Open::device)
                    .containsExactly("Desk");
            assertThat(signIn.session(others)).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anAdministratorEndsAllAndTokensOnRequest(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = SignInFixture.signIn(security);
            Sessions sessions = sessions(security);
            Caller boss = user(security, "boss", "admin");
            Caller li = user(security, "li", "salesRep");
            String secret = open(signIn, "li", null);
            token(security, li.userId());

            assertThatThrownBy(() -> sessions.endAll(li, boss.userId(), true)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> sessions.list(li, boss.userId())).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> sessions.endAll(boss, 987_654_321L, false)).isInstanceOf(NotFound.class);
            sessions.endAll(boss, li.userId(), false);
            assertThat(signIn.session(secret)).isEmpty();
            assertThat(sessions.list(boss, li.userId())).isEmpty();
            assertThat(tokens(security)).isEqualTo(1);
            sessions.endAll(boss, li.userId(), true);
            assertThat(tokens(security)).isZero();
            assertThat(security.journal.operations()).contains("session signedOutByOther");
            assertThat(security.told).anyMatch(update -> update.topic().equals(SignIn.SESSION_TOPIC));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aProviderEndsTheSessionsThatItOpenedAndNoOthers(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = SignInFixture.signIn(security);
            Sessions sessions = sessions(security);
            long li = user(security, "li", "salesRep").userId();
            long wang = user(security, "wang", "salesRep").userId();
            String password = open(signIn, "li", null);
            String first = recognised(signIn, li, "corp", "sid-1");
            String second = recognised(signIn, li, "corp", "sid-2");
            String third = recognised(signIn, li, "corp", null);
            String elsewhere = recognised(signIn, li, "other", "sid-1");
            String colleague = recognised(signIn, wang, "corp", "sid-3");

            assertThat(sessions.endFor("corp", 0, "sid-1")).isEqualTo(1);
            assertThat(signIn.session(first)).isEmpty();
            assertThat(sessions.endFor("corp", wang, "sid-2")).isZero();
            assertThat(sessions.endFor("corp", li, null)).isEqualTo(2);
            assertThat(List.of(second, third))
                    .allMatch(secret -> signIn.session(secret).isEmpty());
            assertThat(List.of(password, elsewhere, colleague))
                    .allMatch(secret -> signIn.session(secret).isPresent());
            assertThatThrownBy(() -> sessions.endFor("corp", 0, null)).isInstanceOf(IllegalArgumentException.class);
            assertThat(security.told).anyMatch(update -> update.topic().equals(SignIn.SESSION_TOPIC));
        }
    }

    private static String recognised(SignIn signIn, long user, String provider, String session) {
        return signIn.openFor(new SignIn.Recognised(user, provider, session), "10.0.0.1", null)
                .secret();
    }

    private static Sessions sessions(SecurityFixture security) {
        return new StoredSessions(
                security.database.database(),
                security.database.transactions(),
                security.journal,
                security.sessions,
                security.ends);
    }

    private static Caller user(SecurityFixture security, String name, String role) {
        security.users.add(name, "", PASSWORD, List.of(role));
        return security.users.caller(name).orElseThrow();
    }

    private static String open(SignIn signIn, String name, String device) {
        return signIn.open(new SignIn.Attempt(name, PASSWORD, null, "10.0.0.1", device))
                .session()
                .secret();
    }

    private static void token(SecurityFixture security, long user) {
        security.database.transactions().run(transaction -> transaction
                .sql()
                .insertInto(SecurityTables.TOKENS)
                .set(SecurityTables.TOKEN_ID, 5L)
                .set(SecurityTables.TOKEN_HASH, "hash")
                .set(SecurityTables.TOKEN_USER, user)
                .set(SecurityTables.TOKEN_NAME, "erp")
                .set(SecurityTables.TOKEN_CREATED_AT, LocalDateTime.now())
                .execute());
    }

    private static int tokens(SecurityFixture security) {
        return security.database.database().read(sql -> sql.fetchCount(SecurityTables.TOKENS));
    }
}
