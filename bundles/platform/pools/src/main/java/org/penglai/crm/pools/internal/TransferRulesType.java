package org.penglai.crm.pools.internal;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;

/**
 * The record type {@code poolTransferRules}: which records in a pool move on at once, to another pool or to an owner. The
 * reference makes it appear after its tables.
 */
@Component(
        reference =
                @Reference(name = "tables", service = DataSource.class, target = "(osgi.jndi.service.name=crm-pools)"))
public final class TransferRulesType implements RecordType {
    static final String TYPE = "poolTransferRules";
    static final String POOL = "pool";
    static final String POSITION = "position";
    static final String ACTIVE = "active";
    static final String FILTER = "filter";
    static final String TO_POOL = "toPool";
    static final String TO_OWNER = "toOwner";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, TransferRule.class)
                .unit(PoolsType.UNIT)
                .label("流转规则", "Transfer rule", "Transfer rules")
                .title("name")
                .field("name", TEXT, f -> f.label("名称", "Name").required().searchable())
                .reference(POOL, PoolsType.TYPE, OnDelete.CASCADE, f -> f.label("公海", "Public pool")
                        .required())
                .field(POSITION, INTEGER, f -> f.label("顺序", "Order")
                        .help("从小到大，第一条符合的规则生效。", "From small to large; the first rule that fits applies.")
                        .required()
                        .defaultValue(10))
                .field(ACTIVE, BOOLEAN, f -> f.label("启用", "Active").required().defaultValue(Boolean.TRUE))
                .field(
                        FILTER,
                        LONG_TEXT,
                        f -> f.label("条件", "Condition")
                                .help(
                                        "筛选表达式，例如 region==370000;poolReason==noFollowUp；留空为公海中的全部记录。",
                                        "A filter such as region==370000;poolReason==noFollowUp; all records of the pool when empty."))
                .reference(TO_POOL, PoolsType.TYPE, OnDelete.CASCADE, f -> f.label("转入公海", "To the pool")
                        .help("与“分配给”二选一。", "Either this or an owner."))
                .reference(TO_OWNER, "users", OnDelete.CASCADE, f -> f.label("分配给", "To the owner")
                        .help("刚失去该记录的人不会再分到它。", "Never the one who has just lost the record."))
                .view(
                        "all",
                        "全部规则",
                        "All rules",
                        "position,name",
                        "",
                        "name",
                        POOL,
                        POSITION,
                        FILTER,
                        TO_POOL,
                        TO_OWNER,
                        ACTIVE)
                .section("basic", "基本信息", "Basics", "name", POOL, POSITION, FILTER, TO_POOL, TO_OWNER, ACTIVE)
                .hook(new TransferRuleCheck())
                .build();
    }
}
