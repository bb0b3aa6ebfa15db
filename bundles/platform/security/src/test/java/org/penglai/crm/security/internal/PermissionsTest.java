package org.penglai.crm.security.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.security.Caller;

class PermissionsTest {
    private final Caller administrator = caller(Permissions.of(true));
    private final Caller member = caller(Permissions.of(false));

    @Test
    void everybodyWorksWithAllBusinessRecordsButOnlyAdministratorsHavePlatformRights() {
        for (String right : new String[] {"customers:read", "contacts:update", "acmeLoyaltyAccounts:import"}) {
            assertThat(member.may(right)).as(right).isTrue();
        }
        for (String right :
                new String[] {"modules", "users", "audit", "settings", "users:update", "users:create", "jobs:read"}) {
            assertThat(member.may(right)).as(right).isFalse();
            assertThat(administrator.may(right)).as(right).isTrue();
        }
        assertThat(member.may("users:read")).isTrue();
    }

    @Test
    void aTokenWithoutScopeMayEverythingButModules() {
        Caller token = caller(Permissions.within(administrator, Set.of()));
        assertThat(token.may("modules")).isFalse();
        for (String right :
                new String[] {"customers:delete", "customers:claim", "users:update", "audit", "jobs:read"}) {
            assertThat(token.may(right)).as(right).isTrue();
        }
        assertThat(Permissions.within(member, Set.of())).isEqualTo(member.permissions());
    }

    @Test
    void aTokenNeverMayMoreThanItsUser() {
        assertThat(Permissions.within(member, Set.of("customers:read", "modules", "users:update", "*")))
                .containsExactly("customers:read");
        assertThat(Permissions.within(administrator, Set.of("customers:read", "modules")))
                .containsExactlyInAnyOrder("customers:read", "modules");
    }

    private static Caller caller(Set<String> permissions) {
        return new Caller(1, "li", "李", Locale.ENGLISH, ZoneOffset.UTC, permissions);
    }
}
