package org.penglai.crm.work.internal.record;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;

/** What has a place in the calendar. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-work)"))
public final class AppointmentType implements RecordType {
    public static final String TYPE = "appointments";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(ActivityType.MODULE, TYPE, Appointment.class)
                .unit(ActivityType.UNIT)
                .label("日程", "Appointment", "Appointments")
                .title("subject")
                .onTimeline("appointment", "related", "startAt", "remark")
                .touches(TYPE);
        fields(type);
        SeriesFields.declare(type, TYPE, OnDelete.CASCADE);
        String[] columns = {"subject", "related", "startAt", "endAt", "location", "owner"};
        return type.view("mine", "我的日程", "My appointments", "-startAt", "owner==me", columns)
                .view("coming", "即将开始", "Coming", "startAt", "startAt=ge=today", columns)
                .view("all", "全部日程", "All appointments", "-startAt", "", columns)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        "subject",
                        "related",
                        "startAt",
                        "endAt",
                        "allDay",
                        "location",
                        "attendees",
                        "remindMinutes",
                        "rrule",
                        "remark")
                .section("more", "其他", "More", "zone", "owner", "tags")
                .hook(new AppointmentRules())
                .hook(new SeriesRules())
                .build();
    }

    private static void fields(RecordDefinitionBuilder type) {
        type.field(
                        "subject",
                        TEXT,
                        f -> f.label("主题", "Subject").required().searchable().alias("标题", "Title"))
                .links("related", f -> f.label("相关记录", "Related to"))
                .field("startAt", INSTANT, f -> f.label("开始", "Start")
                        .required()
                        .alias("开始时间", "Start time"))
                .field("endAt", INSTANT, f -> f.label("结束", "End")
                        .help("留空时为一小时。", "An hour when left empty.")
                        .alias("结束时间", "End time"))
                .field("allDay", BOOLEAN, f -> f.label("全天", "All day").defaultValue(false))
                .field("zone", TEXT, f -> f.label("时区", "Time zone")
                        .help("重复的日程按此时区的钟表时间。", "One that repeats keeps the clock time of this zone."))
                .field("rrule", TEXT, f -> f.label("重复", "Repeats")
                        .help(
                                "每天、工作日、每周、每两周、每月、每年，或 RFC 5545 规则。",
                                "daily, weekdays, weekly, fortnightly, monthly, yearly, or a rule of RFC 5545."))
                .field("location", TEXT, f -> f.label("地点", "Location").searchable())
                .links("attendees", f -> f.label("参与人", "Attendees").targets("users"))
                .field("remindMinutes", INTEGER, f -> f.label("提前提醒（分钟）", "Remind before (minutes)")
                        .alias("提醒", "Reminder"))
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark").alias("说明", "Notes"));
    }
}
