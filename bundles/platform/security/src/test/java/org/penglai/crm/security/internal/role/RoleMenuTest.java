package org.penglai.crm.security.internal.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.persistence.testing.TestDatabase;
import org.penglai.crm.security.internal.SecurityFixture;
import org.penglai.crm.security.internal.SecurityTables;
import org.penglai.crm.security.spi.Users;

class RoleMenuTest {
    private static final char[] PASSWORD = "correct horse battery".toCharArray();

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void menusOfSeveralRolesUniteAndTheFirstHomePageCounts(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            set(security, "serviceLead", "/tickets", "support\n/settings/bulk-changes");
            set(security, "finance", "/customers", "customers\nsupport");
            set(security, "marketer", null, "marketing");

            Users.Profile lead = profile(security, "lead", "marketer", "serviceLead", "finance");
            assertThat(lead.home()).isEqualTo("/tickets");
            assertThat(lead.menu()).containsExactly("/settings/bulk-changes", "customers", "marketing", "support");
            Users.Profile clerk = profile(security, "clerk", "finance", "serviceLead");
            assertThat(clerk.home()).isEqualTo("/customers");
            assertThat(clerk.menu()).containsExactly("/settings/bulk-changes", "customers", "support");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRoleWithoutAMenuShowsEverything(TestDatabase.Kind kind) {
        try (SecurityFixture security = new SecurityFixture(kind)) {
            Users.Profile rep = profile(security, "rep", "salesRep");
            assertThat(rep.home()).isEqualTo("/my-day");
            assertThat(rep.menu()).contains("home", "customers", "sales").doesNotContain("marketing", "settings");
            assertThat(profile(security, "both", "salesRep", "readOnly").menu()).isEmpty();
            assertThat(profile(security, "nobody").menu()).isEmpty();
            assertThat(profile(security, "boss", "admin").home()).isNull();
        }
    }

    @Test
    void menusNameGroupsAndPages() {
        assertThat(RoleMenu.badEntry("home, customers；/customers/pool\n/list?view=mine"))
                .isEmpty();
        assertThat(RoleMenu.badEntry("home\n//elsewhere.example")).contains("//elsewhere.example");
        assertThat(RoleMenu.badEntry("客户")).contains("客户");
        assertThat(RoleMenu.isPath("https://elsewhere.example")).isFalse();
        assertThat(RoleMenu.isPath("/\\elsewhere.example")).isFalse();
        assertThat(RoleMenu.isPath("/")).isTrue();
        for (ShippedRole role : ShippedRole.values()) {
            assertThat(RoleMenu.badEntry(role.menu())).as(role.code()).isEmpty();
            assertThat(role.homePage() == null || RoleMenu.isPath(role.homePage()))
                    .as(role.code())
                    .isTrue();
        }
    }

    private static Users.Profile profile(SecurityFixture security, String username, String... roles) {
        return security.users.profile(
                security.users.add(username, "", PASSWORD, List.of(roles)).id());
    }

    private static void set(SecurityFixture security, String role, String home, String menu) {
        security.database.transactions().run(transaction -> transaction
                .sql()
                .update(SecurityTables.ROLES)
                .set(SecurityTables.ROLE_HOME, home)
                .set(SecurityTables.ROLE_MENU, menu)
                .where(SecurityTables.ROLE_CODE.eq(role))
                .execute());
    }
}
