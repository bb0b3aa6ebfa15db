package org.penglai.crm.sales.internal.lead;

import static org.penglai.crm.api.records.FieldKind.EMAIL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.PHONE;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.REGION;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.assignment.AssigneeType;
import org.penglai.crm.sales.internal.assignment.AssignmentRuleType;
import org.penglai.crm.sales.internal.assignment.Distribution;
import org.penglai.crm.sales.internal.form.LeadFormType;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.scoring.Scoring;

/** People and companies that may become customers. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class LeadType implements RecordType {
    public static final String TYPE = "leads";
    public static final String NAME = "name";
    public static final String SOURCE = "source";
    public static final String FORM = "form";
    public static final String OWNER = SystemFields.OWNER;
    public static final String SCORE = "score";
    public static final String SCORE_REASONS = "scoreReasons";
    public static final String ASSIGNMENT_RULE = "assignmentRule";
    public static final String ASSIGNED_AT = "assignedAt";
    public static final String CONSENTED_AT = "consentedAt";
    static final String STATUS = "status";
    static final String INVALID_REASON = "invalidReason";
    static final String CONVERTED_CUSTOMER = "convertedCustomer";
    static final String CONVERTED_CONTACT = "convertedContact";
    static final String CONVERTED_OPPORTUNITY = "convertedOpportunity";
    static final String CONVERTED_AT = "convertedAt";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, Lead.class)
                .unit(Sales.UNIT)
                .label("线索", "Lead", "Leads")
                .title("name");
        interest(type);
        person(type);
        outcome(type);
        return arrange(type)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS, Trait.DUPLICATES, Trait.POOL, Trait.PERSON)
                .touches(Sales.CUSTOMERS, Sales.CONTACTS, OpportunityType.TYPE, AssigneeType.TYPE)
                .hook(new Scoring())
                .hook(Distribution::tell)
                .action(LeadStatus.follow())
                .action(Conversion.action())
                .action(LeadStatus.invalidate())
                .action(LeadStatus.reactivate())
                .action(Distribution.action())
                .build();
    }

    private static void interest(RecordDefinitionBuilder type) {
        type.field("name", TEXT, f -> f.label("线索名称", "Name")
                        .help("例如公司名称与意向产品。", "Such as the company and what it asks for.")
                        .personal()
                        .required()
                        .searchable()
                        .alias("名称", "主题"))
                .field(
                        "companyName",
                        TEXT,
                        f -> f.label("公司名称", "Company").personal().searchable().alias("公司", "企业名称", "Company name"))
                .field(SOURCE, PICKLIST, f -> sources(f.label("来源", "Source")).alias("线索来源"))
                .field("utm", TEXT, f -> f.label("推广参数", "UTM"))
                .reference(FORM, LeadFormType.TYPE, OnDelete.CLEAR, f -> f.label("来自表单", "Web form")
                        .readOnly())
                .field(CONSENTED_AT, INSTANT, f -> f.label("同意条款时间", "Agreed at")
                        .help("在表单上勾选同意条款的时间。", "When the form's terms were agreed to.")
                        .readOnly())
                .field("remark", LONG_TEXT, f -> f.label("需求描述", "What is wanted")
                        .personal()
                        .alias("备注", "留言", "Message"));
    }

    /** Where leads come from. */
    public static FieldBuilder sources(FieldBuilder field) {
        return field.option("website", "网站", "Website")
                .option("exhibition", "展会", "Exhibition")
                .option("referral", "转介绍", "Referral")
                .option("phone", "电话", "Phone")
                .option("wechat", "微信", "WeChat");
    }

    private static void person(RecordDefinitionBuilder type) {
        type.field(
                        "contactName",
                        TEXT,
                        f -> f.label("联系人", "Contact").personal().searchable().alias("姓名", "联系人姓名", "Contact name"))
                .field("position", TEXT, f -> f.label("职务", "Position").alias("职位"))
                .field(
                        "mobile",
                        PHONE,
                        f -> f.label("手机", "Mobile").sensitive().searchable().alias("手机号", "电话", "联系电话", "Phone"))
                .field(
                        "email",
                        EMAIL,
                        f -> f.label("邮箱", "Email").personal().searchable().alias("电子邮箱", "E-mail"))
                .field("wechat", TEXT, f -> f.label("微信号", "WeChat ID").personal())
                .field("region", REGION, f -> f.label("地区", "Region").alias("省市", "城市", "City"));
    }

    private static void outcome(RecordDefinitionBuilder type) {
        type.field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(LeadStatus.NEW)
                        .option(LeadStatus.NEW, "新线索", "New")
                        .option(LeadStatus.FOLLOWING, "跟进中", "Following")
                        .option(LeadStatus.CONVERTED, "已转换", "Converted")
                        .option(LeadStatus.INVALID, "无效", "Invalid"))
                .field(SCORE, INTEGER, f -> f.label("评分", "Score").readOnly())
                .field(SCORE_REASONS, TEXT, f -> f.label("评分依据", "Reasons of the score")
                        .readOnly())
                .field(INVALID_REASON, PICKLIST, f -> LeadStatus.reasons(f.label("无效原因", "Why invalid"))
                        .readOnly())
                .reference(CONVERTED_CUSTOMER, Sales.CUSTOMERS, OnDelete.CLEAR, f -> f.label("转换的客户", "Customer")
                        .readOnly())
                .reference(CONVERTED_CONTACT, Sales.CONTACTS, OnDelete.CLEAR, f -> f.label("转换的联系人", "Contact made")
                        .readOnly())
                .reference(CONVERTED_OPPORTUNITY, OpportunityType.TYPE, OnDelete.CLEAR, f -> f.label(
                                "转换的商机", "Opportunity")
                        .readOnly())
                .field(CONVERTED_AT, INSTANT, f -> f.label("转换时间", "Converted at")
                        .readOnly())
                .reference(ASSIGNMENT_RULE, AssignmentRuleType.TYPE, OnDelete.CLEAR, f -> f.label("分配规则", "Assigned by")
                        .readOnly())
                .field(ASSIGNED_AT, INSTANT, f -> f.label("分配时间", "Assigned at").readOnly());
    }

    private static RecordDefinitionBuilder arrange(RecordDefinitionBuilder type) {
        String[] columns = {"name", "companyName", "contactName", "mobile", SOURCE, SCORE, STATUS, "owner", "createdAt"
        };
        return type.view("open", "待跟进线索", "Open leads", "-createdAt", "status=in=(new,following)", columns)
                .view("hot", "高分线索", "Best leads", "-score", "status=in=(new,following);score=gt=0", columns)
                .view("mine", "我的线索", "My leads", "-createdAt", "owner==me;status=in=(new,following)", columns)
                .view("converted", "已转换", "Converted", "-createdAt", "status==converted", columns)
                .view("all", "全部线索", "All leads", "-createdAt", "", columns)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        "name",
                        "companyName",
                        SOURCE,
                        "utm",
                        FORM,
                        CONSENTED_AT,
                        "tags",
                        "remark")
                .section(
                        "person",
                        "联系方式",
                        "Contact details",
                        "contactName",
                        "position",
                        "mobile",
                        "email",
                        "wechat",
                        "region")
                .section(
                        "outcome",
                        "进展",
                        "Progress",
                        STATUS,
                        SCORE,
                        SCORE_REASONS,
                        INVALID_REASON,
                        CONVERTED_CUSTOMER,
                        CONVERTED_CONTACT,
                        CONVERTED_OPPORTUNITY,
                        CONVERTED_AT)
                .section("ownership", "归属", "Ownership", OWNER, ASSIGNMENT_RULE, ASSIGNED_AT);
    }
}
