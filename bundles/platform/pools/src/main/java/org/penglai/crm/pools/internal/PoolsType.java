package org.penglai.crm.pools.internal;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
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

/** The record type {@code pools}: public pools (公海) and their rules. The reference makes it appear after its tables. */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-pools)"))
public final class PoolsType implements RecordType {
    static final String TYPE = "pools";
    static final String UNIT = "pools";
    /** Name of a type; which there are to choose from is said by {@link PooledTypes}. */
    static final String FOR_TYPE = "type";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, Pool.class)
                .unit(UNIT)
                .label("公海", "Public pool", "Public pools")
                .title("name");
        people(type);
        claiming(type);
        reclaiming(type);
        return type.key("name")
                .view(
                        "all",
                        "全部公海",
                        "All pools",
                        "type,name",
                        "",
                        "name",
                        "type",
                        "active",
                        "mode",
                        "claimLimitPerDay",
                        "holdingLimit",
                        "reclaimNoFollowUpDays",
                        "reclaimNotWonDays")
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        "name",
                        "type",
                        "active",
                        "members",
                        "admins",
                        "visibleFields",
                        "position",
                        "zone",
                        "remark")
                .section(
                        "claiming",
                        "领取规则",
                        "Claiming",
                        "mode",
                        "claimLimitPerDay",
                        "holdingLimit",
                        "countWon",
                        "coolDownDays")
                .section(
                        "reclaiming",
                        "回收规则",
                        "Taking back",
                        "reclaimNoFollowUpDays",
                        "reclaimNotWonDays",
                        "dayKind",
                        "warnDays",
                        "reclaimLeavers",
                        "exempt")
                .section("routing", "分配与流转", "Routing", "defaultOwner", "transferAfterDays", "transferTo")
                .hook(new PoolCheck())
                .build();
    }

    private static void people(RecordDefinitionBuilder type) {
        type.field("name", TEXT, f -> f.label("名称", "Name").required().searchable())
                .field(FOR_TYPE, TEXT, f -> f.label("对象", "For").required().defaultValue("customers"))
                .field("active", BOOLEAN, f -> f.label("启用", "Active")
                        .help("停用的公海不能领取，也不再回收。", "An inactive pool neither hands out nor takes back records.")
                        .required()
                        .defaultValue(Boolean.TRUE))
                .links("members", f -> f.label("成员", "Members")
                        .help(
                                "谁可以领取，负责的记录按此公海的规则回收；留空为所有人。",
                                "Who may claim, and whose records its rules take back; empty for everybody.")
                        .targets("users", "departments", "roles"))
                .links("admins", f -> f.label("管理员", "Administrators")
                        .help(
                                "谁可以分配和代为退回；留空为有分配权限的所有人。",
                                "Who may assign, and return for others; empty for all who have the right to assign.")
                        .targets("users"))
                .field("visibleFields", LONG_TEXT, f -> f.label("成员可见字段", "Fields shown to members")
                        .help(
                                "公海中的记录只向成员显示标题和这些字段，用逗号分隔字段名；留空显示全部。",
                                "Of a record in the pool members see its title and these fields, names separated by"
                                        + " commas; everything when empty."))
                .field("position", INTEGER, f -> f.label("优先顺序", "Priority")
                        .help("一个人属于多个公海时，数字小的优先。", "For people in several pools the smaller number goes first.")
                        .defaultValue(100))
                .field("zone", TEXT, f -> f.label("时区", "Time zone")
                        .help("决定一天从何时开始。", "Decides when a day begins.")
                        .required()
                        .defaultValue("Asia/Shanghai"))
                .field("remark", LONG_TEXT, f -> f.label("说明", "Remark"));
    }

    private static void claiming(RecordDefinitionBuilder type) {
        type.field("mode", ENUMERATION, f -> f.label("方式", "Mode")
                        .required()
                        .defaultValue("claim")
                        .option("claim", "成员领取", "Members claim")
                        .option("assign", "仅管理员分配", "Administrators assign"))
                .field("claimLimitPerDay", INTEGER, f -> f.label("每人每天领取上限", "Claims a day")
                        .help("留空不限。", "No limit when empty."))
                .field("holdingLimit", INTEGER, f -> f.label("保有量上限", "Holding limit")
                        .help(
                                "每人持有的来自此公海的记录数，留空不限。",
                                "How many records from this pool one may hold; no limit when empty."))
                .field("countWon", BOOLEAN, f -> f.label("保有量包含成交", "Won ones count")
                        .required()
                        .defaultValue(Boolean.FALSE))
                .field("coolDownDays", INTEGER, f -> f.label("退回后冷却天数", "Cool-down days")
                        .help("前负责人在此期间不能再次领取。", "So long the previous owner cannot claim it again."));
    }

    private static void reclaiming(RecordDefinitionBuilder type) {
        type.field("reclaimNoFollowUpDays", INTEGER, f -> f.label("未跟进回收天数", "Days without follow-up")
                        .help("超过天数没有跟进则收回，留空不收回。", "Taken back after so many days without one; never when empty."))
                .field("reclaimNotWonDays", INTEGER, f -> f.label("未成交回收天数", "Days without being won")
                        .help(
                                "归属后超过天数没有成交则收回，留空不收回。",
                                "Taken back if not won so many days after its owner got it; never when empty."))
                .field("dayKind", ENUMERATION, f -> f.label("天数按", "Days are")
                        .required()
                        .defaultValue("natural")
                        .option("natural", "自然日", "Calendar days")
                        .option("working", "工作日", "Working days"))
                .field("warnDays", INTEGER, f -> f.label("提前提醒天数", "Days of warning")
                        .defaultValue(3))
                .field("reclaimLeavers", BOOLEAN, f -> f.label("收回离职人员的记录", "Take back from leavers")
                        .help("用户停用或离职后，其负责的记录进入公海。", "Records of users who are disabled or have left go to the pool.")
                        .required()
                        .defaultValue(Boolean.TRUE))
                .field("exempt", LONG_TEXT, f -> f.label("不收回的条件", "Never taken back")
                        .help("筛选表达式，例如 status==active;level==A", "A filter such as status==active;level==A"))
                .reference("defaultOwner", "users", OnDelete.CLEAR, f -> f.label("默认负责人", "Default owner")
                        .help("退回或收回的记录直接归此人，不进入公海。", "Gets what is returned or taken back, instead of the pool."))
                .field("transferAfterDays", INTEGER, f -> f.label("无人领取流转天数", "Passed on after days")
                        .help("超过天数无人领取则转入下面的公海。", "Goes to the pool below if nobody claims it for so long."))
                .reference("transferTo", TYPE, OnDelete.CLEAR, f -> f.label("流转到", "Passed on to"));
    }
}
