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
import org.penglai.crm.work.internal.record.TaskType;
import org.penglai.crm.work.internal.record.Zones;
import org.penglai.crm.work.internal.recur.Recurrence;
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

    /** When and how often an appointment takes place. */
    public static Occurrences occurrences(RecordSnapshot appointment, ZoneId otherwise) {
        ZoneId zone = Zones.parse(appointment.text("zone"), otherwise);
        return new Occurrences(
                appointment.get("startAt", Instant.class),
                appointment.get("endAt", Instant.class),
                zone,
                rule(appointment, zone));
    }

    private static Recurrence rule(RecordSnapshot record, ZoneId zone) {
        String rrule = record.text("rrule");
        return rrule == null ? null : Recurrence.parse(rrule, zone).orElse(null);
    }

    private List<RecordSnapshot> list(Caller caller, String type, String filter, String sort) {
        return records.list(caller, type, new RecordQuery(filter, sort, AT_MOST));
    }

    private static void appointment(
            RecordSnapshot record, ZoneId zone, Instant from, Instant to, Names names, List<Item> items) {
        for (Occurrences.Span span : occurrences(record, zone).touching(from, to)) {
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
                    record.text("rrule") != null));
        }
    }

    /** One that has ended comes no more; the next one is a task of its own. */
    private static void task(
            RecordSnapshot record, ZoneId zone, Instant from, Instant to, Names names, List<Item> items) {
        Instant due = record.get("dueAt", Instant.class);
        String status = record.text("status");
        Recurrence rule = "open".equals(status) ? rule(record, zone) : null;
        for (Occurrences.Span span : new Occurrences(due, due, zone, rule).touching(from, to)) {
            items.add(new Item(
                    TaskType.TYPE,
                    record.id(),
                    record.text("subject"),
                    span.start(),
                    null,
                    false,
                    status,
                    record.reference("owner"),
                    names.get(record.reference("owner")),
                    null,
                    record.text("rrule") != null));
        }
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
