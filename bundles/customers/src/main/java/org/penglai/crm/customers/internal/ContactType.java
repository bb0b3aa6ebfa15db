package org.penglai.crm.customers.internal;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.EMAIL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.PHONE;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.api.records.VCardProperty;

/** The people at a customer. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-customers)"))
public final class ContactType implements RecordType {

    static final String TYPE = "contacts";

    private static final String ACTIVE = "active";
    private static final String LEFT = "left";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(CustomerType.MODULE, TYPE, Contact.class)
                .unit(CustomerType.UNIT)
                .label("联系人", "Contact", "Contacts")
                .title("name")
                .key("customer", "email")
                .key("customer", "name", "mobile");
        person(type);
        reach(type);
        card(type);
        return arrange(type)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS, Trait.DUPLICATES, Trait.PERSON)
                .onTimeline("contact", "customer", SystemFields.CREATED_AT, "position")
                .hook(new NotInTheFuture("birthday"))
                .hook(new OneOfEachCustomer(TYPE, "isPrimary"))
                .hook(new PrimaryContact())
                .touches(CustomerType.TYPE)
                .action(ActionDefinition.of("markLeft", "标记离职", "Mark as left", input -> Outcome.none()
                                .set("status", LEFT)
                                .set("isPrimary", false))
                        .onlyIf(ActionCondition.is("status", ACTIVE)))
                .action(ActionDefinition.of("markActive", "标记在职", "Mark as active", input -> Outcome.none()
                                .set("status", ACTIVE))
                        .onlyIf(ActionCondition.is("status", LEFT)))
                .build();
    }

    private static void person(RecordDefinitionBuilder type) {
        type.reference("customer", CustomerType.TYPE, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required()
                        .alias("客户编号", "客户名称", "所属客户", "公司", "公司名称", "Customer no.", "Customer name", "Company"))
                .field("name", TEXT, f -> f.label("姓名", "Name")
                        .personal()
                        .required()
                        .searchable()
                        .alias("联系人", "联系人姓名", "名字", "Full name", "Contact"))
                .field("position", TEXT, f -> f.label("职务", "Position").alias("职位", "岗位", "Job title", "Title"))
                .field("department", TEXT, f -> f.label("部门", "Department").alias("所在部门"))
                .field("roleInDeal", PICKLIST, f -> f.label("角色", "Role in deal")
                        .option("decisionMaker", "决策人", "Decision maker")
                        .option("influencer", "影响人", "Influencer")
                        .option("user", "使用人", "User")
                        .option("purchaser", "采购人", "Purchaser")
                        .alias("决策角色"))
                .field("birthday", DATE, f -> f.label("生日", "Birthday")
                        .personal()
                        .alias("出生日期", "Date of birth"))
                .field("isPrimary", BOOLEAN, f -> f.label("主要联系人", "Primary contact")
                        .defaultValue(false)
                        .alias("首要联系人", "是否主要联系人"))
                .field("status", ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(ACTIVE)
                        .option(ACTIVE, "在职", "Active")
                        .option(LEFT, "离职", "Left"));
    }

    private static void reach(RecordDefinitionBuilder type) {
        type.field("mobile", PHONE, f -> f.label("手机", "Mobile")
                        .sensitive()
                        .searchable()
                        .alias("手机号", "手机号码", "移动电话", "Mobile phone", "Cell phone"))
                .field(
                        "phone",
                        PHONE,
                        f -> f.label("电话", "Phone").sensitive().searchable().alias("座机", "办公电话", "固定电话", "Telephone"))
                .field("email", EMAIL, f -> f.label("邮箱", "Email")
                        .personal()
                        .searchable()
                        .alias("电子邮箱", "电子邮件", "邮件", "E-mail", "Mail"))
                .field("wechat", TEXT, f -> f.label("微信", "WeChat").personal().alias("微信号"));
    }

    private static void card(RecordDefinitionBuilder type) {
        type.vCard(VCardProperty.FULL_NAME, "name")
                .vCard(VCardProperty.TITLE, "position")
                .vCard(VCardProperty.ORGANIZATION, "customer")
                .vCard(VCardProperty.DEPARTMENT, "department")
                .vCard(VCardProperty.MOBILE, "mobile")
                .vCard(VCardProperty.PHONE, "phone")
                .vCard(VCardProperty.EMAIL, "email")
                .vCard(VCardProperty.WECHAT, "wechat")
                .vCard(VCardProperty.BIRTHDAY, "birthday");
    }

    private static RecordDefinitionBuilder arrange(RecordDefinitionBuilder type) {
        String[] columns = {"name", "customer", "position", "mobile", "email", "status", "updatedAt"};
        return type.view("all", "全部联系人", "All contacts", "name", "", columns)
                .view("mine", "我的联系人", "My contacts", "name", "owner==me", columns)
                .view("primary", "主要联系人", "Primary contacts", "name", "isPrimary==true", columns)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        "name",
                        "customer",
                        "position",
                        "department",
                        "roleInDeal",
                        "isPrimary",
                        "status")
                .section("reach", "联系方式", "Contact details", "mobile", "phone", "email", "wechat")
                .section("more", "其他", "More", "birthday", "tags", "owner");
    }
}
