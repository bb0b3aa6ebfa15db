package org.penglai.crm.work.internal.record;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;

/** What was done with customers: calls, visits, meetings, messages, notes. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-work)"))
public final class ActivityType implements RecordType {
    /** The platform's own feature; unit and tables belong to this bundle. */
    static final String MODULE = "crm";

    static final String UNIT = "work";
    static final String TYPE = "activities";
    static final String NOTE = "note";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(MODULE, TYPE, Activity.class)
                .unit(UNIT)
                .label("跟进记录", "Activity", "Activities")
                .title("subject")
                .onTimeline("activity", "related", "occurredAt", "content")
                .with(Trait.ATTACHMENTS)
                .touches(TaskType.TYPE);
        what(type);
        circumstances(type);
        return arrange(type)
                .hook(new ActivityRules())
                .hook(new FollowUp())
                .hook(new MentionNotices())
                .build();
    }

    private static void what(RecordDefinitionBuilder type) {
        type.field("kind", ENUMERATION, f -> f.label("方式", "Kind")
                        .required()
                        .defaultValue(NOTE)
                        .option("call", "电话", "Call")
                        .option("visit", "拜访", "Visit")
                        .option("meeting", "会议", "Meeting")
                        .option("wechat", "微信", "WeChat")
                        .option("mail", "邮件", "Mail")
                        .option(NOTE, "备注", "Note")
                        .alias("跟进方式", "类型"))
                .field("subject", TEXT, f -> f.label("主题", "Subject")
                        .help("留空时取内容的第一行。", "The first line of the content when left empty.")
                        .searchable()
                        .alias("标题", "Title"))
                .links("related", f -> f.label("相关记录", "Related to"))
                .field("occurredAt", INSTANT, f -> f.label("时间", "When")
                        .help("留空时为现在。", "Now when left empty.")
                        .alias("跟进时间", "发生时间", "Date"))
                .field("content", LONG_TEXT, f -> f.label("内容", "Content")
                        .searchable()
                        .alias("跟进内容", "Notes"))
                .field("result", TEXT, f -> f.label("结果", "Result").alias("跟进结果"));
    }

    private static void circumstances(RecordDefinitionBuilder type) {
        type.field("direction", ENUMERATION, f -> f.label("方向", "Direction")
                        .option("out", "呼出", "Outgoing")
                        .option("in", "呼入", "Incoming"))
                .field("duration", INTEGER, f -> f.label("时长（分钟）", "Duration (minutes)")
                        .alias("时长", "Duration"))
                .field("location", TEXT, f -> f.label("地点", "Location"))
                .field("nextFollowUpAt", INSTANT, f -> f.label("下次跟进", "Next follow-up")
                        .help("建立或移动一个待办。", "Makes or moves a task.")
                        .alias("下次跟进时间"))
                .field(PoolFields.COUNTS_AS_FOLLOW_UP, BOOLEAN, f -> f.label("计为跟进", "Counts as follow-up")
                        .help(
                                "只有计为跟进的记录才会重新计算公海回收时间；备注、导入和批量写入的默认不计。",
                                "Only these start the time of the public pool anew; notes never do, and what is imported or"
                                        + " written in bulk only if it says so.")
                        .defaultValue(true));
    }

    private static RecordDefinitionBuilder arrange(RecordDefinitionBuilder type) {
        String[] columns = {"subject", "kind", "related", "occurredAt", "nextFollowUpAt", "owner"};
        return type.view("all", "全部跟进", "All activities", "-occurredAt", "", columns)
                .view("mine", "我的跟进", "My activities", "-occurredAt", "owner==me", columns)
                .view("week", "最近七天", "Last seven days", "-occurredAt", "occurredAt=ge=today-7d", columns)
                .section("basic", "基本信息", "Basics", "kind", "subject", "related", "occurredAt", "content", "result")
                .section(
                        "more",
                        "其他",
                        "More",
                        "nextFollowUpAt",
                        "direction",
                        "duration",
                        "location",
                        PoolFields.COUNTS_AS_FOLLOW_UP,
                        "owner",
                        "tags");
    }
}
