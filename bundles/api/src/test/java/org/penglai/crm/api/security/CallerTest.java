package org.penglai.crm.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {
    @Test
    void starStandsForEverything() {
        assertThat(Caller.system().may("customers:update")).isTrue();
        assertThat(Caller.system().may("users:delete")).isTrue();
        assertThat(Caller.system().may("modules")).isTrue();
    }

    @Test
    void aRightIsHeldByItsName() {
        Caller caller = with("customers:read", "modules");
        assertThat(caller.may("customers:read")).isTrue();
        assertThat(caller.may("modules")).isTrue();
        assertThat(caller.may("customers:update")).isFalse();
        assertThat(caller.may("contacts:read")).isFalse();
        assertThat(caller.may("audit")).isFalse();
    }

    @Test
    void aWildcardCoversOneOperationOfAllBusinessTypes() {
        Caller caller = with("*:read");
        assertThat(caller.may("customers:read")).isTrue();
        assertThat(caller.may("acmeLoyaltyAccounts:read")).isTrue();
        assertThat(caller.may("customers:update")).isFalse();
        assertThat(caller.may("modules")).isFalse();
    }

    @Test
    void aTypeHasAWildcardForAllItsOperations() {
        Caller caller = with("customers:*", "users:*");
        assertThat(caller.may("customers:claim")).isTrue();
        assertThat(caller.may("contacts:read")).isFalse();
        assertThat(caller.may("users:setPassword")).isTrue();
        assertThat(caller.may("users")).isFalse();
        assertThat(caller.may("*:read")).isFalse();
    }

    @Test
    void aWildcardCoversNoPlatformArea() {
        Caller caller = with("*:read", "*:update", "*:*");
        assertThat(caller.may("users:update")).isFalse();
        assertThat(caller.may("users:read")).isFalse();
        assertThat(caller.may("roles:update")).isFalse();
        assertThat(caller.may("departments:read")).isFalse();
        assertThat(caller.may("jobs:read")).isFalse();
        assertThat(with("*:*", "users:read").may("users:read")).isTrue();
    }

    @Test
    void aPlatformRightCoversAllOperationsOfItsArea() {
        assertThat(with("users").may("users:create")).isTrue();
        assertThat(with("users").may("settings:update")).isFalse();
        assertThat(with("settings").may("customFields:create")).isTrue();
        assertThat(with("*:*").may("customFields:create")).isFalse();
    }

    @Test
    void everyOperationOfEveryBusinessTypeHasAWildcardToo() {
        assertThat(with("*:*").may("customers:claim")).isTrue();
        assertThat(with("*:*").may("settings")).isFalse();
    }

    private static Caller with(String... permissions) {
        return new Caller(1, "li", "李", Locale.ENGLISH, ZoneOffset.UTC, Set.of(permissions));
    }
}
