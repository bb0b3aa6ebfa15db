package com.acme.loyalty.internal;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/** Points that an account got or spent. The reference makes the type appear after its tables. */
@Component(
        reference =
                @Reference(
                        name = "tables",
                        service = DataSource.class,
                        target = "(osgi.jndi.service.name=crm-acme_loyalty)"))
public final class LoyaltyEntryType implements RecordType {

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(LoyaltyAccountType.MODULE, "acmeLoyaltyEntries", LoyaltyEntry.class)
                .unit(LoyaltyAccountType.UNIT)
                .label("积分明细", "Loyalty entry", "Loyalty entries")
                .title("reason")
                .reference("account", LoyaltyAccountType.TYPE, OnDelete.CASCADE, f -> f.label("积分账户", "Account")
                        .required()
                        .alias("账户编号", "Account no."))
                .field("points", INTEGER, f -> f.label("积分", "Points")
                        .help("使用积分填负数。", "Negative when points are spent.")
                        .required())
                .field("reason", TEXT, f -> f.label("事由", "Reason").required().searchable())
                .field("occurredOn", DATE, f -> f.label("日期", "Date"))
                .view("all", "全部明细", "All entries", "-createdAt", "", "reason", "account", "points", "occurredOn")
                .section("basic", "基本信息", "Basics", "account", "points", "reason", "occurredOn")
                .hook(new Balance())
                .touches(LoyaltyAccountType.TYPE)
                .build();
    }
}
