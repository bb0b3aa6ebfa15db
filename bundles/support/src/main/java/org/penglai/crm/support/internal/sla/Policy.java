package org.penglai.crm.support.internal.sla;

import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.penglai.crm.api.calendar.BusinessHours;
import org.penglai.crm.api.calendar.WorkingHours;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;

/**
 * What a firm promises about some of its tickets.
 *
 * @param row as it is stored
 * @param hours in which it counts
 */
record Policy(RecordSnapshot row, WorkingHours hours) {
    /** Where nobody keeps a calendar: tickets are taken all the same. */
    private static final WorkingHours USUAL = new WorkingHours(
            ZoneId.of("Asia/Shanghai"),
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY).stream()
                    .collect(Collectors.toMap(
                            Function.identity(), day -> BusinessHours.shifts("09:00-12:00, 13:30-18:00"))),
            Map.of());

    static Policy read(RecordReader records, RecordSnapshot row) {
        return new Policy(
                row,
                BusinessHours.of(records, row.reference(SlaPolicyType.CALENDAR)).orElse(USUAL));
    }

    /** What it promises about the metric; without minutes if nothing. */
    Promise promise(Metric metric, String priority) {
        return new Promise(
                row.id(),
                row.get(metric.minutesField(priority), Long.class),
                hours,
                row.get(SlaPolicyType.WARN_MINUTES, Long.class));
    }
}
