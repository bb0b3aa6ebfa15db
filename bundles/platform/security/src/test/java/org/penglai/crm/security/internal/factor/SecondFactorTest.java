package org.penglai.crm.security.internal.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.TooMany;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.session.SignInFixture;
import org.penglai.crm.security.spi.SecondFactors;
import org.penglai.crm.security.spi.SignIn;

class SecondFactorTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String ADDRESS = "10.0.0.1";

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void onceConfirmedSigningInTakesACodeAndEachCodeCountsOnce(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = SignInFixture.signIn(security);
            Caller li = user(security, "li", "salesRep");
            assertThat(security.factors.state(li).isEnabled()).isFalse();

            SecondFactors.Enrolment drawn = security.factors.start(li, PASSWORD.toCharArray(), ADDRESS);
            assertThat(drawn.uri())
                    .isEqualTo("otpauth://totp/Penglai%20CRM%3Ali?secret=" + drawn.secret()
                            + "&issuer=Penglai%20CRM&digits=6&period=30");
            assertThat(open(signIn, "li", null))
                    .as("not before it is confirmed")
                    .isEqualTo("in");
            assertThatThrownBy(() -> security.factors.confirm(li, "000000x", ADDRESS))
                    .isInstanceOf(Invalid.class);
            List<String> recovery = security.factors.confirm(li, code(security, drawn, 0), ADDRESS);
            assertThat(recovery)
                    .hasSize(10)
                    .doesNotHaveDuplicates()
                    .allMatch(each -> each.matches("(\\w{4}-){3}\\w{4}"));

            assertThat(open(signIn, "li", null)).isEqualTo("secondFactorRequired");
            assertThat(open(signIn, "li", code(security, drawn, 0)))
                    .as("the code that confirmed is used up")
                    .isEqualTo("badCode");
            assertThat(open(signIn, "li", code(security, drawn, 1))).isEqualTo("in");
            assertThat(open(signIn, "li", code(security, drawn, 1))).isEqualTo("badCode");
            assertThat(open(signIn, "li", code(security, drawn, -1)))
                    .as("nor one before a used one")
                    .isEqualTo("badCode");
            security.clock.move(Duration.ofSeconds(60));
            String spaced = code(security, drawn, 0);
            assertThat(open(signIn, "li", spaced.substring(0, 3) + " " + spaced.substring(3)))
                    .isEqualTo("in");

            assertThat(open(signIn, "li", recovery.get(3).toUpperCase(Locale.ROOT)))
                    .isEqualTo("in");
            assertThat(open(signIn, "li", recovery.get(3))).isEqualTo("badCode");
            assertThat(security.factors.state(li).recoveryCodes()).isEqualTo(9);
            assertThat(security.journal.operations())
                    .contains("session secondFactorEnabled", "session secondFactorFailed", "session recoveryCodeUsed");
            String rows = security.database
                    .database()
                    .read(sql -> sql.selectFrom(SecurityTables.FACTORS).fetch().formatCSV()
                            + sql.selectFrom(SecurityTables.RECOVERY_CODES)
                                    .fetch()
                                    .formatCSV());
            assertThat(rows).doesNotContain(drawn.secret());
            assertThat(recovery).noneMatch(each -> rows.contains(each) || rows.contains(RecoveryCodes.normal(each)));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRoleThatDemandsItLetsNobodyInWithout(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            SignIn signIn = SignInFixture.signIn(security);
            Caller li = user(security, "li", "finance");
            demand(security, "finance");

            assertThat(open(signIn, "li", null)).isEqualTo("secondFactorEnrolment");
            assertThatThrownBy(() -> security.factors.start("li", "wrong password".toCharArray(), ADDRESS))
                    .isInstanceOfSatisfying(
                            CrmException.class, e -> assertThat(e.code()).isEqualTo("badCredentials"));
            SecondFactors.Enrolment drawn = security.factors.start("li", PASSWORD.toCharArray(), ADDRESS);
            assertThat(open(signIn, "li", null)).isEqualTo("secondFactorEnrolment");
            SignIn.Opened opened = signIn.open(
                    new SignIn.Attempt("li", PASSWORD.toCharArray(), code(security, drawn, 0), ADDRESS, "Firefox"));
            assertThat(opened.recoveryCodes()).hasSize(10);
            assertThat(security.factors.state(li).required()).isTrue();
            assertThat(open(signIn, "li", null)).isEqualTo("secondFactorRequired");
            assertThatThrownBy(() -> security.factors.start("li", PASSWORD.toCharArray(), ADDRESS))
                    .as("whoever knows the password alone cannot replace it")
                    .isInstanceOfSatisfying(
                            CrmException.class, e -> assertThat(e.code()).isEqualTo("noEnrolment"));
            assertThatThrownBy(() -> security.factors.disable(li, PASSWORD.toCharArray(), ADDRESS))
                    .isInstanceOf(Forbidden.class);
            assertThat(security.factors.renewRecoveryCodes(li, PASSWORD.toCharArray(), ADDRESS))
                    .doesNotContainAnyElementsOf(opened.recoveryCodes());
        }
    }

    @Test
    void fiveWrongCodesMakeTheUserWaitWhateverTheAddress() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            SignIn signIn = SignInFixture.signIn(security);
            Caller li = user(security, "li", "salesRep");
            SecondFactors.Enrolment drawn = security.factors.start(li, PASSWORD.toCharArray(), ADDRESS);
            security.factors.confirm(li, code(security, drawn, 0), ADDRESS);
            for (int i = 0; i < 5; i++) {
                assertThat(open(signIn, "li", "12345x")).isEqualTo("badCode");
            }
            assertThatThrownBy(() -> signIn.open(new SignIn.Attempt(
                            "li", PASSWORD.toCharArray(), code(security, drawn, 1), "10.9.9.9", null)))
                    .isInstanceOf(TooMany.class);
            security.clock.move(Duration.ofSeconds(61));
            assertThat(open(signIn, "li", code(security, drawn, 0))).isEqualTo("in");
        }
    }

    @Test
    void anAdministratorTakesItAwayAndTheSessionsWithIt() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            SignIn signIn = SignInFixture.signIn(security);
            Caller boss = user(security, "boss", "admin");
            Caller li = user(security, "li", "salesRep");
            SecondFactors.Enrolment drawn = security.factors.start(li, PASSWORD.toCharArray(), ADDRESS);
            security.factors.confirm(li, code(security, drawn, 0), ADDRESS);
            String secret = signIn.open(
                            new SignIn.Attempt("li", PASSWORD.toCharArray(), code(security, drawn, 1), ADDRESS, null))
                    .session()
                    .secret();

            assertThatThrownBy(() -> security.factors.reset(li, boss.userId())).isInstanceOf(Forbidden.class);
            security.factors.reset(boss, li.userId());
            assertThat(signIn.session(secret)).isEmpty();
            assertThat(open(signIn, "li", null)).isEqualTo("in");
            assertThat(security.journal.operations()).contains("session secondFactorReset");
        }
    }

    @Test
    void ofADestroyedKeyTheReasonIsSaid() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            Caller li = user(security, "li", "salesRep");
            SecondFactors.Enrolment drawn = security.factors.start(li, PASSWORD.toCharArray(), ADDRESS);
            security.keys.destroy("users", li.userId());
            assertThatThrownBy(() -> security.factors.confirm(li, code(security, drawn, 0), ADDRESS))
                    .isInstanceOf(Unavailable.class);
        }
    }

    private static Caller user(SecurityFixture security, String name, String role) {
        security.users.add(name, "", PASSWORD.toCharArray(), List.of(role));
        return security.users.caller(name).orElseThrow();
    }

    private static void demand(SecurityFixture security, String role) {
        security.database.transactions().run(transaction -> transaction
                .sql()
                .update(SecurityTables.ROLES)
                .set(SecurityTables.ROLE_SECOND_FACTOR, true)
                .where(SecurityTables.ROLE_CODE.eq(role))
                .execute());
    }

    /** What the app shows, so many steps from now. */
    private static String code(SecurityFixture security, SecondFactors.Enrolment drawn, int steps) {
        return Totp.code(decoded(drawn.secret()), Totp.step(security.clock.instant()) + steps, 6);
    }

    private static byte[] decoded(String base32) {
        BigInteger bits = BigInteger.ZERO;
        for (char each : base32.toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(each)));
        }
        byte[] bytes = new byte[base32.length() * 5 / 8];
        for (int i = bytes.length - 1; i >= 0; i--) {
            bytes[i] = bits.byteValue();
            bits = bits.shiftRight(8);
        }
        return bytes;
    }

    private static String open(SignIn signIn, String name, String code) {
        try {
            signIn.open(new SignIn.Attempt(name, PASSWORD.toCharArray(), code, ADDRESS, null));
            return "in";
        } catch (CrmException refused) {
            return refused.code();
        }
    }
}
