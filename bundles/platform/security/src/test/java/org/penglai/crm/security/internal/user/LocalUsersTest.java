package org.penglai.crm.security.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.PlainKeys;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.spi.SignIn;
import org.penglai.crm.security.spi.Users;

class LocalUsersTest {
    private static final char[] PASSWORD = "correct horse battery".toCharArray();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aUserMadeByTheOperatorIsARecordLikeAnyOther(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            Users.User added = security.users.add("Li.Lei", "李雷", PASSWORD, false);
            assertThat(security.users.list())
                    .containsExactly(new Users.User(added.id(), "li.lei", "李雷", "active", false));

            EntityManagerFactory unit = security.database.unit("security");
            EntityManager entities = unit.createEntityManager();
            User user = entities.find(User.class, added.id());
            assertThat(user.getUsername()).isEqualTo("li.lei");
            assertThat(user.getZone()).isEqualTo("Asia/Shanghai");
            assertThat(user.getVersion()).isEqualTo(1);
            assertThat(user.getCreatedAt()).isNotNull();
            assertThat(user.getAdministrator()).isFalse();
            entities.close();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNameIsTakenOnce(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            security.users.add("li", "李雷", PASSWORD, false);
            assertThatThrownBy(() -> security.users.add("LI", "李", PASSWORD, true))
                    .isInstanceOf(Conflict.class);
            assertThat(security.users.list()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aUserMayWhatTheRolesMayTogether(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            Users.User both = security.users.add("li", "李雷", PASSWORD, List.of("salesRep", "finance"));
            Caller caller = security.users.caller("li").orElseThrow();
            assertThat(both.administrator()).isFalse();
            assertThat(caller.may("customers:update")).isTrue();
            assertThat(caller.may("invoices:create")).isTrue();
            assertThat(caller.may("customers:delete")).isFalse();
            assertThat(caller.may("users:read")).isFalse();
            assertThat(caller.may("departments:read")).isTrue();
            assertThat(security.users.profile(both.id()).roles()).containsExactly("finance", "salesRep");
            assertThat(security.users.profile(both.id()).department()).isNull();

            security.users.add("nobody", "", PASSWORD, List.of());
            assertThat(security.users.caller("nobody").orElseThrow().permissions())
                    .containsExactlyInAnyOrder("departments:read", "teams:read");
            assertThat(security.users
                            .add("boss", "", PASSWORD, List.of("admin"))
                            .administrator())
                    .isTrue();
            assertThatThrownBy(() -> security.users.add("x2", "", PASSWORD, List.of("king")))
                    .isInstanceOfSatisfying(
                            Invalid.class,
                            e -> assertThat(e.violations()).extracting("code").containsExactly("unknownRole"));
        }
    }

    @Test
    void aPasswordIsSetOnlyForThoseWhoMayNoMoreThanOneself() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            char[] next = "another good password".toCharArray();
            long li =
                    security.users.add("li", "", PASSWORD, List.of("salesRep")).id();
            long boss = security.users.add("boss", "", PASSWORD, true).id();
            Caller admin = security.users.caller("boss").orElseThrow();
            Caller clerk = new Caller(
                    9, "clerk", "", Locale.ENGLISH, ZoneOffset.UTC, Set.of("users", "*:*", "departments", "teams"));

            security.users.password(clerk, li, next);
            security.users.password(admin, boss, next);
            assertThatThrownBy(() -> security.users.password(clerk, boss, next)).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() ->
                            security.users.password(security.users.caller("li").orElseThrow(), boss, next))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> security.users.password(admin, 4711, next)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void aNewPasswordIsToldToOpenPagesSoThatTheirStreamsEnd() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            Users.User added = security.users.add("li", "李雷", PASSWORD, false);
            assertThat(security.told).isEmpty();
            security.users.password("li", "another good password".toCharArray());
            assertThat(security.told).containsExactly(new LiveUpdate(SignIn.SESSION_TOPIC, added.id(), ""));
        }
    }

    @Test
    void badNamesAndPasswordsAreAllNamedAtOnce() {
        try (SecurityFixture security = new SecurityFixture(TestDatabase.Kind.DERBY)) {
            assertThatThrownBy(() -> security.users.add("a b", "x".repeat(101), "short".toCharArray(), false))
                    .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.violations())
                            .extracting("field")
                            .containsExactly("username", "password", "name"));
            assertThatThrownBy(() -> security.users.password("nobody", PASSWORD))
                    .isInstanceOf(NotFound.class);
            assertThat(security.users.caller("nobody")).isEmpty();
        }
    }

    @Test
    void sortKeyAndInitialsArePlainUntilTheKernelComputesThem() {
        assertThat(PlainKeys.sortKey("Bo李")).isEqualTo("626fe69d8e");
        assertThat(PlainKeys.initials("li.lei")).isEqualTo("lilei");
        assertThat(PlainKeys.sortKey("长".repeat(100))).hasSize(240);
    }
}
