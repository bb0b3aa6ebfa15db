package org.penglai.crm.pools.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.Forbidden;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordLink;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** Who may claim what, and when. */
@Timeout(120)
class ClaimingTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoClaimsOwnsAndTheOthersHearWho(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海");
            RecordSnapshot lead = sea.pooled("蓬莱", pool);
            assertThat(lead.reference("owner")).isNull();
            assertThat(lead.text("poolReason")).isEqualTo("manual");

            RecordSnapshot claimed = sea.claim(zhang, lead);

            assertThat(claimed.reference("owner")).isEqualTo(zhang);
            assertThat(claimed.reference("pool")).isNull();
            assertThat(claimed.reference("homePool")).isEqualTo(pool.id());
            assertThat(claimed.get("claimedAt", Instant.class)).isEqualTo(Sea.START);
            assertThatThrownBy(() -> sea.claim(2, lead)).isInstanceOfSatisfying(Conflict.class, refused -> {
                assertThat(refused.code()).isEqualTo("alreadyClaimed");
                assertThat(refused.text().zh()).isEqualTo("已被张三领取。");
            });
            assertThat(sea.tryClaim(zhang, lead)).isEqualTo("alreadyClaimed");
            assertThat(sea.tryClaim(2, sea.owned("手工", 1))).isEqualTo("alreadyClaimed");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyMembersOfAnActivePoolClaimAndOnlyWhereClaimingIsTheMode(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long member = sea.person("成员");
            RecordSnapshot closed = sea.pool("成员公海", "members", List.of(new RecordLink("users", member)));
            RecordSnapshot lead = sea.pooled("一", closed);
            assertThat(sea.tryClaim(77, lead)).isEqualTo("notMember");
            assertThat(sea.tryClaim(member, lead)).isEqualTo("claimed");

            RecordSnapshot byAdministrators = sea.pool("分配公海", "mode", "assign");
            assertThat(sea.tryClaim(2, sea.pooled("二", byAdministrators))).isEqualTo("assignOnly");

            RecordSnapshot resting = sea.pool("停用公海");
            RecordSnapshot rested = sea.pooled("三", resting);
            sea.update(Caller.system(), resting, "active", false);
            assertThat(sea.tryClaim(2, rested)).isEqualTo("poolInactive");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theDailyLimitBeginsAnewAtMidnightOnThePoolsClock(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            RecordSnapshot pool = sea.pool("公海", "claimLimitPerDay", 2);
            List<RecordSnapshot> leads = leads(sea, pool, 5);
            assertThat(sea.tryClaim(2, leads.get(0))).isEqualTo("claimed");
            assertThat(sea.tryClaim(2, leads.get(1))).isEqualTo("claimed");
            assertThat(sea.tryClaim(2, leads.get(2))).isEqualTo("dailyLimit");
            assertThat(sea.tryClaim(3, leads.get(2)))
                    .as("each user has an own limit")
                    .isEqualTo("claimed");

            // 09:00 in China; 23:59, then midnight.
            sea.clock.move(Duration.ofHours(14).plusMinutes(59));
            assertThat(sea.tryClaim(2, leads.get(3))).isEqualTo("dailyLimit");
            sea.clock.move(Duration.ofMinutes(1));
            assertThat(sea.tryClaim(2, leads.get(3))).isEqualTo("claimed");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theHoldingLimitLeavesOutWonOnesUnlessThePoolCountsThem(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long user = sea.person("张三");
            for (boolean countWon : List.of(false, true)) {
                RecordSnapshot pool = sea.pool("公海" + countWon, "holdingLimit", 1, "countWon", countWon);
                List<RecordSnapshot> leads = leads(sea, pool, 3);
                sea.owned("手工建的不算", user);
                assertThat(sea.tryClaim(user, leads.get(0))).isEqualTo("claimed");
                assertThat(sea.tryClaim(user, leads.get(1))).isEqualTo("holdingLimit");
                sea.update(Sea.seller(user), leads.get(0), "status", "won");
                assertThat(sea.tryClaim(user, leads.get(1))).isEqualTo(countWon ? "holdingLimit" : "claimed");
                assertThat(sea.tryClaim(user, leads.get(2))).isEqualTo("holdingLimit");
                sea.giveBack(user, leads.get(countWon ? 0 : 1));
                assertThat(sea.tryClaim(user, leads.get(2))).as("room again").isEqualTo("claimed");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whoGaveItBackWaitsForTheCoolDownToEnd(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long user = sea.person("张三");
            RecordSnapshot lead = sea.pooled("蓬莱", sea.pool("公海", "coolDownDays", 7));
            sea.claim(user, lead);
            RecordSnapshot returned = sea.giveBack(user, lead);
            assertThat(returned.reference("previousOwner")).isEqualTo(user);
            assertThat(sea.tryClaim(user, lead)).isEqualTo("coolDown");
            sea.clock.move(Duration.ofDays(7).minusSeconds(1));
            assertThat(sea.tryClaim(user, lead)).isEqualTo("coolDown");
            sea.clock.move(Duration.ofSeconds(1));
            assertThat(sea.tryClaim(user, lead)).isEqualTo("claimed");
            sea.giveBack(user, lead);
            assertThat(sea.tryClaim(3, lead)).as("others need not wait").isEqualTo("claimed");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everybodyWhoHadItCoolsDownNotOnlyTheLastOne(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            long li = sea.person("李四");
            RecordSnapshot lead = sea.pooled("蓬莱", sea.pool("公海", "coolDownDays", 7));
            sea.claim(zhang, lead);
            sea.giveBack(zhang, lead);
            sea.clock.move(Duration.ofDays(2));
            sea.claim(li, lead);
            // Taken away by the manager, not given back.
            sea.update(Sea.manager(9), lead, "owner", null);

            assertThat(sea.tryClaim(zhang, lead))
                    .as("five of seven days are left")
                    .isEqualTo("coolDown");
            assertThat(sea.tryClaim(li, lead)).isEqualTo("coolDown");
            sea.clock.move(Duration.ofDays(5));
            assertThat(sea.tryClaim(li, lead)).isEqualTo("coolDown");
            assertThat(sea.tryClaim(zhang, lead)).isEqualTo("claimed");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void membersAreNamedByRoleAndByDepartmentWithWhatIsBelowIt(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long east = sea.create(Caller.system(), Department.TYPE, Map.of("name", "华东"))
                    .id();
            long shanghai = sea.create(Caller.system(), Department.TYPE, Map.of("name", "上海", "parent", east))
                    .id();
            long south = sea.create(Caller.system(), Department.TYPE, Map.of("name", "华南"))
                    .id();
            long leader =
                    sea.create(Caller.system(), Role.TYPE, Map.of("name", "组长")).id();
            long inEast = sea.create(Caller.system(), Person.TYPE, Map.of("name", "东", "department", east))
                    .id();
            long inShanghai = sea.create(Caller.system(), Person.TYPE, Map.of("name", "沪", "department", shanghai))
                    .id();
            long inSouth = sea.create(Caller.system(), Person.TYPE, Map.of("name", "南", "department", south))
                    .id();
            long leads = sea.create(
                            Caller.system(),
                            Person.TYPE,
                            Map.of("name", "长", "roles", List.of(new RecordLink(Role.TYPE, leader))))
                    .id();
            RecordSnapshot pool = sea.pool(
                    "华东公海",
                    "members",
                    List.of(new RecordLink(Department.TYPE, east), new RecordLink(Role.TYPE, leader)));
            List<RecordSnapshot> some = leads(sea, pool, 3);

            assertThat(sea.tryClaim(inSouth, some.get(0))).isEqualTo("notMember");
            assertThat(sea.tryClaim(inEast, some.get(0))).isEqualTo("claimed");
            assertThat(sea.tryClaim(inShanghai, some.get(1))).isEqualTo("claimed");
            assertThat(sea.tryClaim(leads, some.get(2))).isEqualTo("claimed");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whereAPoolNamesAdministratorsOthersWithTheRightDoNotAssign(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海", "admins", List.of(new RecordLink(Person.TYPE, zhang)));
            RecordSnapshot lead = sea.pooled("蓬莱", pool);
            Caller administrator = Sea.assigner(zhang);
            Caller other = Sea.assigner(88);

            assertThatThrownBy(() -> sea.writes.act(
                            other, Lead.TYPE, lead.id(), PoolActions.ASSIGN, null, Map.of("user", zhang)))
                    .isInstanceOf(Forbidden.class);
            sea.writes.act(administrator, Lead.TYPE, lead.id(), PoolActions.ASSIGN, null, Map.of("user", zhang));
            assertThat(sea.owner(lead)).isEqualTo(zhang);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aProtectedRecordWaitsForTheEndOfItsProtection(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            RecordSnapshot lead = sea.pooled("蓬莱", sea.pool("公海"));
            sea.update(Caller.system(), lead, "protectedUntil", Sea.START.plus(Duration.ofDays(3)));
            sea.clock.move(Duration.ofDays(2));
            assertThat(sea.tryClaim(2, lead)).isEqualTo("protected");
            sea.clock.move(Duration.ofDays(1));
            assertThat(sea.tryClaim(2, lead)).isEqualTo("claimed");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void assigningIsNoClaimButTakesTheRight(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海", "claimLimitPerDay", 0, "holdingLimit", 0);
            List<RecordSnapshot> leads = leads(sea, pool, 3);
            assertThat(sea.tryClaim(zhang, leads.get(0))).isEqualTo("dailyLimit");
            sea.writes.act(
                    Sea.manager(9), Lead.TYPE, leads.get(0).id(), PoolActions.ASSIGN, null, Map.of("user", zhang));
            assertThat(sea.owner(leads.get(0))).isEqualTo(zhang);
            assertThat(sea.poolOf(leads.get(0))).isNull();

            assertThatThrownBy(() -> sea.update(Sea.seller(zhang), leads.get(1), "owner", zhang))
                    .as("claiming by the back door")
                    .isInstanceOf(Forbidden.class);
            sea.update(Sea.manager(9), leads.get(1), "owner", zhang);
            assertThat(sea.poolOf(leads.get(1))).isNull();
            assertThat(sea.read(leads.get(1)).get("claimedAt", Instant.class)).isEqualTo(Sea.START);

            long gone = sea.person("离职");
            sea.update(
                    Caller.system(),
                    sea.records.find(Caller.system(), "users", gone).orElseThrow(),
                    "status",
                    "left");
            assertThatThrownBy(() -> sea.writes.act(
                            Sea.manager(9),
                            Lead.TYPE,
                            leads.get(2).id(),
                            PoolActions.ASSIGN,
                            null,
                            Map.of("user", gone)))
                    .isInstanceOf(Invalid.class);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRecordHasAnOwnerOrAPoolHoweverItIsWritten(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海");
            RecordSnapshot lead = sea.owned("蓬莱", zhang);
            sea.update(Sea.seller(zhang), lead, "owner", null);
            assertThat(sea.poolOf(lead))
                    .as("without an owner it goes to the pool")
                    .isEqualTo(pool.id());
            assertThat(sea.read(lead).reference("previousOwner")).isEqualTo(zhang);
            sea.claim(zhang, lead);
            sea.update(Sea.seller(zhang), lead, "pool", pool.id());
            assertThat(sea.owner(lead)).as("in the pool it has no owner").isNull();
            assertThatThrownBy(() -> sea.update(Sea.manager(9), lead, "pool", null))
                    .isInstanceOf(Invalid.class);
            assertThatThrownBy(() -> sea.create(
                            Sea.seller(zhang),
                            Lead.TYPE,
                            Map.of("name", "x", "pool", sea.poolOfOthers("客户").id())))
                    .isInstanceOf(Invalid.class);

            sea.records.apply(
                    Sea.seller(zhang),
                    List.of(new org.penglai.crm.api.records.RecordChange.Delete(Lead.TYPE, lead.id(), null)));
            RecordSnapshot restored = sea.writes.restore(Sea.seller(zhang), Lead.TYPE, lead.id());
            assertThat(restored.reference("pool")).isEqualTo(pool.id());
            assertThat(restored.reference("owner")).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofFiftyWhoClaimOneRecordOneWins(Kind kind) throws Exception {
        try (Sea sea = Sea.on(kind)) {
            RecordSnapshot pool = sea.pool("公海", "claimLimitPerDay", 5, "holdingLimit", 5);
            RecordSnapshot lead = sea.pooled("蓬莱", pool);
            List<Callable<String>> claims = new ArrayList<>();
            for (int user = 1; user <= 50; user++) {
                long id = user;
                claims.add(() -> sea.tryClaim(id, lead));
            }

            List<String> outcomes = together(claims);

            assertThat(Collections.frequency(outcomes, "claimed")).isEqualTo(1);
            assertThat(Collections.frequency(outcomes, "alreadyClaimed")).isEqualTo(49);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void fiftyParallelClaimsOfOneUserKeepTheHoldingLimit(Kind kind) throws Exception {
        try (Sea sea = Sea.on(kind)) {
            RecordSnapshot pool = sea.pool("公海", "holdingLimit", 7);
            List<Callable<String>> claims = new ArrayList<>();
            for (RecordSnapshot lead : leads(sea, pool, 50)) {
                claims.add(() -> sea.tryClaim(2, lead));
            }

            List<String> outcomes = together(claims);

            assertThat(Collections.frequency(outcomes, "claimed")).isEqualTo(7);
            assertThat(Collections.frequency(outcomes, "holdingLimit"))
                    .as("%s", outcomes)
                    .isEqualTo(43);
        }
    }

    private static List<RecordSnapshot> leads(Sea sea, RecordSnapshot pool, int count) {
        List<RecordSnapshot> leads = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            leads.add(sea.pooled("线索" + at, pool));
        }
        return leads;
    }

    private static List<String> together(List<Callable<String>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            CyclicBarrier start = new CyclicBarrier(work.size());
            List<Future<String>> running = new ArrayList<>();
            for (Callable<String> each : work) {
                running.add(threads.submit(() -> {
                    start.await();
                    return each.call();
                }));
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> each : running) {
                outcomes.add(each.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }
}
