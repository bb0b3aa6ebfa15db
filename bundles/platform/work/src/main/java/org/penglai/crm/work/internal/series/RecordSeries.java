package org.penglai.crm.work.internal.series;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.work.internal.calendar.Occurrences;
import org.penglai.crm.work.internal.record.AppointmentType;
import org.penglai.crm.work.internal.record.SeriesFields;
import org.penglai.crm.work.internal.record.TaskType;
import org.penglai.crm.work.internal.record.Zones;
import org.penglai.crm.work.internal.recur.Recurrence;
import org.penglai.crm.work.spi.Series;

/** Series through the kernel: each change becomes a list of writes, and a list that takes them back. */
@Component
public final class RecordSeries implements Series {
    private final Records records;

    @Activate
    public RecordSeries(@Reference Records records) {
        this.records = records;
    }

    @Override
    public Done change(
            Caller caller, String type, long id, Instant occurrence, Scope scope, Map<String, Object> values) {
        Repeating repeating = repeating(caller, type, id, occurrence);
        return switch (scope) {
            case ONE -> one(caller, repeating, values);
            case FOLLOWING ->
                repeating.isFirst() ? all(caller, repeating, values) : following(caller, repeating, values);
            case ALL -> all(caller, repeating, values);
        };
    }

    @Override
    public Done remove(Caller caller, String type, long id, Instant occurrence, Scope scope) {
        Repeating repeating = repeating(caller, type, id, occurrence);
        if (scope == Scope.ALL || scope == Scope.FOLLOWING && repeating.isFirst()) {
            return delete(caller, repeating);
        }
        if (scope == Scope.FOLLOWING) {
            return end(caller, repeating);
        }
        if (repeating instanceof RepeatingTask && !repeating.isLater()) {
            Optional<Map<String, Object>> next = repeating.skipped();
            return next.isPresent() ? update(caller, repeating, next.get()) : delete(caller, repeating);
        }
        return update(caller, repeating, repeating.without());
    }

    private Done one(Caller caller, Repeating repeating, Map<String, Object> values) {
        if (repeating instanceof RepeatingTask && !repeating.isLater()) {
            Map<String, Object> all = repeating.at(repeating.target(values));
            all.putAll(values);
            all.remove("rrule");
            all.put(SeriesFields.OCCURRENCE_AT, repeating.series.start());
            return update(caller, repeating, all);
        }
        Map<String, Object> without = repeating.without();
        RecordSnapshot apart = records.apply(caller, List.of(repeating.update(without), repeating.apart(values)))
                .get(1);
        return new Done(
                apart.id(),
                List.of(
                        new RecordChange.Delete(apart.type(), apart.id(), null),
                        again(repeating, repeating.old(without))),
                List.of());
    }

    /** What was taken out of the rest stays what it is, and no longer belongs to what ends. */
    private Done following(Caller caller, Repeating repeating, Map<String, Object> values) {
        Map<String, Object> ended = repeating.ended();
        List<RecordChange> changes = new ArrayList<>(List.of(repeating.update(ended), repeating.rest(values)));
        List<RecordChange> undo = new ArrayList<>();
        for (RecordSnapshot each : takenLater(caller, repeating)) {
            changes.add(new RecordChange.Update(
                    each.type(), each.id(), each.version(), Repeating.one(SeriesFields.SERIES, null)));
            undo.add(new RecordChange.Update(
                    each.type(), each.id(), null, Repeating.one(SeriesFields.SERIES, repeating.record.id())));
        }
        RecordSnapshot rest = records.apply(caller, changes).get(1);
        undo.add(new RecordChange.Delete(rest.type(), rest.id(), null));
        undo.add(again(repeating, repeating.old(ended)));
        return new Done(rest.id(), undo, List.of());
    }

    private Done all(Caller caller, Repeating repeating, Map<String, Object> values) {
        Map<String, Object> all = new LinkedHashMap<>(values);
        if (values.get(repeating.timeField()) != null) {
            all.putAll(repeating.allAt(repeating.target(values)));
            all.putAll(length(repeating, values));
            if (values.containsKey("rrule")) {
                all.put("rrule", values.get("rrule"));
            }
        }
        return update(caller, repeating, all);
    }

