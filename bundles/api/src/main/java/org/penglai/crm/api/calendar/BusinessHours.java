package org.penglai.crm.api.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.security.Caller;

/**
 * The hours of the calendars that administrators keep as records ({@code businessCalendars} with their {@code
 * calendarExceptions}). Shifts are written as {@code 08:30-12:00, 13:30-17:30}; a day may end at 24:00.
 */
public final class BusinessHours {
    /** Record type of the calendars. */
    public static final String CALENDARS = "businessCalendars";
    /** Record type of the days that are not as the week says. */
    public static final String EXCEPTIONS = "calendarExceptions";
    /** Field of calendars and of exceptional days; of a calendar for all days that have none of their own. */
    public static final String SHIFTS = "shifts";

    private static final int MOST = 1_000;
    private static final int DAY_MINUTES = 24 * 60;
    private static final String END_OF_DAY = "24:00";

    private BusinessHours() {}

    /**
     * The hours of a calendar as they are now, by reading its records: a change that the same transaction made before counts.
     *
     * @param calendar id; null for the default calendar
     * @return empty if there is no such calendar
     */
    public static Optional<WorkingHours> of(RecordReader records, Long calendar) {
        Optional<RecordSnapshot> found = calendar == null
                ? records.list(Caller.system(), CALENDARS, new RecordQuery("isDefault==true", "id", 1)).stream()
                        .findFirst()
                : records.find(Caller.system(), CALENDARS, calendar);
        return found.map(one -> new WorkingHours(ZoneId.of(one.text("zone")), week(one), exceptions(records, one)));
    }

    /**
     * The field of a calendar with the shifts of one weekday; empty there means those of {@link #SHIFTS}.
     *
     * @return for example {@code shiftsMonday}
     */
    public static String shiftsOf(DayOfWeek day) {
        return SHIFTS + day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
    }

    /**
     * Shifts as people write them.
     *
     * @param text null or blank for none
     * @throws IllegalArgumentException if it cannot be read, or shifts overlap
     */
    public static List<WorkingHours.Shift> shifts(String text) {
        List<WorkingHours.Shift> shifts = new ArrayList<>();
        if (text == null || text.isBlank()) {
            return shifts;
        }
        for (String part : text.strip().split("[,，;；\\s]+")) {
            String[] ends = part.replace('：', ':').split("[-–~—]");
            if (ends.length != 2) {
                throw new IllegalArgumentException("no shift: " + part);
            }
            WorkingHours.Shift shift = new WorkingHours.Shift(minute(ends[0]), minute(ends[1]));
            if (shifts.stream().anyMatch(other -> overlap(other, shift))) {
                throw new IllegalArgumentException("shifts overlap: " + part);
            }
            shifts.add(shift);
        }
        return shifts;
    }

    private static boolean overlap(WorkingHours.Shift one, WorkingHours.Shift other) {
        return one.fromMinute() < other.toMinute() && other.fromMinute() < one.toMinute();
    }

    private static int minute(String text) {
        if (END_OF_DAY.equals(text)) {
            return DAY_MINUTES;
        }
        try {
            LocalTime time = LocalTime.parse(text.length() == 4 ? '0' + text : text);
            return time.getHour() * 60 + time.getMinute();
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("no time of day: " + text, notATime);
        }
    }

    private static Map<DayOfWeek, List<WorkingHours.Shift>> week(RecordSnapshot calendar) {
        Map<DayOfWeek, List<WorkingHours.Shift>> week = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            boolean worked =
                    switch (day) {
                        case SATURDAY -> Boolean.TRUE.equals(calendar.get("saturday", Boolean.class));
                        case SUNDAY -> Boolean.TRUE.equals(calendar.get("sunday", Boolean.class));
                        default -> true;
                    };
            if (worked) {
                String own = calendar.text(shiftsOf(day));
                week.put(day, shifts(own == null || own.isBlank() ? calendar.text(SHIFTS) : own));
            }
        }
        return week;
    }

    private static Map<LocalDate, List<WorkingHours.Shift>> exceptions(RecordReader records, RecordSnapshot calendar) {
        Map<LocalDate, List<WorkingHours.Shift>> exceptions = new HashMap<>();
        String of = "calendar==" + RecordId.format(calendar.id());
        for (RecordSnapshot day : records.list(Caller.system(), EXCEPTIONS, new RecordQuery(of, "-date", MOST))) {
            String own = day.text(SHIFTS);
            exceptions.put(
                    day.get("date", LocalDate.class),
                    "workday".equals(day.text("kind"))
                            ? shifts(own == null || own.isBlank() ? calendar.text(SHIFTS) : own)
                            : List.of());
        }
        return exceptions;
    }
}
