package org.penglai.crm.calendar.internal;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.calendar.BusinessHours;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code businessCalendars}. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-calendar)"))
public final class BusinessCalendarsType implements RecordType {
    static final String TYPE = "businessCalendars";
    static final String UNIT = "calendar";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, BusinessCalendar.class)
                .unit(UNIT)
                .label("工作日历", "Business calendar", "Business calendars")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name")
                        .required()
                        .searchable())
                .field("zone", FieldKind.TEXT, f -> f.label("时区", "Time zone")
                        .required()
                        .defaultValue("Asia/Shanghai"))
                .field("saturday", FieldKind.BOOLEAN, f -> f.label("周六上班", "Saturdays are worked")
                        .required()
                        .defaultValue(Boolean.FALSE))
                .field("sunday", FieldKind.BOOLEAN, f -> f.label("周日上班", "Sundays are worked")
                        .required()
                        .defaultValue(Boolean.FALSE))
                .field("isDefault", FieldKind.BOOLEAN, f -> f.label("默认日历", "Default calendar")
                        .help("公海回收等按工作日计算的规则使用默认日历。", "Rules that count working days go by the default calendar.")
                        .required()
                        .defaultValue(Boolean.FALSE))
                .field(HolidayAlarm.ALARMED_FOR, FieldKind.INTEGER, f -> f.label(
                                "已提醒缺少节假日的年份", "Told of missing holidays of")
                        .readOnly())
                .field(BusinessHours.SHIFTS, FieldKind.TEXT, f -> f.label("班次", "Shifts")
                        .help(
                                "如 08:30-12:00, 13:30-17:30；用于服务时限等按工作时间计算的规则。",
                                "For example 08:30-12:00, 13:30-17:30; for what is promised in working hours.")
                        .required()
                        .defaultValue("09:00-12:00, 13:30-18:00"))
                .key("name");
        for (DayOfWeek day : DayOfWeek.values()) {
            String zh = day.getDisplayName(TextStyle.FULL, Locale.SIMPLIFIED_CHINESE);
            String en = day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            type.field(BusinessHours.shiftsOf(day), FieldKind.TEXT, f -> f.label(zh + "班次", "Shifts on " + en)
                    .help("留空与其他日相同。", "As on other days when empty."));
        }
        return type.view("all", "全部日历", "All calendars", "name", "", "name", "zone", "saturday", "sunday", "isDefault")
                .section("basic", "基本信息", "Basics", "name", "zone", "saturday", "sunday", "isDefault")
                .section(
                        BusinessHours.SHIFTS,
                        "班次",
                        "Shifts",
                        Stream.concat(
                                        Stream.of(BusinessHours.SHIFTS),
                                        Stream.of(DayOfWeek.values()).map(BusinessHours::shiftsOf))
                                .toArray(String[]::new))
                .hook(BusinessCalendarsType::check)
                .hook(HolidayAlarm::tell)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        String zone = input.after() == null ? null : input.after().text("zone");
        if (zone != null && !isZone(zone)) {
            outcome.reject(Violation.of(
                    "zone", "invalid", "未知时区，例如 Asia/Shanghai。", "Unknown time zone; an example is Asia/Shanghai."));
        }
        if (input.after() != null) {
            checkShifts(input, outcome, BusinessHours.SHIFTS);
            for (DayOfWeek day : DayOfWeek.values()) {
                checkShifts(input, outcome, BusinessHours.shiftsOf(day));
            }
        }
        return outcome;
    }

    /** Refuses what cannot be read as shifts. */
    static void checkShifts(RecordHook.Input input, Outcome outcome, String field) {
        try {
            BusinessHours.shifts(input.after().text(field));
        } catch (IllegalArgumentException unreadable) {
            outcome.reject(Violation.of(
                    field,
                    "noShifts",
                    "请按 08:30-12:00, 13:30-17:30 的格式填写，且不重叠。",
                    "Write them as 08:30-12:00, 13:30-17:30, without overlaps."));
        }
    }

    private static boolean isZone(String zone) {
        try {
            ZoneId.of(zone);
            return true;
        } catch (DateTimeException unknown) {
            return false;
        }
    }
}
