package org.penglai.crm.security.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.error.Unauthenticated;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.internal.session.SignInFixture;
import org.penglai.crm.security.spi.Invitations;
import org.penglai.crm.security.spi.SignIn;

class StoredInvitationsTest {
    private static final char[] FIRST = "correct horse battery".toCharArray();
    private static final char[] CHOSEN = "a password of my own".toCharArray();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whoeverHasTheLinkChoosesAPasswordOnce(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            Invitations invitations = invitations(security);
            SignIn signIn = SignInFixture.signIn(security);
            Caller boss = user(security, "boss", "admin");
            Caller li = user(security, "li", "salesRep");
            String stale = invitations.invite(boss, li.userId()).secret();
            String secret = invitations.invite(boss, li.userId()).secret();

            assertThatThrownBy(() -> invitations.look(stale)).isInstanceOf(Unauthenticated.class);
            assertThat(invitations.look(secret).username()).isEqualTo("li");
            assertThatThrownBy(() -> invitations.accept(secret, "short".toCharArray()))
                    .isInstanceOf(Invalid.class);
            assertThat(invitations.accept(secret, CHOSEN).username()).isEqualTo("li");
            assertThat(signIn.open("li", CHOSEN, "10.0.0.1").caller().userId()).isEqualTo(li.userId());
            assertThatThrownBy(() -> invitations.accept(secret, FIRST)).isInstanceOf(Unauthenticated.class);
            assertThat(signIn.open("li", CHOSEN, "10.0.0.1")).isNotNull();
            assertThat(security.journal.operations())
                    .contains("session invited", "session passwordChanged", "session invitationAccepted");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aLinkIsGoodForAWeekAndForActiveUsersOnly(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            Invitations invitations = invitations(security);
            Caller boss = user(security, "boss", "admin");
            long li = user(security, "li", "salesRep").userId();
            String secret = invitations.invite(boss, li).secret();
            String rows = security.database.database().read(sql -> sql.selectFrom(SecurityTables.INVITATIONS)
                    .fetch()
                    .formatCSV());
            assertThat(rows).contains(Long.toString(li)).doesNotContain(secret);
            security.status("li", "disabled");
            assertThatThrownBy(() -> invitations.accept(secret, CHOSEN)).isInstanceOf(Unauthenticated.class);
            assertThatThrownBy(() -> invitations.invite(boss, li)).isInstanceOf(Conflict.class);
            security.status("li", "active");
            security.clock.move(Duration.ofDays(7).minusSeconds(1));
            assertThat(invitations.look(secret).username()).isEqualTo("li");
            security.clock.move(Duration.ofSeconds(1));
            assertThatThrownBy(() -> invitations.accept(secret, CHOSEN)).isInstanceOf(Unauthenticated.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nobodyInvitesHisWayToFurtherRights(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            Invitations invitations = invitations(security);
            long boss = user(security, "boss", "admin").userId();
            Caller li = user(security, "li", "salesRep");
            assertThatThrownBy(() -> invitations.invite(li, boss)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> invitations.invite(li, li.userId())).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> invitations.invite(li, 987_654_321L)).isInstanceOf(NotFound.class);
        }
    }

    private static Invitations invitations(SecurityFixture security) {
        return new StoredInvitations(
                security.database.database(),
                security.database.transactions(),
                security.journal,
                security.users,
                security.clock);
    }

    private static Caller user(SecurityFixture security, String name, String role) {
        security.users.add(name, "", FIRST, List.of(role));
        return security.users.caller(name).orElseThrow();
    }
}
