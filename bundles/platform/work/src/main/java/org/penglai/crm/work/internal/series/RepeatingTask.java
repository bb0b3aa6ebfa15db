package org.penglai.crm.work.internal.series;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.work.internal.calendar.Occurrences;
import org.penglai.crm.work.internal.record.SeriesFields;
import org.penglai.crm.work.internal.record.TaskReminder;
import org.penglai.crm.work.internal.recur.Recurrence;

/** A task that repeats: the record is the next one, those after it come when it is done. */
final class RepeatingTask extends Repeating {
    private static final List<String> KEPT = List.of("subject", "related", "priority", "remark", "owner", "tags");

    RepeatingTask(RecordSnapshot record, Occurrences series, Instant occurrence) {
        super(record, series, occurrence);
    }

    @Override
    List<String> kept() {
        return KEPT;
    }

    @Override
    String timeField() {
        return "dueAt";
    }

    @Override
    Map<String, Object> at(LocalDateTime due) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("dueAt", Recurrence.instant(due, series.zone()));
        values.put("remindAt", TaskReminder.before(record, due, series.zone()));
        return values;
    }

    @Override
    Map<String, Object> allAt(LocalDateTime due) {
        LocalDateTime next = series.first().plus(Duration.between(meant, due));
        Map<String, Object> values = at(next);
        values.put(SeriesFields.OCCURRENCE_AT, Recurrence.instant(next, series.zone()));
        values.put("rrule", ruleFor(due, series.rule().text()));
        return values;
    }

    @Override
    Optional<Map<String, Object>> skipped() {
        return series.after(series.start()).map(next -> {
            LocalDateTime due = series.local(next.start());
            Map<String, Object> values = at(due);
            values.put(SeriesFields.OCCURRENCE_AT, next.start());
            values.put("rrule", series.rule().rest(series.first(), due));
            return values;
        });
    }
}
