package org.penglai.crm.sales.internal.form;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.lead.LeadType;

/** Forms on web pages; what is sent by them becomes a lead. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class LeadFormType implements RecordType {
    public static final String TYPE = "leadForms";
    static final String NAME = "name";
    static final String KEY = "formKey";
    static final String IS_ACTIVE = "isActive";
    static final String SOURCE = "source";
    static final String FIELDS = "fields";
    static final String REQUIRED_FIELDS = "requiredFields";
    static final String TITLE = "title";
    static final String INTRODUCTION = "introduction";
    static final String THANKS = "thanks";
    static final String CONSENT = "consent";
    static final String ACCENT = "accent";
    static final String EMBEDDERS = "embedders";
    /** Of a text: the field that says it in English. */
    static final String ENGLISH = "En";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, LeadForm.class)
                .unit(Sales.UNIT)
                .label("线索表单", "Web form", "Web forms")
                .title(NAME)
                .key(KEY);
        behaviour(type);
        texts(type);
        return type.view("all", "全部表单", "All forms", NAME, "", NAME, KEY, SOURCE, FIELDS, IS_ACTIVE)
                .section("basic", "基本信息", "Basics", NAME, IS_ACTIVE, SOURCE, FIELDS, REQUIRED_FIELDS)
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
                .section("look", "外观与嵌入", "Look and embedding", ACCENT, EMBEDDERS, KEY)
                .hook(new LeadFormRules())
                .build();
    }

    private static void behaviour(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(KEY, TEXT, f -> f.label("地址标识", "Key of its address")
                        .help(
                                "表单地址为 /public/forms/标识；留空自动生成。",
                                "The form is at /public/forms/ and this key; made up when left empty."))
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("启用", "Active")
                        .help("停用后表单地址不再打开。", "A form that is not active cannot be opened.")
                        .required()
                        .defaultValue(true))
                .field(SOURCE, PICKLIST, f -> LeadType.sources(f.label("线索来源", "Source of its leads"))
                        .defaultValue("website"))
                .field(FIELDS, TEXT, f -> f.label("字段", "Fields")
                        .help(
                                "表单上的线索字段名，按显示顺序用逗号分隔。",
                                "Names of the lead's fields on the form, in their order, with commas between them.")
                        .required()
                        .defaultValue("contactName,companyName,mobile,email,remark"))
                .field(REQUIRED_FIELDS, TEXT, f -> f.label("必填字段", "Required fields")
                        .help("其中必须填写的字段名。", "Those of them that have to be filled in.")
                        .defaultValue("contactName,mobile"))
                .field(ACCENT, TEXT, f -> f.label("主色", "Colour")
                        .help("按钮与边框的颜色，如 #1f5fd6。", "Of its button and edges, such as #1f5fd6."))
                .field(EMBEDDERS, LONG_TEXT, f -> f.label("可嵌入的网站", "May be embedded by")
                        .help(
                                "允许用 iframe 嵌入此表单的网站，如 https://www.example.com，用空格分隔；* 为任何网站，留空不可嵌入。",
                                "Sites whose pages may show the form in a frame, such as https://www.example.com, with spaces"
                                        + " between them; * for any, none when empty."));
    }

    private static void texts(RecordDefinitionBuilder type) {
        text(type, TITLE, "标题", "Title");
        text(type, INTRODUCTION, "说明", "Introduction");
        text(type, THANKS, "感谢语", "Thanks");
        text(type, CONSENT, "同意条款", "Consent");
    }

    private static void text(RecordDefinitionBuilder type, String name, String zh, String en) {
        type.field(name, LONG_TEXT, f -> f.label(zh, en + " (Chinese)"))
                .field(name + ENGLISH, LONG_TEXT, f -> f.label(zh + "（英文）", en + " (English)")
                        .help("留空时英文访客看到中文。", "Visitors who read English see the Chinese one when empty."));
    }
}
