package org.penglai.crm.api.calendar;

import java.time.LocalDate;
import java.time.ZoneId;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The firm's working days, by its default business calendar: the weekdays that are worked, less public holidays, plus the
 * days worked in exchange for them (调休). A year for which nobody has entered holidays counts as plain weeks. Answers
 * from memory; a changed calendar is known within ten seconds. Safe for any thread.
 */
@ProviderType
public interface WorkingDays {
    /** The zone in which the calendar's days begin. */
    ZoneId zone();

    /** Whether people work on that day. */
    boolean isWorkingDay(LocalDate day);

    /**
     * The working day that is so many working days away: 1 is the next one after the given day, -1 the last one before it,
     * 0 the day itself whether it is worked or not.
     *
     * @throws IllegalArgumentException if more than 10,000 days away
     */
    LocalDate plus(LocalDate day, int workingDays);

    /** How many working days come after the first day up to and including the second; negative if that is earlier. */
    int between(LocalDate from, LocalDate to);
}
