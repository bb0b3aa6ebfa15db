package org.penglai.crm.security.internal.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import javax.persistence.EntityManager;
import javax.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.persistence.testing.TestDatabase;
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
        NewUserRow row = new NewUserRow(1, "li.lei", "Bo李", false);
        assertThat(row.sortKey()).isEqualTo("626fe69d8e");
        assertThat(row.initials()).isEqualTo("lilei");
        assertThat(new NewUserRow(1, "li", "长".repeat(100), false).sortKey()).hasSize(240);
    }
}
