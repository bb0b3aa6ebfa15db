package org.penglai.crm.work.internal.series;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.work.internal.calendar.Occurrences;
import org.penglai.crm.work.internal.record.SeriesFields;
import org.penglai.crm.work.internal.recur.Exdates;
import org.penglai.crm.work.internal.recur.Recurrence;

/** A series and one occurrence of it that somebody means; what appointments and tasks have in common. */
abstract class Repeating {
    final RecordSnapshot record;
    final Occurrences series;
    final LocalDateTime meant;

    Repeating(RecordSnapshot record, Occurrences series, Instant occurrence) {
        this.record = record;
        this.series = series;
        this.meant = series.local(occurrence);
    }

    /** Fields that an occurrence of its own takes along. */
    abstract List<String> kept();

    /** Name of the field that says when it begins or is due. */
    abstract String timeField();

    /** Values that put an occurrence at the clock time, as long as it was. */
    abstract Map<String, Object> at(LocalDateTime start);

    /** Values that put the whole series elsewhere, as the occurrence that is meant moves to the clock time. */
    abstract Map<String, Object> allAt(LocalDateTime start);

    /** Whether there are occurrences before the one that is meant. */
    final boolean isFirst() {
        return series.rule().between(series.first(), series.first(), meant, 1).isEmpty() || !isLater();
    }

    final boolean isLater() {
        return meant.isAfter(series.first());
    }

    /** Where the change puts the occurrence; where it is, if the change does not say. */
    final LocalDateTime target(Map<String, Object> values) {
        return values.get(timeField()) instanceof String given
                ? series.local(Instants.parse(timeField(), given))
                : meant;
    }

    final String ruleFor(LocalDateTime target, String rule) {
        return Recurrence.moved(rule, meant.toLocalDate(), target.toLocalDate());
    }

    /** The occurrence as a record of its own. */
    final RecordChange.Create apart(Map<String, Object> values) {
        Map<String, Object> all = copy();
        all.putAll(at(target(values)));
        all.putAll(values);
        all.remove("rrule");
        all.put(SeriesFields.SERIES, record.id());
        all.put(SeriesFields.OCCURRENCE_AT, Recurrence.instant(meant, series.zone()));
        return new RecordChange.Create(record.type(), all);
    }

    /** The rest of the series, from this occurrence on. */
    final RecordChange.Create rest(Map<String, Object> values) {
        LocalDateTime target = target(values);
        Map<String, Object> all = copy();
        all.putAll(at(target));
        all.put("rrule", ruleFor(target, series.rule().rest(series.first(), meant)));
        Duration by = Duration.between(meant, target);
        SortedSet<LocalDateTime> left = new TreeSet<>();
        new TreeSet<>(series.without()).tailSet(meant).forEach(each -> left.add(each.plus(by)));
        all.put(SeriesFields.EXDATES, Exdates.text(left));
        all.put(SeriesFields.CONTINUES, record.id());
        all.putAll(values);
        return new RecordChange.Create(record.type(), all);
    }

    /** The series without this occurrence. */
    final Map<String, Object> without() {
        SortedSet<LocalDateTime> left = new TreeSet<>(series.without());
        left.add(meant);
        return one(SeriesFields.EXDATES, Exdates.text(left));
    }

    /** The series as far as before this occurrence. */
    final Map<String, Object> ended() {
        return one("rrule", series.rule().endingBefore(series.first(), meant, series.zone()));
    }

    /** What the record holds now in the fields that are about to change. */
    final Map<String, Object> old(Map<String, Object> changed) {
        Map<String, Object> old = new LinkedHashMap<>();
        changed.keySet().forEach(field -> old.put(field, record.values().get(field)));
        return old;
    }

    final RecordChange.Update update(Map<String, Object> values) {
        return new RecordChange.Update(record.type(), record.id(), record.version(), values);
    }

    /** How the series goes on when the next one is left out; empty if it need not be treated apart, or is over. */
    Optional<Map<String, Object>> skipped() {
        return Optional.empty();
    }

    private Map<String, Object> copy() {
        Map<String, Object> copy = new LinkedHashMap<>();
        for (String field : kept()) {
            if (record.values().get(field) != null) {
                copy.put(field, record.values().get(field));
            }
        }
        return copy;
    }

    static Map<String, Object> one(String field, Object value) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put(field, value);
        return values;
    }
}
