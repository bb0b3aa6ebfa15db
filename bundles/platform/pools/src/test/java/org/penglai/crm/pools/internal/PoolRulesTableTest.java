package org.penglai.crm.pools.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.records.FieldDefinition;

/** Each rule that a pool can have, and the specification that shows it on a clock that is moved. */
class PoolRulesTableTest {
    private static final Set<String> NO_RULES = Set.of("name", "remark");

    private static final Map<String, String> SPECIFIED = new LinkedHashMap<>();

    static {
        row("type", "ClaimingTest aRecordHasAnOwnerOrAPoolHoweverItIsWritten");
        row("active", "ClaimingTest onlyMembersOfAnActivePoolClaimAndOnlyWhereClaimingIsTheMode");
        row("mode", "ClaimingTest onlyMembersOfAnActivePoolClaimAndOnlyWhereClaimingIsTheMode");
        row("members", "ClaimingTest membersAreNamedByRoleAndByDepartmentWithWhatIsBelowIt");
        row("admins", "ClaimingTest whereAPoolNamesAdministratorsOthersWithTheRightDoNotAssign");
        row("visibleFields", "PoolGrantsTest membersSeeTheFieldsOfThePoolAdministratorsAll");
        row("position", "SweepTest ofSeveralPoolsOfAnOwnerTheFirstByPositionTakesBack");
        row("zone", "ClaimingTest theDailyLimitBeginsAnewAtMidnightOnThePoolsClock");
        row("claimLimitPerDay", "ClaimingTest theDailyLimitBeginsAnewAtMidnightOnThePoolsClock");
        row("holdingLimit", "ClaimingTest fiftyParallelClaimsOfOneUserKeepTheHoldingLimit");
        row("countWon", "ClaimingTest theHoldingLimitLeavesOutWonOnesUnlessThePoolCountsThem");
        row("coolDownDays", "ClaimingTest everybodyWhoHadItCoolsDownNotOnlyTheLastOne");
        row("reclaimNoFollowUpDays", "SweepTest whatNobodyFollowsUpGoesBack");
        row("reclaimNotWonDays", "SweepTest theEarlierOfTwoRulesTakesBackAndWonOnesAreNotMissed");
        row("reclaimLeavers", "SweepTest theRecordsOfLeaversGoToThePoolIfItWantsThem");
        row("dayKind", "SweepTest workingDaysLeaveOutWeekends");
        row("warnDays", "SweepTest ownersAreWarnedOnceAndAgainForANewTime");
        row("exempt", "SweepTest whatIsExemptStaysUntilNobodyExemptsIt");
        row("defaultOwner", "SweepTest aDefaultOwnerGetsWhatComesBackAndKeepsIt");
        row("transferAfterDays", "SweepTest whatNobodyClaimsIsPassedOn");
        row("transferTo", "SweepTest whatNobodyClaimsIsPassedOn");
        row("transferRules", "TransferRulesTest theFirstRuleThatFitsMovesARecordOnWhicheverWayItCameIntoThePool");
    }

    @Test
    void everyRuleHasASpecification() {
        Set<String> rules = new PoolsType()
                .definition().fields().stream()
                        .map(FieldDefinition::name)
                        .collect(Collectors.toCollection(TreeSet::new));
        rules.removeAll(NO_RULES);
        rules.add("transferRules");
        assertThat(new TreeSet<>(SPECIFIED.keySet())).isEqualTo(rules);
    }

    @Test
    void everySpecificationNamedIsThere() throws ClassNotFoundException {
        for (String named : SPECIFIED.values()) {
            String[] words = named.split(" ");
            Class<?> specification = Class.forName(getClass().getPackageName() + "." + words[0]);
            assertThat(Stream.of(specification.getDeclaredMethods()).map(method -> method.getName()))
                    .contains(words[1]);
        }
    }

    private static void row(String rule, String specification) {
        SPECIFIED.put(rule, specification);
    }
}
