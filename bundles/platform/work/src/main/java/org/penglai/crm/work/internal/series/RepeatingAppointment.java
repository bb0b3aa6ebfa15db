package org.penglai.crm.work.internal.series;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.work.internal.calendar.Occurrences;
import org.penglai.crm.work.internal.recur.Recurrence;

/** An appointment that repeats. */
final class RepeatingAppointment extends Repeating {
    private static final List<String> KEPT = List.of(
            "subject",
            "related",
            "allDay",
            "zone",
            "location",
            "attendees",
            "remindMinutes",
            "remark",
            "owner",
            "tags");

    RepeatingAppointment(RecordSnapshot record, Occurrences series, Instant occurrence) {
        super(record, series, occurrence);
    }

    @Override
    List<String> kept() {
        return KEPT;
    }

    @Override
    String timeField() {
        return "startAt";
    }

    @Override
    Map<String, Object> at(LocalDateTime start) {
        Duration length = Duration.between(series.first(), series.local(series.end()));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("startAt", Recurrence.instant(start, series.zone()));
        values.put("endAt", Recurrence.instant(start.plus(length), series.zone()));
        return values;
    }

    @Override
    Map<String, Object> allAt(LocalDateTime start) {
        Map<String, Object> values = at(series.first().plus(Duration.between(meant, start)));
        values.put("rrule", ruleFor(start, series.rule().text()));
        return values;
    }
}
