package org.penglai.crm.pools.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.pools.PoolExemption;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;
import org.penglai.crm.records.spi.Edit;

/** What happens to records while time goes by. The clock is moved. */
@Timeout(120)
class SweepTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatNobodyFollowsUpGoesBack(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海", "reclaimNoFollowUpDays", 30);
            RecordSnapshot claimed = sea.pooled("领取的", pool);
            sea.claim(zhang, claimed);
            RecordSnapshot owned = sea.owned("手工建的", zhang);
            assertThat(sea.read(claimed).get("reclaimAt", Instant.class))
                    .isEqualTo(Sea.START.plus(Duration.ofDays(30)));

            sea.clock.move(Duration.ofDays(30).minusSeconds(1));
            sea.sweepNow();
            assertThat(sea.owner(claimed)).isEqualTo(zhang);
            sea.clock.move(Duration.ofSeconds(1));
            sea.sweepNow();

            for (RecordSnapshot lead : List.of(claimed, owned)) {
                RecordSnapshot after = sea.read(lead);
                assertThat(after.reference("owner")).isNull();
                assertThat(after.reference("pool")).isEqualTo(pool.id());
                assertThat(after.text("poolReason")).isEqualTo("noFollowUp");
                assertThat(after.reference("previousOwner")).isEqualTo(zhang);
                assertThat(after.get("pooledAt", Instant.class)).isEqualTo(sea.clock.instant());
                assertThat(after.values().get("reclaimAt")).isNull();
            }
            assertThat(sea.told()).contains("[" + zhang + "] 领取的 因超期未跟进被收回公海");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void onlyARealFollowUpStopsTheClock(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海", "reclaimNoFollowUpDays", 10);
            RecordSnapshot visited = sea.pooled("拜访过", pool);
            RecordSnapshot edited = sea.pooled("只改字段", pool);
            RecordSnapshot noted = sea.pooled("只有备注", pool);
            List.of(visited, edited, noted).forEach(lead -> sea.claim(zhang, lead));

            sea.clock.move(Duration.ofDays(8));
            long version = sea.read(visited).version();
            sea.visit(visited, true);
            sea.update(Sea.seller(zhang), edited, "name", "改了名");
            sea.visit(noted, false);

            assertThat(sea.read(visited).get("lastFollowUpAt", Instant.class)).isEqualTo(sea.clock.instant());
            assertThat(sea.read(visited).version()).as("no edit of the record").isEqualTo(version);
            assertThat(sea.read(edited).values().get("lastFollowUpAt")).isNull();
            assertThat(sea.read(noted).values().get("lastFollowUpAt")).isNull();
            sea.clock.move(Duration.ofDays(2));
            sea.sweepNow();
            assertThat(sea.owner(visited)).isEqualTo(zhang);
            assertThat(sea.owner(edited)).isNull();
            assertThat(sea.owner(noted)).isNull();
            sea.clock.move(Duration.ofDays(8));
            sea.sweepNow();
            assertThat(sea.owner(visited)).as("ten days after the visit").isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theEarlierOfTwoRulesTakesBackAndWonOnesAreNotMissed(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海", "reclaimNoFollowUpDays", 20, "reclaimNotWonDays", 30);
            RecordSnapshot open = sea.pooled("未成交", pool);
            RecordSnapshot won = sea.pooled("已成交", pool);
            List.of(open, won).forEach(lead -> sea.claim(zhang, lead));
            sea.update(Sea.seller(zhang), won, "status", "won");

            sea.clock.move(Duration.ofDays(19));
            sea.visit(open, true);
            sea.visit(won, true);
            sea.clock.move(Duration.ofDays(11));
            sea.sweepNow();
            assertThat(sea.read(open).text("poolReason")).isEqualTo("notWon");
            assertThat(sea.owner(won)).isEqualTo(zhang);
            sea.clock.move(Duration.ofDays(9));
            sea.sweepNow();
            assertThat(sea.read(won).text("poolReason"))
                    .as("20 days after the visit")
                    .isEqualTo("noFollowUp");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ofSeveralPoolsOfAnOwnerTheFirstByPositionTakesBack(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            sea.pool("后", "position", 20, "reclaimNoFollowUpDays", 5);
            RecordSnapshot first = sea.pool("先", "position", 10, "reclaimNoFollowUpDays", 30);
            RecordSnapshot lead = sea.owned("蓬莱", zhang);

            sea.clock.move(Duration.ofDays(29));
            sea.sweepNow();
            assertThat(sea.owner(lead)).isEqualTo(zhang);
            sea.clock.move(Duration.ofDays(1));
            sea.sweepNow();
            assertThat(sea.poolOf(lead)).isEqualTo(first.id());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void editsOfManyRecordsAtOnceDoNotStopTheClock(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海", "reclaimNoFollowUpDays", 10);
            List<RecordSnapshot> leads = new ArrayList<>();
            for (int at = 0; at < 3; at++) {
                leads.add(sea.pooled("线索" + at, pool));
                sea.claim(zhang, leads.get(at));
            }
            List<Long> ids = leads.stream().map(RecordSnapshot::id).toList();
            sea.clock.move(Duration.ofDays(9));
            sea.writes.editEach(
                    Sea.seller(zhang), Lead.TYPE, ids, new Edit.Values(Map.of("name", "改名")), null, edited -> {});
            sea.writes.editEach(
                    Sea.seller(zhang), Lead.TYPE, ids, new Edit.Tags(List.of("展会"), List.of()), null, edited -> {});
            sea.clock.move(Duration.ofDays(1));
            sea.sweepNow();
            assertThat(leads).extracting(sea::owner).containsOnlyNulls();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void workingDaysLeaveOutWeekends(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot lead = sea.pooled("蓬莱", sea.pool("公海", "reclaimNoFollowUpDays", 5, "dayKind", "working"));
            sea.claim(zhang, lead);
            // Monday; five working days later is the next Monday.
            sea.clock.move(Duration.ofDays(7).minusSeconds(1));
            sea.sweepNow();
            assertThat(sea.owner(lead)).isEqualTo(zhang);
            sea.clock.move(Duration.ofSeconds(1));
            sea.sweepNow();
            assertThat(sea.owner(lead)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void ownersAreWarnedOnceAndAgainForANewTime(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot lead = sea.pooled("蓬莱", sea.pool("公海", "reclaimNoFollowUpDays", 10, "warnDays", 3));
            sea.claim(zhang, lead);
            sea.clock.move(Duration.ofDays(7).minusSeconds(1));
            sea.sweepNow();
            assertThat(sea.notices).isEmpty();
            sea.clock.move(Duration.ofSeconds(1));
            sea.sweepNow();
            sea.clock.move(Duration.ofDays(1));
            sea.sweepNow();
            sea.sweep();
            assertThat(sea.told()).containsExactly("[" + zhang + "] 蓬莱 将于 3 天后被收回公海");

            sea.visit(lead, true);
            sea.clock.move(Duration.ofDays(7));
            sea.sweepNow();
            assertThat(sea.told()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatIsExemptStaysUntilNobodyExemptsIt(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海", "reclaimNoFollowUpDays", 5, "exempt", "status==won");
            RecordSnapshot won = sea.pooled("成交", pool);
            RecordSnapshot open = sea.pooled("有商机", pool);
            RecordSnapshot other = sea.pooled("其他", pool);
            List.of(won, open, other).forEach(lead -> sea.claim(zhang, lead));
            sea.update(Sea.seller(zhang), won, "status", "won");
            List<PoolExemption> opportunities = new ArrayList<>();
            opportunities.add((type, ids) -> Set.of(open.id()));
            sea.sweep.exemptions = opportunities;

            sea.clock.move(Duration.ofDays(6));
            sea.sweepNow();
            assertThat(List.of(sea.owner(won), sea.owner(open))).containsOnly(zhang);
            assertThat(sea.owner(other)).isNull();

            opportunities.clear();
            sea.sweepNow();
            assertThat(sea.owner(open)).isNull();
            assertThat(sea.owner(won)).isEqualTo(zhang);

            sea.update(Sea.seller(zhang), won, "status", "new");
            opportunities.add((type, ids) -> {
                throw new IllegalStateException("does not know");
            });
            sea.sweepNow();
            assertThat(sea.owner(won))
                    .as("rather kept too long than taken wrongly")
                    .isEqualTo(zhang);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aProtectedRecordIsTakenBackAfterItsProtection(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot lead = sea.pooled("蓬莱", sea.pool("公海", "reclaimNoFollowUpDays", 5));
            sea.claim(zhang, lead);
            sea.writes.act(Sea.manager(9), Lead.TYPE, lead.id(), PoolActions.EXTEND, null, Map.of("days", 9));
            sea.clock.move(Duration.ofDays(8));
            sea.sweepNow();
            assertThat(sea.owner(lead)).isEqualTo(zhang);
            sea.clock.move(Duration.ofDays(1));
            sea.sweepNow();
            assertThat(sea.owner(lead)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aDefaultOwnerGetsWhatComesBackAndKeepsIt(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            long lead = sea.person("组长");
            RecordSnapshot pool = sea.pool("公海", "reclaimNoFollowUpDays", 5);
            RecordSnapshot record = sea.pooled("蓬莱", pool);
            sea.claim(zhang, record);
            sea.update(Caller.system(), pool, "defaultOwner", lead);
            sea.clock.move(Duration.ofDays(5));
            sea.sweepNow();
            assertThat(sea.owner(record)).isEqualTo(lead);
            assertThat(sea.poolOf(record)).isNull();
            assertThat(sea.read(record).reference("previousOwner")).isEqualTo(zhang);
            sea.clock.move(Duration.ofDays(50));
            sea.sweepNow();
            assertThat(sea.owner(record)).isEqualTo(lead);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void whatNobodyClaimsIsPassedOn(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            RecordSnapshot next = sea.pool("总部公海", "position", 200);
            RecordSnapshot first = sea.pool("区域公海", "transferAfterDays", 10, "transferTo", next.id());
            RecordSnapshot lead = sea.pooled("蓬莱", first);
            sea.clock.move(Duration.ofDays(9));
            sea.sweepNow();
            assertThat(sea.poolOf(lead)).isEqualTo(first.id());
            sea.clock.move(Duration.ofDays(1));
            sea.sweepNow();
            assertThat(sea.poolOf(lead)).isEqualTo(next.id());
            assertThat(sea.owner(lead)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theRecordsOfLeaversGoToThePoolIfItWantsThem(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            RecordSnapshot pool = sea.pool("公海", "reclaimLeavers", false);
            long leaver = sea.person("离职");
            RecordSnapshot lead = sea.owned("蓬莱", leaver);
            sea.update(
                    Caller.system(),
                    sea.records.find(Caller.system(), "users", leaver).orElseThrow(),
                    "status",
                    "left");
            sea.sweepNow();
            assertThat(sea.owner(lead)).isEqualTo(leaver);
            sea.update(Caller.system(), pool, "reclaimLeavers", true);
            sea.sweepNow();
            assertThat(sea.read(lead).text("poolReason")).isEqualTo("leaver");
            assertThat(sea.poolOf(lead)).isEqualTo(pool.id());
            assertThat(sea.read(lead).reference("previousOwner")).isEqualTo(leaver);
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void newRulesTakeNobodysRecordsUnwarned(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot lead = sea.owned("老客户", zhang);
            sea.clock.move(Duration.ofDays(100));
            sea.pool("公海", "reclaimNoFollowUpDays", 30, "warnDays", 4);
            sea.sweepNow();
            assertThat(sea.owner(lead)).isEqualTo(zhang);
            assertThat(sea.told()).containsExactly("[" + zhang + "] 老客户 将于 4 天后被收回公海");
            sea.clock.move(Duration.ofDays(4).minusSeconds(1));
            sea.sweepNow();
            assertThat(sea.owner(lead)).isEqualTo(zhang);
            sea.clock.move(Duration.ofSeconds(1));
            sea.sweepNow();
            assertThat(sea.owner(lead)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoNodesAtOnceDoNothingTwice(Kind kind) throws Exception {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海", "reclaimNoFollowUpDays", 10, "warnDays", 3);
            List<RecordSnapshot> leads = new ArrayList<>();
            for (int at = 0; at < 12; at++) {
                RecordSnapshot lead = sea.pooled("线索" + at, pool);
                sea.claim(zhang, lead);
                leads.add(lead);
            }
            sea.clock.move(Duration.ofDays(8));
            together(sea);
            assertThat(sea.told()).hasSize(12).doesNotHaveDuplicates();
            sea.clock.move(Duration.ofDays(2));
            together(sea);
            assertThat(leads).allSatisfy(lead -> {
                assertThat(sea.poolOf(lead)).isEqualTo(pool.id());
                assertThat(sea.read(lead).version())
                        .as("made, claimed, taken back once")
                        .isEqualTo(3);
            });
            assertThat(sea.told()).hasSize(24).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void myDayShowsWhatGoesBackWithinAWeek(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot lead = sea.pooled("蓬莱", sea.pool("公海", "reclaimNoFollowUpDays", 10));
            sea.claim(zhang, lead);
            assertThat(sea.inbox(zhang)).isEmpty();
            sea.clock.move(Duration.ofDays(4));
            assertThat(sea.inbox(zhang)).containsExactly("蓬莱 false");
            assertThat(sea.inbox(sea.person("李四"))).isEmpty();
        }
    }

    private static void together(Sea sea) throws Exception {
        ExecutorService nodes = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> rounds = new ArrayList<>();
            for (PoolSweep node : List.of(sea.sweep, sea.sweep())) {
                rounds.add(nodes.submit(() -> {
                    node.run(sea.clock.instant());
                    return null;
                }));
            }
            for (Future<?> round : rounds) {
                round.get();
            }
        } finally {
            nodes.shutdownNow();
        }
    }
}
