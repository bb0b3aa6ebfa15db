package org.penglai.crm.work.internal.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Invalid;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.work.internal.record.AppointmentType;
import org.penglai.crm.work.internal.record.SeriesFields;
import org.penglai.crm.work.internal.record.TaskType;
import org.penglai.crm.work.internal.record.Zones;
import org.penglai.crm.work.spi.Calendar;

/** The calendar, read through the kernel by the caller's rights. */
@Component
public final class RecordCalendar implements Calendar {
    private static final int AT_MOST = 1_000;

    private final Records records;

    @Activate
    public RecordCalendar(@Reference Records records) {
        this.records = records;
    }

    @Override
    public List<Item> items(Caller caller, Instant from, Instant to, Set<Long> users) {
        if (!from.isBefore(to) || Duration.between(from, to).toDays() > DAYS) {
            throw new Invalid(Violation.of(
                    "to",
                    "outOfRange",
                    "结束须晚于开始，最多 " + DAYS + " 天。",
                    "Must be after from, by " + DAYS + " days at most."));
        }
        List<Item> items = new ArrayList<>();
        if (users.isEmpty()) {
            return items;
        }
        Names names = new Names(records);
        String ids = users.stream().map(Ids::format).collect(Collectors.joining(",", "(", ")"));
        if (caller.may(AppointmentType.TYPE + ":read")) {
            String filter = "(owner=in=" + ids + ",attendees=in=" + ids + ");startAt=lt=" + to + ";(endAt=gt=" + from
                    + ",rrule=null=false)";
            for (RecordSnapshot appointment : list(caller, AppointmentType.TYPE, filter, "-startAt")) {
                appointment(appointment, caller.zone(), from, to, names, items);
            }
        }
        if (caller.may(TaskType.TYPE + ":read")) {
            String filter = "owner=in=" + ids + ";status=out=(cancelled);dueAt=lt=" + to + ";(dueAt=ge=" + from
                    + ",rrule=null=false)";
            Map<Long, ZoneId> zones = new HashMap<>();
            for (RecordSnapshot task : list(caller, TaskType.TYPE, filter, "-dueAt")) {
                ZoneId zone = zones.computeIfAbsent(task.reference("owner"), owner -> Zones.of(owner, caller, records));
                task(task, zone, from, to, names, items);
            }
        }
        items.sort(Comparator.comparing(Item::startAt).thenComparing(Item::id));
        return items;
    }

    private List<RecordSnapshot> list(Caller caller, String type, String filter, String sort) {
        return records.list(caller, type, new RecordQuery(filter, sort, AT_MOST));
    }

    private static void appointment(
            RecordSnapshot record, ZoneId zone, Instant from, Instant to, Names names, List<Item> items) {
        boolean repeats = record.text("rrule") != null;
        for (Occurrences.Span span : Occurrences.of(record, zone).touching(from, to)) {
            items.add(new Item(
                    AppointmentType.TYPE,
                    record.id(),
                    record.text("subject"),
                    span.start(),
                    span.end(),
                    Boolean.TRUE.equals(record.get("allDay", Boolean.class)),
                    null,
                    record.reference("owner"),
                    names.get(record.reference("owner")),
                    record.text("location"),
                    repeats,
                    repeats ? span.start() : record.get(SeriesFields.OCCURRENCE_AT, Instant.class),
                    record.reference(SeriesFields.SERIES)));
        }
    }

    /** One that has ended comes no more; the next one is a task of its own. One that was put off stands where it is due. */
    private static void task(
            RecordSnapshot record, ZoneId zone, Instant from, Instant to, Names names, List<Item> items) {
        Instant due = record.get("dueAt", Instant.class);
        boolean repeats = record.text("rrule") != null;
        Occurrences series = Occurrences.of(record, zone);
        if (!due.isBefore(from) && due.isBefore(to)) {
            items.add(task(record, due, repeats ? series.start() : null, names));
        }
        if (repeats && "open".equals(record.text("status"))) {
            series.touching(from, to).stream()
                    .map(Occurrences.Span::start)
                    .filter(start -> start.isAfter(series.start()))
                    .forEach(start -> items.add(task(record, start, start, names)));
        }
    }

    private static Item task(RecordSnapshot record, Instant at, Instant occurrenceAt, Names names) {
        return new Item(
                TaskType.TYPE,
                record.id(),
                record.text("subject"),
                at,
                null,
                false,
                record.text("status"),
                record.reference("owner"),
                names.get(record.reference("owner")),
                null,
                occurrenceAt != null,
                occurrenceAt == null ? record.get(SeriesFields.OCCURRENCE_AT, Instant.class) : occurrenceAt,
                record.reference(SeriesFields.SERIES));
    }

    /** Names of owners, each looked up once. */
    private static final class Names {
        private final Records records;
        private final Map<Long, Optional<String>> known = new HashMap<>();

        Names(Records records) {
            this.records = records;
        }

        String get(Long user) {
            return user == null
                    ? null
                    : known.computeIfAbsent(user, id -> records.find(Caller.system(), "users", id)
                                    .map(found -> found.text("name")))
                            .orElse(null);
        }
    }
}