    /** The end of the whole series, where the change gives the occurrence another length. */
    private static Map<String, Object> length(Repeating repeating, Map<String, Object> values) {
        if (!(values.get("endAt") instanceof String end) || !(values.get("startAt") instanceof String start)) {
            return Map.of();
        }
        Occurrences series = repeating.series;
        LocalDateTime from = series.local(Instants.parse("startAt", start));
        LocalDateTime to = series.local(Instants.parse("endAt", end));
        Duration by = Duration.between(repeating.meant, to);
        return from.isAfter(to)
                ? Map.of()
                : Map.of("endAt", Recurrence.instant(series.first().plus(by), series.zone()));
    }

    private Done update(Caller caller, Repeating repeating, Map<String, Object> values) {
        records.apply(caller, List.of(repeating.update(values)));
        Map<String, Object> old = repeating.old(values);
        if (repeating instanceof RepeatingTask && old.containsKey(SeriesFields.OCCURRENCE_AT)) {
            old.put(SeriesFields.OCCURRENCE_AT, repeating.series.start());
        }
        old.put(SeriesFields.EXDATES, repeating.record.text(SeriesFields.EXDATES));
        return new Done(repeating.record.id(), List.of(again(repeating, old)), List.of());
    }

    /** Ends the series; what was taken out of its rest goes, too. */
    private Done end(Caller caller, Repeating repeating) {
        Map<String, Object> values = repeating.ended();
        List<RecordChange> changes = new ArrayList<>();
        List<Long> gone = new ArrayList<>();
        for (RecordSnapshot each : takenLater(caller, repeating)) {
            changes.add(new RecordChange.Delete(each.type(), each.id(), each.version()));
            gone.add(each.id());
        }
        changes.add(repeating.update(values));
        records.apply(caller, changes);
        return new Done(repeating.record.id(), List.of(again(repeating, repeating.old(values))), gone);
    }

    private List<RecordSnapshot> takenLater(Caller caller, Repeating repeating) {
        String later = SeriesFields.SERIES + "==" + Ids.format(repeating.record.id()) + ";" + SeriesFields.OCCURRENCE_AT
                + "=ge=" + Recurrence.instant(repeating.meant, repeating.series.zone());
        return records.list(caller, repeating.record.type(), RecordQuery.where(later));
    }

    private Done delete(Caller caller, Repeating repeating) {
        RecordSnapshot record = repeating.record;
        records.apply(caller, List.of(new RecordChange.Delete(record.type(), record.id(), record.version())));
        return new Done(null, List.of(), List.of(record.id()));
    }

    private static RecordChange again(Repeating repeating, Map<String, Object> old) {
        return new RecordChange.Update(repeating.record.type(), repeating.record.id(), null, old);
    }

    private Repeating repeating(Caller caller, String type, long id, Instant occurrence) {
        if (!type.equals(AppointmentType.TYPE) && !type.equals(TaskType.TYPE)) {
            throw unknown();
        }
        RecordSnapshot record = records.find(caller, type, id).orElseThrow(RecordSeries::unknown);
        boolean isTask = type.equals(TaskType.TYPE);
        Occurrences series =
                Occurrences.of(record, isTask ? Zones.of(record.reference("owner"), caller, records) : caller.zone());
        Repeating repeating = isTask
                ? new RepeatingTask(record, series, occurrence)
                : new RepeatingAppointment(record, series, occurrence);
        boolean isTheTask = isTask && occurrence.equals(series.start());
        if (series.rule() == null || !isTheTask && !series.includes(repeating.meant)) {
            throw new Conflict(
                    "noSuchOccurrence",
                    Localized.of("这一次已不存在或已改动，请刷新。", "There is no such occurrence any more; please reload."));
        }
        return repeating;
    }

    private static NotFound unknown() {
        return new NotFound("recordNotFound", Localized.of("记录不存在或已删除。", "The record does not exist."));
    }
}
