package org.penglai.crm.security.internal.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.util.List;
import java.util.Map;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.SQLDataType;
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

            ShippedRoles roles = new ShippedRoles(security.database.transactions(), security.journal, security.clock);
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
            Users.User li = security.users.add("li", "", PASSWORD, List.of("salesRep", "finance"));
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
            new ShippedRoles(security.database.transactions(), security.journal, security.clock).ensure();
            security.users.add("li", "", PASSWORD, List.of("finance"));
            assertThat(security.users.caller("li").orElseThrow().permissions())
                    .containsExactlyInAnyOrder("leads:read", "departments:read", "teams:read");
        }
    }

    /** A release brings a module whose rights belong to finance; the menu of finance was changed here. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatNobodyChangedFollowsTheNextReleasePartByPart(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            earlierRelease(security, "finance", "leads:read\ncustomers:read", "home");
            write(security, SecurityTables.ROLE_PERMISSIONS, "finance", "customers:read\nleads:read");
            write(security, SecurityTables.ROLE_MENU, "finance", "home\nmore");
            ShippedRoles roles = new ShippedRoles(security.database.transactions(), security.journal, security.clock);
            roles.ensure();

            assertThat(role(security, "finance").get(SecurityTables.ROLE_PERMISSIONS))
                    .isEqualTo(ShippedRole.FINANCE.permissions());
            assertThat(role(security, "finance").get(SecurityTables.ROLE_MENU)).isEqualTo("home\nmore");
            assertThat(role(security, "finance").get(SecurityTables.ROLE_VERSION))
                    .isEqualTo(2);
            assertThat(security.journal.operations()).containsExactly("roles updated");
            assertThat(security.journal.entries().get(0).changes()).contains("leads:read", "receipts:*");
            roles.ensure();
            assertThat(security.journal.operations()).hasSize(1);
        }
    }

    /** Before releases noted what they had said. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRoleThatNoPersonEverSavedFollowsToo(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            for (String code : List.of("finance", "marketer")) {
                write(security, SecurityTables.ROLE_PERMISSIONS, code, "leads:read");
            }
            security.database.transactions().run(transaction -> {
                transaction.sql().deleteFrom(table("crm_shipped_part")).execute();
                return transaction
                        .sql()
                        .update(SecurityTables.ROLES)
                        .set(field("updated_by", Long.class), 7L)
                        .where(SecurityTables.ROLE_CODE.eq("marketer"))
                        .execute();
            });
            new ShippedRoles(security.database.transactions(), security.journal, security.clock).ensure();

            assertThat(role(security, "finance").get(SecurityTables.ROLE_PERMISSIONS))
                    .isEqualTo(ShippedRole.FINANCE.permissions());
            assertThat(role(security, "marketer").get(SecurityTables.ROLE_PERMISSIONS))
                    .isEqualTo("leads:read");
        }
    }

    private static void earlierRelease(SecurityFixture security, String code, String permissions, String menu) {
        write(security, SecurityTables.ROLE_PERMISSIONS, code, permissions);
        write(security, SecurityTables.ROLE_MENU, code, menu);
        long id = role(security, code).get(SecurityTables.ROLE_ID);
        Map.of(RolesType.PERMISSIONS, permissions, RolesType.MENU, menu)
                .forEach((part, said) -> security.database.transactions().run(transaction -> transaction
                        .sql()
                        .update(table("crm_shipped_part"))
                        .set(field("said", SQLDataType.CLOB), said)
                        .where(field("role_id", Long.class).eq(id))
                        .and(field("part", String.class).eq(part))
                        .execute()));
    }

    private static void write(SecurityFixture security, Field<String> column, String code, String value) {
        security.database.transactions().run(transaction -> transaction
                .sql()
                .update(SecurityTables.ROLES)
                .set(column, value)
                .where(SecurityTables.ROLE_CODE.eq(code))
                .execute());
    }

    private static Record role(SecurityFixture security, String code) {
        return security.database.database().read(sql -> sql.select(
                        SecurityTables.ROLE_ID,
                        SecurityTables.ROLE_VERSION,
                        SecurityTables.ROLE_PERMISSIONS,
                        SecurityTables.ROLE_MENU)
                .from(SecurityTables.ROLES)
                .where(SecurityTables.ROLE_CODE.eq(code))
                .fetchSingle());
    }
}
