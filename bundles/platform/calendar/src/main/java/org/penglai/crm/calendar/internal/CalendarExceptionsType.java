package org.penglai.crm.calendar.internal;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.calendar.BusinessHours;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;

/** The record type {@code calendarExceptions}: holidays, and days worked in exchange for them. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-calendar)"))
public final class CalendarExceptionsType implements RecordType {
    static final String TYPE = "calendarExceptions";
    static final String WORKDAY = "workday";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, ExceptionalDay.class)
                .unit(BusinessCalendarsType.UNIT)
                .label("特殊日期", "Exceptional day", "Exceptional days")
                .title("name")
                .reference("calendar", BusinessCalendarsType.TYPE, OnDelete.CASCADE, f -> f.label("日历", "Calendar")
                        .required())
                .field("date", FieldKind.DATE, f -> f.label("日期", "Date").required())
                .field("kind", FieldKind.ENUMERATION, f -> f.label("类型", "Kind")
                        .required()
                        .option("holiday", "放假", "Holiday")
                        .option(WORKDAY, "调休上班", "Worked in exchange"))
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name")
                        .required()
                        .searchable())
                .field(BusinessHours.SHIFTS, FieldKind.TEXT, f -> f.label("当日班次", "Shifts of the day")
                        .help("调休上班日可另定班次；留空与日历相同。", "Of a day that is worked; the calendar's when empty."))
                .key("calendar", "date")
                .view("all", "全部日期", "All days", "date", "", "name", "date", "kind", "calendar")
                .section("basic", "基本信息", "Basics", "calendar", "date", "kind", "name", BusinessHours.SHIFTS)
                .hook(CalendarExceptionsType::check)
                .build();
    }

    private static Outcome check(RecordHook.Input input) {
        Outcome outcome = Outcome.none();
        if (input.after() != null) {
            BusinessCalendarsType.checkShifts(input, outcome, BusinessHours.SHIFTS);
        }
        return outcome;
    }
}
