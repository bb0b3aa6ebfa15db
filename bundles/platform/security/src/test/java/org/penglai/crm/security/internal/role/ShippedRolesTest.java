package org.penglai.crm.security.internal.role;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.Localized;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.spi.Users;

class ShippedRolesTest {
    private static final char[] PASSWORD = "correct horse battery".toCharArray();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void usersFromBeforeThereWereRolesKeepWhatTheyCouldDo(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            Users.User boss = security.users.add("boss", "", PASSWORD, true);
            Users.User li = security.users.add("li", "", PASSWORD, false);
            security.database.transactions().run(transaction -> {
                transaction.sql().deleteFrom(SecurityTables.LINKS).execute();
                transaction.sql().deleteFrom(SecurityTables.ROLES).execute();
                return null;
            });

            ShippedRoles roles = new ShippedRoles(security.database.transactions(), security.clock);
            roles.ensure();
            roles.ensure();

            assertThat(security.users.profile(boss.id()).roles()).containsExactly("admin");
            assertThat(security.users.profile(li.id()).roles()).containsExactly("member");
            assertThat(security.users.caller("li").orElseThrow().permissions())
                    .containsExactlyInAnyOrder("*:*", "users:read", "departments:read", "teams:read");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void rolesAreCalledInBothLanguagesAndOwnOnesMayHaveOneName(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            security.database.transactions().run(transaction -> transaction
                    .sql()
                    .update(SecurityTables.ROLES)
                    .set(SecurityTables.ROLE_NAME, "出纳")
                    .setNull(SecurityTables.ROLE_ENGLISH_NAME)
                    .where(SecurityTables.ROLE_CODE.eq("finance"))
                    .execute());
            Users.User li = security.users.add("li", "", PASSWORD, java.util.List.of("salesRep", "finance"));
            assertThat(security.users.profile(li.id()).roleNames())
                    .containsExactly(Localized.of("销售代表", "Sales representative"), Localized.same("出纳"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aShippedRoleThatWasChangedStaysSo(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            security.database.transactions().run(transaction -> transaction
                    .sql()
                    .update(SecurityTables.ROLES)
                    .set(SecurityTables.ROLE_PERMISSIONS, "leads:read")
                    .where(SecurityTables.ROLE_CODE.eq("finance"))
                    .execute());
            new ShippedRoles(security.database.transactions(), security.clock).ensure();
            security.users.add("li", "", PASSWORD, java.util.List.of("finance"));
            assertThat(security.users.caller("li").orElseThrow().permissions())
                    .containsExactlyInAnyOrder("leads:read", "departments:read", "teams:read");
        }
    }
}
