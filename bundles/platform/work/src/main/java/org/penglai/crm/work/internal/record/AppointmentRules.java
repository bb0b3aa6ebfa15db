package org.penglai.crm.work.internal.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordSnapshot;

/** An appointment ends after it begins, lies in a zone that exists, and takes whole days if it is said to. */
final class AppointmentRules implements RecordHook {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final long FOUR_WEEKS_OF_MINUTES = Duration.ofDays(28).toMinutes();

    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot after = input.after();
        if (after == null) {
            return outcome;
        }
        ZoneId home = Zones.of(after.reference("owner"), input.caller(), input.records());
        ZoneId zone = after.text("zone") == null ? home : Zones.parse(after.text("zone"), null);
        if (zone == null) {
            return outcome.reject(Violation.of(
                    "zone", "invalid", "未知时区，例如 Asia/Shanghai。", "Unknown time zone; an example is Asia/Shanghai."));
        }
        if (after.text("zone") == null) {
            outcome.set("zone", zone.getId());
        }
        times(after, zone, outcome);
        long remind = after.integer("remindMinutes", 0);
        if (remind < 0 || remind > FOUR_WEEKS_OF_MINUTES) {
            outcome.reject(
                    Violation.of("remindMinutes", "outOfRange", "应为 0 到 40320 分钟。", "Must be 0 to 40320 minutes."));
        }
        return Rules.rrule(after, zone, outcome);
    }

    private static void times(RecordSnapshot after, ZoneId zone, Outcome outcome) {
        Instant start = after.get("startAt", Instant.class);
        if (start == null) {
            return;
        }
        Instant end = after.get("endAt", Instant.class);
        if (end == null) {
            end = start.plus(USUAL);
            outcome.set("endAt", end);
        }
        if (end.isBefore(start)) {
            outcome.reject(Violation.of("endAt", "beforeStart", "结束不能早于开始。", "The end cannot come before the start."));
        } else if (Boolean.TRUE.equals(after.get("allDay", Boolean.class))) {
            LocalDate first = LocalDate.ofInstant(start, zone);
            // The end is the first moment that does not belong to it.
            LocalDate last = LocalDate.ofInstant(end.isAfter(start) ? end.minusNanos(1) : end, zone);
            outcome.set("startAt", first.atStartOfDay(zone).toInstant());
            outcome.set("endAt", last.plusDays(1).atStartOfDay(zone).toInstant());
        }
    }
}
