package org.penglai.crm.security.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.security.Caller;

class PermissionsTest {
    private final Caller administrator = caller(Permissions.of(true, Set.of()));
    private final Caller member = caller(Permissions.of(false, Permissions.parse("*:*\nusers:read")));

    @Test
    void allBusinessRecordsAreNoPlatformRights() {
        for (String right : new String[] {"customers:read", "contacts:update", "acmeLoyaltyAccounts:import"}) {
            assertThat(member.may(right)).as(right).isTrue();
        }
        for (String right : new String[] {
            "modules", "users", "audit", "settings", "users:update", "roles:update", "departments:create", "jobs:read"
        }) {
            assertThat(member.may(right)).as(right).isFalse();
            assertThat(administrator.may(right)).as(right).isTrue();
        }
        assertThat(member.may("users:read")).isTrue();
    }

    @Test
    void permissionsAreReadInAnyOrderAndOnlyWellFormedOnesFit() {
        assertThat(Permissions.parse(" customers:read,contacts:*\n*:read；users "))
                .containsExactlyInAnyOrder("customers:read", "contacts:*", "*:read", "users");
        assertThat(Permissions.parse(null)).isEmpty();
        for (String good : new String[] {"users", "customers:read", "customers:*", "*:read", "*:*"}) {
            assertThat(Permissions.isWellFormed(good)).as(good).isTrue();
        }
        for (String bad : new String[] {"*", "Customers:read", "customers:", ":read", "a:b:c", "客户:read"}) {
            assertThat(Permissions.isWellFormed(bad)).as(bad).isFalse();
        }
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

    @Test
    void whatTwoHaveInCommonIsNoMoreThanEitherMay() {
        assertThat(Permissions.common(administrator, member)).isEqualTo(member.permissions());
        assertThat(Permissions.common(caller(Set.of("customers:*", "audit")), caller(Set.of("*:read", "contacts:*"))))
                .containsExactly("customers:read");
        assertThat(Permissions.common(caller(Set.of("*:*")), caller(Set.of("users", "customers:read"))))
                .containsExactly("customers:read");
        assertThat(Permissions.common(caller(Set.of("users")), caller(Set.of("users:update", "users:read"))))
                .containsExactlyInAnyOrder("users:update", "users:read");
        assertThat(Permissions.common(caller(Set.of()), administrator)).isEmpty();
    }

    private static Caller caller(Set<String> permissions) {
        return new Caller(1, "li", "李", Locale.ENGLISH, ZoneOffset.UTC, permissions);
    }
}
