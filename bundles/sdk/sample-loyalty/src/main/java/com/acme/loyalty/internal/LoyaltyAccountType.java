package com.acme.loyalty.internal;

import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ActionCondition;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;

/** A customer's account of loyalty points. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-acme_loyalty)"))
public final class LoyaltyAccountType implements RecordType {

    static final String MODULE = "acme-loyalty";
    static final String UNIT = "acme_loyalty";
    static final String TYPE = "acmeLoyaltyAccounts";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(MODULE, TYPE, LoyaltyAccount.class)
                .unit(UNIT)
                .label("积分账户", "Loyalty account", "Loyalty accounts")
                .title("accountNo")
                .with(Trait.APPROVABLE)
                .number("accountNo", "ACME-{seq:6}")
                .field("accountNo", TEXT, f -> f.label("账户编号", "Account no.").searchable())
                .reference("customer", Promotion.CUSTOMERS, OnDelete.CASCADE, f -> f.label("客户", "Customer")
                        .required()
                        .alias("客户编号", "客户名称"))
                .field("tier", ENUMERATION, f -> f.label("等级", "Tier")
                        .required()
                        .defaultValue(Promotion.BRONZE)
                        .option(Promotion.BRONZE, "铜卡", "Bronze")
                        .option(Promotion.SILVER, "银卡", "Silver")
                        .option(Promotion.GOLD, "金卡", "Gold"))
                .field("points", INTEGER, f -> f.label("积分", "Points")
                        .help("由积分明细累计。", "The sum of the entries.")
                        .readOnly()
                        .defaultValue(0))
                .key("accountNo")
                .view("all", "全部账户", "All accounts", "accountNo", "", "accountNo", "customer", "tier", "points")
                .view("gold", "金卡", "Gold", "-points", "tier==gold", "accountNo", "customer", "points")
                .section("basic", "基本信息", "Basics", "accountNo", "customer", "tier", "points")
                .action(ActionDefinition.of("promote", "升级", "Promote", new Promotion())
                        .onlyIf(ActionCondition.isNot("tier", Promotion.GOLD)))
                .touches(Promotion.CUSTOMERS)
                .build();
    }
}
