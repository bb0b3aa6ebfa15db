package org.penglai.crm.customers.internal;

import static org.penglai.crm.api.records.FieldKind.CREDIT_CODE;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.EMAIL;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PHONE;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.REGION;
import static org.penglai.crm.api.records.FieldKind.TEXT;
import static org.penglai.crm.api.records.FieldKind.URL;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;

/** Companies and persons that one sells to. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-customers)"))
public final class CustomerType implements RecordType {

    static final String MODULE = "crm-customers";
    static final String UNIT = "customers";
    static final String TYPE = "customers";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(MODULE, TYPE, Customer.class)
                .unit(UNIT)
                .label("客户", "Customer", "Customers")
                .title("name")
                .number("customerNo", "C{seq:6}")
                .key("customerNo");
        identity(type);
        classification(type);
        reach(type);
        business(type);
        return arrange(type)
                .with(Trait.TIMELINE, Trait.ATTACHMENTS, Trait.DUPLICATES, Trait.POOL, Trait.PERSON)
                .hook(new NotInTheFuture("foundedOn"))
                .hook(new IdNumberRule())
                .hook(new ParentRules())
                .hook(new WonAmountRollUp())
                .hook(new Lifecycle.FromIntention())
                .action(Lifecycle.markEngaged())
                .action(Lifecycle.markLost())
                .action(Lifecycle.reactivate())
                .build();
    }

    private static void identity(RecordDefinitionBuilder type) {
        type.field("customerNo", TEXT, f -> f.label("客户编号", "Customer no.")
                        .help("留空时自动编号。", "Numbered automatically when left empty.")
                        .searchable()
                        .alias("客户编码", "客户代码", "编号", "Customer number", "Customer ID"))
                .field("name", TEXT, f -> f.label("客户名称", "Name")
                        .personal()
                        .required()
                        .searchable()
                        .alias("名称", "公司名称", "企业名称", "单位名称", "Customer name", "Company", "Company name"))
                .field(
                        "shortName",
                        TEXT,
                        f -> f.label("简称", "Short name").personal().searchable().alias("客户简称"))
                .field("kind", ENUMERATION, f -> f.label("客户类型", "Kind")
                        .required()
                        .defaultValue("company")
                        .option("company", "企业", "Company")
                        .option("person", "个人", "Person")
                        .alias("类型"))
                .field("creditCode", CREDIT_CODE, f -> f.label("统一社会信用代码", "Unified social credit code")
                        .searchable()
                        .alias("信用代码", "社会信用代码", "Credit code"))
                .field("taxNo", TEXT, f -> f.label("税号", "Tax no.")
                        .help("没有统一社会信用代码的境外或历史税号。", "Foreign or former number of a customer without a credit code.")
                        .alias("纳税人识别号", "Tax number"))
                .field("idNumber", TEXT, f -> f.label("身份证号", "ID number")
                        .sensitive()
                        .help("仅个人客户填写，校验位会被检查。", "Of persons only; its check digit is verified.")
                        .alias("身份证", "身份证号码", "Citizen ID"))
                .reference("parent", TYPE, OnDelete.RESTRICT, f -> f.label("上级客户", "Parent customer")
                        .alias("母公司", "上级公司", "Parent"));
    }

    private static void classification(RecordDefinitionBuilder type) {
        type.field("level", ENUMERATION, f -> f.label("级别", "Level")
                        .option("A", "A", "A")
                        .option("B", "B", "B")
                        .option("C", "C", "C")
                        .alias("客户级别", "等级"))
                .field("industry", PICKLIST, f -> f.label("行业", "Industry")
                        .option("machinery", "机械制造", "Machinery")
                        .option("food", "食品加工", "Food processing")
                        .option("it", "信息技术", "Information technology")
                        .option("logistics", "物流运输", "Logistics")
                        .option("pharma", "医药", "Pharmaceuticals")
                        .option("construction", "建筑", "Construction")
                        .option("trade", "贸易", "Trade")
                        .alias("所属行业"))
                .field("source", PICKLIST, f -> f.label("来源", "Source")
                        .option("website", "网站", "Website")
                        .option("exhibition", "展会", "Exhibition")
                        .option("referral", "转介绍", "Referral")
                        .option("phone", "电话", "Phone")
                        .option("wechat", "微信", "WeChat")
                        .alias("客户来源"))
                .field("status", ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue("potential")
                        .option("potential", "潜在", "Potential")
                        .option("engaged", "意向", "Engaged")
                        .option("active", "成交", "Active")
                        .option("silent", "沉默", "Silent")
                        .option("lost", "流失", "Lost"))
                .field("lostReason", TEXT, f -> f.label("流失原因", "Reason of loss")
                        .readOnly())
                .field("purchaseIntention", PICKLIST, f -> f.label("购买意向", "Purchase intention")
                        .option("high", "高", "High")
                        .option("medium", "中", "Medium")
                        .option("low", "低", "Low")
                        .alias("意向"));
    }

    private static void reach(RecordDefinitionBuilder type) {
        type.field(
                        "phone",
                        PHONE,
                        f -> f.label("电话", "Phone").sensitive().searchable().alias("联系电话", "电话号码", "座机", "Telephone"))
                .reference("primaryContact", ContactType.TYPE, OnDelete.CLEAR, f -> f.label("主要联系人", "Primary contact")
                        .help("在联系人上标记。", "Marked at the contact.")
                        .readOnly())
                .field("email", EMAIL, f -> f.label("邮箱", "Email")
                        .personal()
                        .searchable()
                        .alias("电子邮箱", "电子邮件", "邮件", "E-mail", "Mail"))
                .field("website", URL, f -> f.label("网址", "Website").alias("网站", "官网", "主页"))
                .field("region", REGION, f -> f.label("地区", "Region").alias("省市", "省市区", "所在地区", "所在地", "城市", "City"))
                .field("address", TEXT, f -> f.label("地址", "Address").personal().alias("详细地址", "公司地址"));
    }

    private static void business(RecordDefinitionBuilder type) {
        type.field("foundedOn", DATE, f -> f.label("成立日期", "Founded on").alias("成立时间", "Founded"))
                .field("annualRevenue", MONEY, f -> f.label("年营业额", "Annual revenue")
                        .alias("营业额", "年收入", "Revenue"))
                .field("wonAmount", MONEY, f -> f.label("成交金额", "Won amount").readOnly())
                .field("subtreeWonAmount", MONEY, f -> f.label("含下级成交金额", "Won amount with subsidiaries")
                        .help("本客户及其全部下级客户之和。", "Of the customer and all below it.")
                        .readOnly())
                .field(ValueTiers.TIER, ENUMERATION, f -> f.label("价值分层", "Value tier")
                        .help(
                                "按成交金额做 ABC 分析：成交更多的客户合计不到全部的 80% 为 A，不到 95% 为 B，其余为 C；每小时计算。",
                                "ABC analysis by won amount, every hour: A if customers with more make up less than 80% of"
                                        + " all, B if less than 95%, else C.")
                        .option("A", "A", "A")
                        .option("B", "B", "B")
                        .option("C", "C", "C")
                        .readOnly())
                .field(ValueTiers.FROM, MONEY, f -> f.label("该层起点金额", "Tier begins at")
                        .help("判定当日该层最小的成交金额。", "The least won amount of the tier on the day of the decision.")
                        .readOnly())
                .field(ValueTiers.ON, DATE, f -> f.label("分层日期", "Tier since").readOnly())
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark").alias("说明", "Remarks", "Notes"));
    }

    private static RecordDefinitionBuilder arrange(RecordDefinitionBuilder type) {
        String[] columns = {"name", "customerNo", "level", "industry", "status", "phone", "region", "owner", "updatedAt"
        };
        String[] valuable = {"name", "valueTier", "wonAmount", "subtreeWonAmount", "status", "owner"};
        return type.view("all", "全部客户", "All customers", "name", "", columns)
                .view("mine", "我的客户", "My customers", "name", "owner==me", columns)
                .view("keyAccounts", "A级客户", "A customers", "name", "level==A", columns)
                .view("mostValuable", "高价值客户", "Most valuable", "-wonAmount", "valueTier==A", valuable)
                .view("recent", "最近更新", "Recently updated", "-updatedAt", "", columns)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        "name",
                        "shortName",
                        "customerNo",
                        "kind",
                        "creditCode",
                        "taxNo",
                        "idNumber",
                        "parent")
                .section(
                        "classification",
                        "分类",
                        "Classification",
                        "level",
                        "industry",
                        "source",
                        "status",
                        "lostReason",
                        "purchaseIntention",
                        "tags")
                .section(
                        "reach",
                        "联系方式",
                        "Contact details",
                        "primaryContact",
                        "phone",
                        "email",
                        "website",
                        "region",
                        "address")
                .section(
                        "business",
                        "经营情况",
                        "Business",
                        "foundedOn",
                        "annualRevenue",
                        "wonAmount",
                        "subtreeWonAmount",
                        ValueTiers.TIER,
                        ValueTiers.FROM,
                        ValueTiers.ON,
                        "remark")
                .section("ownership", "归属", "Ownership", "owner");
    }
}
