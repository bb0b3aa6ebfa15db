package org.penglai.crm.pools.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.testing.TestDatabase.Kind;

/** Which records in a pool move on, and where to. */
@Timeout(120)
class TransferRulesTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theFirstRuleThatFitsMovesARecordOnWhicheverWayItCameIntoThePool(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            long li = sea.person("李四");
            RecordSnapshot pool = sea.pool("公海");
            RecordSnapshot big = sea.pool("大客户公海");
            sea.rule(pool, "name=like=*集团*;status==new", "toPool", big.id(), "position", 2);
            sea.rule(pool, "name==蓬莱集团", "toOwner", li, "position", 1);
            RecordSnapshot made = sea.pooled("华山集团", pool);
            RecordSnapshot small = sea.pooled("小店", pool);
            RecordSnapshot returned = sea.owned("泰山集团", zhang);
            sea.writes.act(
                    Sea.seller(zhang), Lead.TYPE, returned.id(), PoolActions.RETURN, null, Map.of("pool", pool.id()));
            RecordSnapshot first = sea.pooled("蓬莱集团", pool);

            assertThat(sea.tryClaim(zhang, made)).as("it is on its way").isEqualTo("transferring");
            sea.clock.move(Duration.ofMinutes(1));
            sea.transferNow();

            assertThat(sea.poolOf(made)).isEqualTo(big.id());
            assertThat(sea.read(made).reference("homePool")).isEqualTo(big.id());
            assertThat(sea.read(made).get("pooledAt", Instant.class)).isEqualTo(sea.clock.instant());
            assertThat(sea.poolOf(small)).isEqualTo(pool.id());
            assertThat(sea.poolOf(returned)).isEqualTo(big.id());
            assertThat(sea.read(returned).text("poolReason")).isEqualTo("manual");
            assertThat(sea.owner(first)).isEqualTo(li);
            assertThat(sea.poolOf(first)).isNull();
            assertThat(sea.told()).containsExactly("[" + li + "] 公海按流转规则分配给你：蓬莱集团");
            assertThat(sea.tryClaim(zhang, made)).isEqualTo("claimed");
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRuleMayAskForTheReasonAndNobodyGetsBackWhatHeHasJustLost(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot pool = sea.pool("公海", "reclaimNoFollowUpDays", 10);
            sea.rule(pool, "poolReason==noFollowUp", "toOwner", zhang);
            RecordSnapshot his = sea.pooled("一", pool);
            RecordSnapshot anothers = sea.pooled("二", pool);
            RecordSnapshot lying = sea.pooled("三", pool);
            sea.claim(zhang, his);
            sea.claim(2, anothers);
            sea.clock.move(Duration.ofDays(10));
            sea.sweepNow();
            sea.transferNow();

            assertThat(sea.owner(his)).isNull();
            assertThat(sea.owner(anothers)).isEqualTo(zhang);
            assertThat(sea.owner(lying)).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aRuleWhoseTargetOrConditionNoLongerWorksIsLeftOut(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long gone = sea.person("离职");
            RecordSnapshot pool = sea.pool("公海");
            RecordSnapshot resting = sea.pool("停用公海");
            RecordSnapshot other = sea.pool("另一公海");
            sea.rule(pool, "", "toOwner", gone, "position", 1);
            sea.rule(pool, "", "toPool", resting.id(), "position", 2);
            sea.rule(pool, "", "toPool", other.id(), "position", 3);
            sea.update(
                    Caller.system(),
                    sea.records.find(Caller.system(), Person.TYPE, gone).orElseThrow(),
                    "status",
                    "left");
            sea.update(Caller.system(), resting, "active", false);
            RecordSnapshot lead = sea.pooled("蓬莱", pool);
            sea.transferNow();
            assertThat(sea.poolOf(lead)).isEqualTo(other.id());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void rulesHaveOneTargetForTheSameRecordsAndNeverLeadBack(Kind kind) {
        try (Sea sea = Sea.on(kind)) {
            long zhang = sea.person("张三");
            RecordSnapshot one = sea.pool("一");
            RecordSnapshot two = sea.pool("二");
            RecordSnapshot three = sea.pool("三");
            RecordSnapshot customers = sea.poolOfOthers("客户");
            sea.rule(one, "", "toPool", two.id());
            sea.rule(two, "", "toPool", three.id());

            List.<Object[]>of(
                            new Object[] {},
                            new Object[] {"toPool", two.id(), "toOwner", zhang},
                            new Object[] {"toPool", three.id()},
                            new Object[] {"toPool", one.id()},
                            new Object[] {"toPool", customers.id()})
                    .forEach(target -> assertThatThrownBy(() -> sea.rule(three, "", target))
                            .isInstanceOf(Invalid.class));
            assertThatThrownBy(() -> sea.rule(three, "nothing==1", "toOwner", zhang))
                    .isInstanceOf(Invalid.class);
        }
    }
}
