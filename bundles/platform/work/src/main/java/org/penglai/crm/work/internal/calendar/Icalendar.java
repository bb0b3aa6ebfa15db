package org.penglai.crm.work.internal.calendar;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.TreeMap;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.persistence.spi.Ids;
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
                .filter(each -> each.text("rrule") != null)
                .map(each -> Zones.parse(each.text("zone"), home))
                .forEach(zone -> zones.put(zone.getId(), zone));
        zones.values().forEach(zone -> TimeZoneText.write(zone, now, out));
        appointments.forEach(each -> event(each, out));
        tasks.forEach(each -> todo(each, out));
        return out.line("END", "VCALENDAR").toString();
    }

    private void event(RecordSnapshot appointment, IcalendarText out) {
        ZoneId zone = Zones.parse(appointment.text("zone"), home);
        Instant start = appointment.get("startAt", Instant.class);
        Instant end = appointment.get("endAt", Instant.class);
        begin("VEVENT", appointment, out);
        if (Boolean.TRUE.equals(appointment.get("allDay", Boolean.class))) {
            out.date("DTSTART", start, zone).date("DTEND", end, zone);
        } else if (appointment.text("rrule") != null) {
            // What repeats is bound to the clock of its zone, so that it does not move with daylight saving time.
            out.local("DTSTART", start, zone).local("DTEND", end, zone);
        } else {
            out.utc("DTSTART", start).utc("DTEND", end);
        }
        if (appointment.text("rrule") != null) {
            boolean allDay = Boolean.TRUE.equals(appointment.get("allDay", Boolean.class));
            out.line("RRULE", rule(appointment.text("rrule"), zone, allDay));
        }
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
        return allDay
                ? rrule.replaceAll("UNTIL=(\\d{8})T\\d{6}Z?", "UNTIL=$1")
                : Recurrence.parse(rrule, zone).map(rule -> rule.inUtc(zone)).orElse(rrule);
    }

    private void todo(RecordSnapshot task, IcalendarText out) {
        begin("VTODO", task, out);
        out.utc("DUE", task.get("dueAt", Instant.class))
                .line("STATUS", "NEEDS-ACTION")
                .line("PRIORITY", priority(task.text("priority")))
                .line("END", "VTODO");
    }

    private void begin(String component, RecordSnapshot record, IcalendarText out) {
        out.line("BEGIN", component)
                .line("UID", Ids.format(record.id()) + "@penglai-crm")
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
