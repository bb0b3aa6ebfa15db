package org.penglai.crm.support.internal.feedback;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketQueueType;
import org.penglai.crm.support.internal.ticket.TicketType;

/** Forms on the web by which anybody may report something. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Support.TABLES))
public final class FeedbackFormType implements RecordType {
    public static final String TYPE = "feedbackForms";
    static final String NAME = "name";
    static final String KEY = "formKey";
    static final String IS_ACTIVE = "isActive";
    static final String QUEUE = "queue";
    static final String KIND = "kind";
    static final String TITLE = "title";
    static final String INTRODUCTION = "introduction";
    static final String THANKS = "thanks";
    static final String CONSENT = "consent";
    static final String TAKES_FILES = "takesFiles";
    static final String EMBEDDERS = "embedders";
    /** Of a text: the field that says it in English. */
    static final String ENGLISH = "En";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Support.MODULE, TYPE, FeedbackForm.class)
                .unit(Support.UNIT)
                .label("反馈表单", "Feedback form", "Feedback forms")
                .title(NAME)
                .key(KEY);
        behaviour(type);
        text(type, TITLE, "标题", "Title");
        text(type, INTRODUCTION, "说明", "Introduction");
        text(type, THANKS, "感谢语", "Thanks");
        text(type, CONSENT, "同意条款", "Consent");
        return type.view("all", "全部表单", "All forms", NAME, "", NAME, KEY, QUEUE, KIND, TAKES_FILES, IS_ACTIVE)
                .section("basic", "基本信息", "Basics", NAME, IS_ACTIVE, QUEUE, KIND, TAKES_FILES, KEY, EMBEDDERS)
                .section(
                        "texts",
                        "文字",
                        "Texts",
                        TITLE,
                        TITLE + ENGLISH,
                        INTRODUCTION,
                        INTRODUCTION + ENGLISH,
                        THANKS,
                        THANKS + ENGLISH,
                        CONSENT,
                        CONSENT + ENGLISH)
                .hook(new FeedbackFormRules())
                .build();
    }

    private static void behaviour(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(KEY, TEXT, f -> f.label("地址标识", "Key of its address")
                        .help(
                                "表单地址为 /public/feedback/标识；留空自动生成。",
                                "The form is at /public/feedback/ and this key; made up when left empty."))
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("启用", "Active")
                        .help("停用后表单地址不再打开。", "A form that is not active cannot be opened.")
                        .required()
                        .defaultValue(true))
                .reference(QUEUE, TicketQueueType.TYPE, OnDelete.CLEAR, f -> f.label("队列", "Queue"))
                .field(KIND, ENUMERATION, f -> TicketType.kinds(f.label("工单类型", "Kind of its tickets"))
                        .required()
                        .defaultValue("enquiry"))
                .field(TAKES_FILES, BOOLEAN, f -> f.label("可以上传文件", "Takes files")
                        .help(
                                "图片、视频、声音和 PDF；装有病毒扫描时先检查。",
                                "Pictures, videos, sound and PDF; looked at first where a virus scanner is there.")
                        .required()
                        .defaultValue(true))
                .field(EMBEDDERS, LONG_TEXT, f -> f.label("可嵌入的网站", "May be embedded by")
                        .help(
                                "允许用 iframe 嵌入此表单的网站，如 https://www.example.com，用空格分隔；* 为任何网站，留空不可嵌入。",
                                "Sites whose pages may show the form in a frame, such as https://www.example.com, with spaces"
                                        + " between them; * for any, none when empty."));
    }

    private static void text(RecordDefinitionBuilder type, String name, String zh, String en) {
        type.field(name, LONG_TEXT, f -> f.label(zh, en + " (Chinese)"))
                .field(name + ENGLISH, LONG_TEXT, f -> f.label(zh + "（英文）", en + " (English)")
                        .help("留空时英文访客看到中文。", "Visitors who read English see the Chinese one when empty."));
    }
}
