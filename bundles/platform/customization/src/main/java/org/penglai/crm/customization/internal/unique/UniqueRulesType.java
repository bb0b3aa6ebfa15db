package org.penglai.crm.customization.internal.unique;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.customization.internal.LateService;
import org.penglai.crm.records.spi.Types;

/** The record type {@code uniqueRules}: fields whose values no two records of a type may share. */
@Component
public final class UniqueRulesType implements RecordType {
    public static final String TYPE = "uniqueRules";
    private static final String UNIT = "customization";

    private final Supplier<Types> types;

    /** @param migrated proof that the tables are there */
    @Activate
    public UniqueRulesType(
            BundleContext context,
            @Reference(target = "(osgi.jndi.service.name=crm-customization)") DataSource migrated) {
        this(new LateService<>(context, Types.class));
    }

    /** Outside a container. */
    public UniqueRulesType(Supplier<Types> types) {
        this.types = types;
    }

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, UniqueRule.class)
                .unit(UNIT)
                .label("唯一规则", "Unique rule", "Unique rules")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name")
                        .required()
                        .searchable())
                .field("type", FieldKind.TEXT, f -> f.label("对象", "For")
                        .help("例如 customers", "For example customers")
                        .required())
                .field("fields", FieldKind.TEXT, f -> f.label("不可重复的字段", "Fields")
                        .help(
                                "例如 creditCode 或 custom.taxCode；多个字段用逗号分开，合起来不可重复，例如 customer,email。有一个为空则不检查。",
                                "For example creditCode or custom.taxCode. Several, as in customer,email, are unique together. Nothing is"
                                        + " checked while one of them is empty.")
                        .required())
                .field("ignoreCase", FieldKind.BOOLEAN, f -> f.label("不区分大小写", "Ignore case")
                        .help("把字母 A 与 a 视为相同。", "A and a are the same.")
                        .defaultValue(Boolean.FALSE))
                .field("active", FieldKind.BOOLEAN, f -> f.label("启用", "Active")
                        .required()
                        .defaultValue(Boolean.TRUE))
                .view("all", "全部规则", "All rules", "type,name", "", "name", "type", "fields", "active")
                .section("basic", "基本信息", "Basics", "name", "type", "fields", "ignoreCase", "active")
                .hook(new UniqueRuleCheck(types))
                .build();
    }
}
