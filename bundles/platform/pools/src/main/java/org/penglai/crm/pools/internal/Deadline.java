package org.penglai.crm.pools.internal;

import java.time.Instant;
import org.penglai.crm.api.calendar.WorkingDays;

/**
 * When a record is to be taken back, and why.
 *
 * @param at at that moment its time is over
 * @param reason noFollowUp or notWon
 */
record Deadline(Instant at, String reason) {
    static final String NO_FOLLOW_UP = "noFollowUp";
    static final String NOT_WON = "notWon";

    /** The earlier of the two times of the pool's rules, but not while the record is protected; null if there is none. */
    static Deadline of(PoolTerms terms, Holding holding, WorkingDays calendar) {
        if (terms.defaultOwner() != null && terms.defaultOwner() == holding.owner()) {
            return null;
        }
        Deadline deadline = null;
        if (terms.reclaimNoFollowUpDays() != null) {
            Instant since = later(holding.since(), holding.lastFollowUpAt());
            deadline = new Deadline(terms.after(since, terms.reclaimNoFollowUpDays(), calendar), NO_FOLLOW_UP);
        }
        if (terms.reclaimNotWonDays() != null && !holding.won()) {
            Instant at = terms.after(holding.since(), terms.reclaimNotWonDays(), calendar);
            if (deadline == null || at.isBefore(deadline.at())) {
                deadline = new Deadline(at, NOT_WON);
            }
        }
        return deadline == null
                ? null
                : new Deadline(later(deadline.at(), holding.protectedUntil()), deadline.reason());
    }

    private static Instant later(Instant one, Instant other) {
        return other == null || one.isAfter(other) ? one : other;
    }
}
