package org.penglai.crm.work.internal.record;

import java.time.ZoneId;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.work.internal.recur.Recurrence;

/** What tasks and appointments have in common. */
final class Rules {
    private Rules() {}

    /** Refuses a rule that cannot be read, and stores a good one in its normal form. */
    static Outcome rrule(RecordSnapshot after, ZoneId zone, Outcome outcome) {
        String given = after.text("rrule");
        if (given == null) {
            return outcome;
        }
        Recurrence.parse(given, zone)
                .ifPresentOrElse(
                        rule -> outcome.set("rrule", rule.text()),
                        () -> outcome.reject(Violation.of(
                                "rrule",
                                "invalidRule",
                                "无法识别的重复规则；最短间隔为一天。",
                                "Not a recurrence rule; the shortest interval is a day.")));
        return outcome;
    }
}
