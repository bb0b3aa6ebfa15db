package org.penglai.crm.calendar.internal;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which days are worked.
 *
 * @param zone in which the days begin
 * @param week weekdays that are worked
 * @param exceptions days on which it is otherwise: true if they are worked
 */
record DayPlan(ZoneId zone, Set<DayOfWeek> week, Map<LocalDate, Boolean> exceptions) {
    /** Nobody waits for a working day longer than this: a calendar without any must not hang its user. */
    private static final int LONGEST_BREAK = 366;

    private static final int FARTHEST = 10_000;

    DayPlan {
        week = Set.copyOf(week);
        exceptions = Map.copyOf(exceptions);
    }

    /** Monday to Friday in China, holidays unknown. */
    static DayPlan plainWeeks() {
        return new DayPlan(ZoneId.of("Asia/Shanghai"), EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), Map.of());
    }

    boolean isWorkingDay(LocalDate day) {
        Boolean exception = exceptions.get(day);
        return exception == null ? week.contains(day.getDayOfWeek()) : exception;
    }

    LocalDate plus(LocalDate day, int workingDays) {
        if (Math.abs((long) workingDays) > FARTHEST) {
            throw new IllegalArgumentException(workingDays + " working days");
        }
        int step = Integer.signum(workingDays);
        LocalDate current = day;
        for (int left = Math.abs(workingDays); left > 0; left--) {
            current = next(current, step);
        }
        return current;
    }

    private LocalDate next(LocalDate day, int step) {
        LocalDate current = day.plusDays(step);
        for (int waited = 1; waited < LONGEST_BREAK && !isWorkingDay(current); waited++) {
            current = current.plusDays(step);
        }
        return current;
    }

    int between(LocalDate from, LocalDate to) {
        if (to.isBefore(from)) {
            return -between(to, from);
        }
        return (int) from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(this::isWorkingDay)
                .count();
    }
}
