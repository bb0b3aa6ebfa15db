package org.penglai.crm.calendar.internal;

import java.time.DateTimeException;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.Violation;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
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
        return RecordDefinition.of("crm", TYPE, BusinessCalendar.class)
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
                .key("name")
                .view("all", "全部日历", "All calendars", "name", "", "name", "zone", "saturday", "sunday", "isDefault")
                .section("basic", "基本信息", "Basics", "name", "zone", "saturday", "sunday", "isDefault")
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
        return outcome;
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
