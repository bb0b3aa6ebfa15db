package org.penglai.crm.work.internal.record;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.work.internal.recur.Exdates;
import org.penglai.crm.work.internal.recur.Recurrence;

/**
 * When a series of appointments moves, what is left out of it moves along, and so does the place of what was taken out of
 * it.
 */
final class SeriesRules implements RecordHook {
    @Override
    public Outcome apply(Input input) {
        Outcome outcome = Outcome.none();
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        if (after == null || after.get("startAt", Instant.class) == null) {
            return outcome;
        }
        if (Exdates.parse(after.text(SeriesFields.EXDATES)).isEmpty()) {
            return outcome.reject(Violation.of(
                    SeriesFields.EXDATES,
                    "invalid",
                    "应为本地时间，例如 20270329T090000。",
                    "Must be local times such as 20270329T090000."));
        }
        if (before != null && before.text("rrule") != null && moved(before, after)) {
            follow(input, outcome);
        }
        return outcome;
    }

    private static boolean moved(RecordSnapshot before, RecordSnapshot after) {
        return List.of("startAt", "zone", "allDay").stream()
                .anyMatch(field -> !Objects.equals(
                        before.values().get(field), after.values().get(field)));
    }

    private static void follow(Input input, Outcome outcome) {
        RecordSnapshot before = input.before();
        RecordSnapshot after = input.after();
        ZoneId oldZone = Zones.parse(before.text("zone"), input.caller().zone());
        ZoneId newZone = Zones.parse(after.text("zone"), oldZone);
        LocalDateTime oldStart = LocalDateTime.ofInstant(before.get("startAt", Instant.class), oldZone);
        LocalDateTime newStart = start(after, newZone);
        Duration by = Duration.between(oldStart, newStart);
        if (by.isZero() && oldZone.equals(newZone)) {
            return;
        }
        if (Objects.equals(before.text(SeriesFields.EXDATES), after.text(SeriesFields.EXDATES))) {
            outcome.set(
                    SeriesFields.EXDATES,
                    Exdates.text(Exdates.of(before.text(SeriesFields.EXDATES)).stream()
                            .map(each -> each.plus(by))
                            .toList()));
        }
        String taken = SeriesFields.SERIES + "==" + Ids.format(before.id());
        for (RecordSnapshot each :
                input.records().list(Caller.system(), AppointmentType.TYPE, RecordQuery.where(taken))) {
            Instant planned = each.get(SeriesFields.OCCURRENCE_AT, Instant.class);
            if (planned != null) {
                LocalDateTime place = LocalDateTime.ofInstant(planned, oldZone).plus(by);
                Map<String, Object> values = Map.of(SeriesFields.OCCURRENCE_AT, Recurrence.instant(place, newZone));
                outcome.follow(new RecordChange.Update(each.type(), each.id(), each.version(), values));
            }
        }
    }

    /** Whole days begin at midnight, whatever was given. */
    private static LocalDateTime start(RecordSnapshot after, ZoneId zone) {
        LocalDateTime start = LocalDateTime.ofInstant(after.get("startAt", Instant.class), zone);
        return Boolean.TRUE.equals(after.get("allDay", Boolean.class))
                ? start.toLocalDate().atStartOfDay()
                : start;
    }
}
