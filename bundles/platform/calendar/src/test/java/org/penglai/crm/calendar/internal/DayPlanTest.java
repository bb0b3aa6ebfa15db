package org.penglai.crm.calendar.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class DayPlanTest {
    private static final LocalDate START = LocalDate.of(2025, 1, 1);

    @Test
    void aYearWithoutDataHasPlainWeeks() {
        DayPlan plan = DayPlan.plainWeeks();

        LocalDate.of(2031, 1, 1).datesUntil(LocalDate.of(2032, 1, 1)).forEach(day -> assertThat(plan.isWorkingDay(day))
                .as("%s", day)
                .isEqualTo(day.getDayOfWeek().getValue() <= 5));
    }

    @Test
    void zeroWorkingDaysAwayIsTheDayItself() {
        LocalDate saturday = LocalDate.of(2031, 3, 1);

        assertThat(DayPlan.plainWeeks().plus(saturday, 0)).isEqualTo(saturday);
    }

    @Test
    void aCalendarWithoutWorkingDaysHangsNobody() {
        DayPlan plan = new DayPlan(ZoneId.of("UTC"), Set.of(), Map.of());

        assertThat(plan.plus(START, 2)).isAfter(START);
    }

    @Test
    void farthestIsTenThousandDays() {
        assertThatThrownBy(() -> DayPlan.plainWeeks().plus(START, 10_001)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DayPlan.plainWeeks().plus(START, Integer.MIN_VALUE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @RepeatedTest(200)
    void addingAndCountingAgreeOnAnyCalendar(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        DayPlan plan = randomPlan(random);
        LocalDate day = START.plusDays(random.nextInt(700));
        int first = random.nextInt(40);
        int second = random.nextInt(40);

        LocalDate later = plan.plus(day, first);
        assertThat(plan.between(day, later)).isEqualTo(first);
        assertThat(plan.plus(later, second)).isEqualTo(plan.plus(day, first + second));
        assertThat(plan.between(later, day)).isEqualTo(-first);
        if (first > 0) {
            assertThat(plan.isWorkingDay(later)).isTrue();
            assertThat(plan.isWorkingDay(plan.plus(day, -first))).isTrue();
            assertThat(plan.plus(later, 1)).isAfter(later);
        }
        if (plan.isWorkingDay(day)) {
            assertThat(plan.plus(later, -first)).isEqualTo(day);
        }
        LocalDate end = day.plusDays(random.nextInt(200));
        long counted = day.plusDays(1)
                .datesUntil(end.plusDays(1))
                .filter(plan::isWorkingDay)
                .count();
        assertThat(plan.between(day, end)).isEqualTo(Math.toIntExact(counted));
    }

    private static DayPlan randomPlan(Random random) {
        Set<DayOfWeek> week = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        for (DayOfWeek each : DayOfWeek.values()) {
            if (random.nextInt(3) > 0) {
                week.add(each);
            }
        }
        Map<LocalDate, Boolean> exceptions = new HashMap<>();
        for (int at = random.nextInt(200); at > 0; at--) {
            exceptions.put(START.plusDays(random.nextInt(1_000)), random.nextBoolean());
        }
        return new DayPlan(ZoneId.of("Asia/Shanghai"), week, exceptions);
    }
}
