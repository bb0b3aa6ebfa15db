package org.penglai.crm.work.internal.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.work.internal.record.SeriesFields;
import org.penglai.crm.work.internal.record.Zones;
import org.penglai.crm.work.internal.recur.Recurrence;

/** Appointments and tasks as one iCalendar object. */
final class Icalendar {
    private final String name;
    private final ZoneId home;
    private final Instant now;

    Icalendar(String name, ZoneId home, Instant now) {
        this.name = name;
        this.home = home;
        this.now = now;
    }

    String write(List<RecordSnapshot> appointments, List<RecordSnapshot> tasks) {
        IcalendarText out = new IcalendarText();
        out.line("BEGIN", "VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//Penglai CRM//Calendar//EN")
                .line("CALSCALE", "GREGORIAN")
                .line("METHOD", "PUBLISH")
                .text("X-WR-CALNAME", name)
                .line("X-PUBLISHED-TTL", "PT15M");
        TreeMap<String, ZoneId> zones = new TreeMap<>();
        appointments.stream()
                .filter(Icalendar::repeats)
                .map(each -> Zones.parse(each.text("zone"), home))
                .forEach(zone -> zones.put(zone.getId(), zone));
        zones.values().forEach(zone -> TimeZoneText.write(zone, now, out));
        Map<Long, Occurrences> series = new HashMap<>();
        appointments.stream()
                .filter(Icalendar::repeats)
                .forEach(each -> series.put(each.id(), Occurrences.of(each, home)));
        Map<Long, List<LocalDateTime>> apart = new HashMap<>();
        for (RecordSnapshot each : appointments) {
            Occurrences origin = origin(each, series);
            event(each, origin, out);
            if (origin != null) {
                apart.computeIfAbsent(each.reference(SeriesFields.SERIES), id -> new ArrayList<>())
                        .add(place(each, origin));
            }
        }
        appointments.stream()
                .filter(Icalendar::repeats)
                .forEach(each -> series(each, series.get(each.id()), apart.getOrDefault(each.id(), List.of()), out));
        tasks.forEach(each -> todo(each, out));
        return out.line("END", "VCALENDAR").toString();
    }

    private static boolean repeats(RecordSnapshot record) {
        return record.text("rrule") != null;
    }

    /** The series that it was taken out of, if that is in this calendar and would still come to that place. */
    private static Occurrences origin(RecordSnapshot appointment, Map<Long, Occurrences> all) {
        Occurrences series = all.get(appointment.reference(SeriesFields.SERIES));
        Instant at = appointment.get(SeriesFields.OCCURRENCE_AT, Instant.class);
        return series == null
                        || at == null
                        || repeats(appointment)
                        || series.rule() == null
                        || !series.rule().includes(series.first(), series.local(at))
                ? null
                : series;
    }

    private static LocalDateTime place(RecordSnapshot apart, Occurrences series) {
        return series.local(apart.get(SeriesFields.OCCURRENCE_AT, Instant.class));
    }

    /** What happens once, alone or in the place of an occurrence of a series. */
    private void event(RecordSnapshot appointment, Occurrences origin, IcalendarText out) {
        if (repeats(appointment)) {
            return;
        }
        ZoneId zone = Zones.parse(appointment.text("zone"), home);
        Instant start = appointment.get("startAt", Instant.class);
        Instant end = appointment.get("endAt", Instant.class);
        begin("VEVENT", appointment, origin == null ? appointment.id() : appointment.reference("series"), out);
        if (origin != null) {
            Instant planned = appointment.get(SeriesFields.OCCURRENCE_AT, Instant.class);
            moment("RECURRENCE-ID", planned, origin.zone(), isAllDay(appointment), out);
        }
        if (isAllDay(appointment)) {
            out.date("DTSTART", start, zone).date("DTEND", end, zone);
        } else {
            out.utc("DTSTART", start).utc("DTEND", end);
        }
        finish(appointment, out);
    }

    /** What repeats is bound to the clock of its zone, so that it does not move with daylight saving time. */
    private void series(RecordSnapshot appointment, Occurrences series, List<LocalDateTime> apart, IcalendarText out) {
        boolean allDay = isAllDay(appointment);
        ZoneId zone = series.zone();
        begin("VEVENT", appointment, appointment.id(), out);
        moment("DTSTART", series.start(), zone, allDay, out);
        moment("DTEND", series.end(), zone, allDay, out);
        out.line("RRULE", rule(appointment.text("rrule"), zone, allDay));
        exceptions(series, apart, allDay, out);
        finish(appointment, out);
    }

    private static void exceptions(Occurrences series, List<LocalDateTime> apart, boolean allDay, IcalendarText out) {
        SortedSet<LocalDateTime> left = new TreeSet<>(series.without());
        // Programs drop what is both left out and put elsewhere.
        apart.forEach(left::remove);
        left.forEach(each -> moment("EXDATE", Recurrence.instant(each, series.zone()), series.zone(), allDay, out));
    }

    private static void moment(String name, Instant at, ZoneId zone, boolean allDay, IcalendarText out) {
        if (allDay) {
            out.date(name, at, zone);
        } else {
            out.local(name, at, zone);
        }
    }

    private static boolean isAllDay(RecordSnapshot appointment) {
        return Boolean.TRUE.equals(appointment.get("allDay", Boolean.class));
    }

    private static void finish(RecordSnapshot appointment, IcalendarText out) {
        out.text("LOCATION", appointment.text("location"));
        if (appointment.values().get("remindMinutes") != null) {
            out.line("BEGIN", "VALARM")
                    .line("ACTION", "DISPLAY")
                    .text("DESCRIPTION", appointment.text("subject"))
                    .line("TRIGGER", "-" + Duration.ofMinutes(appointment.integer("remindMinutes", 0)))
                    .line("END", "VALARM");
        }
        out.line("END", "VEVENT");
    }

    private static String rule(String rrule, ZoneId zone, boolean allDay) {
        return Recurrence.parse(rrule, zone)
                .map(rule -> allDay ? rule.inDays() : rule.inUtc(zone))
                .orElse(rrule);
    }

    private void todo(RecordSnapshot task, IcalendarText out) {
        begin("VTODO", task, task.id(), out);
        out.utc("DUE", task.get("dueAt", Instant.class))
                .line("STATUS", "NEEDS-ACTION")
                .line("PRIORITY", priority(task.text("priority")))
                .line("END", "VTODO");
    }

    private void begin(String component, RecordSnapshot record, long id, IcalendarText out) {
        out.line("BEGIN", component)
                .line("UID", Ids.format(id) + "@penglai-crm")
                .utc("DTSTAMP", record.get("updatedAt", Instant.class))
                .line("SEQUENCE", Long.toString(Math.max(0, record.version() - 1)))
                .text("SUMMARY", record.text("subject"))
                .text("DESCRIPTION", record.text("remark"));
    }

    private static String priority(String code) {
        return switch (code) {
            case "high" -> "1";
            case "low" -> "9";
            default -> "5";
        };
    }
}
