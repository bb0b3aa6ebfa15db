package org.penglai.crm.pools.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.spi.RowGrants;

/** Which pools open their records to whom. */
@Timeout(120)
class PoolGrantsTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void membersSeeAndClaimAdministratorsDoMore(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long member = sea.person("成员");
            long admin = sea.person("管理员");
            RecordSnapshot closed = sea.pool(
                    "成员公海",
                    "members",
                    List.of(new RecordLink("users", member)),
                    "admins",
                    List.of(new RecordLink("users", admin)));
            PoolGrants grants = new PoolGrants(sea.pools);

            assertThat(pools(sea, grants, member, "read")).containsExactly(closed.id());
            assertThat(pools(sea, grants, member, "claim")).containsExactly(closed.id());
            assertThat(pools(sea, grants, member, "update")).isEmpty();
            assertThat(pools(sea, grants, admin, "read")).containsExactly(closed.id());
            assertThat(pools(sea, grants, admin, "assign")).containsExactly(closed.id());
            assertThat(pools(sea, grants, sea.person("外人"), "read")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void membersSeeTheFieldsOfThePoolAdministratorsAll(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long member = sea.person("成员");
            long admin = sea.person("管理员");
            sea.pool(
                    "部分公海",
                    "visibleFields",
                    "name， status",
                    "members",
                    List.of(new RecordLink("users", member)),
                    "admins",
                    List.of(new RecordLink("users", admin)));
            PoolGrants grants = new PoolGrants(sea.pools);

            assertThat(grants.of(caller(member), sea.type("leads"), "read"))
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.shown()).contains("name", "status", "pool", "pooledAt"));
            assertThat(grants.of(caller(admin), sea.type("leads"), "read"))
                    .singleElement()
                    .satisfies(grant -> assertThat(grant.shown()).isEmpty());
            assertThatThrownBy(() -> sea.pool("错误公海", "visibleFields", "name,nothing"))
                    .isInstanceOf(Invalid.class);
        }
    }

    /** The same rule for who reaches a record to assign it and for who may. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void membersAssignWhereNobodyIsNamedToDoSo(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long member = sea.person("成员");
            RecordSnapshot unled = sea.pool("无主公海", "members", List.of(new RecordLink("users", member)));
            RecordSnapshot led = sea.pool(
                    "有主公海",
                    "members",
                    List.of(new RecordLink("users", member)),
                    "admins",
                    List.of(new RecordLink("users", sea.person("管理员"))));
            PoolGrants grants = new PoolGrants(sea.pools);

            assertThat(pools(sea, grants, member, "assign")).containsExactly(unled.id());
            assertThat(pools(sea, grants, sea.person("外人"), "assign")).isEmpty();
            Caller leader = caller(member, "leads:*", "pools:update");
            assertThat(grants.of(leader, sea.type("leads"), "assign"))
                    .flatExtracting(RowGrants.Grant::targets)
                    .containsExactlyInAnyOrder(unled.id(), led.id());
            for (RecordSnapshot pool : List.of(unled, led)) {
                PoolTerms terms = sea.pools.find(pool.id()).orElseThrow();
                assertThat(PoolRights.mayAssign(caller(member), "leads", terms)).isEqualTo(pool == unled);
                assertThat(PoolRights.mayAssign(leader, "leads", terms)).isTrue();
            }
            assertThat(grants.of(caller(member), sea.type("leads"), "claim"))
                    .extracting(RowGrants.Grant::field)
                    .as("also what somebody has claimed from there, to say who")
                    .contains("pool", "homePool");
        }
    }

    private static Caller caller(long user) {
        return caller(user, "leads:*");
    }

    private static Caller caller(long user, String... permissions) {
        return new Caller(user, "u", "U", Locale.ENGLISH, ZoneOffset.UTC, Set.of(permissions));
    }

    private static Set<Long> pools(Sea sea, PoolGrants grants, long user, String operation) {
        return grants.of(caller(user), sea.type("leads"), operation).stream()
                .flatMap(grant -> grant.targets().stream())
                .collect(Collectors.toSet());
    }
}
