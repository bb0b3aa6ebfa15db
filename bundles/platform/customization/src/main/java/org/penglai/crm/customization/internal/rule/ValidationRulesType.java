package org.penglai.crm.customization.internal.rule;

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
import org.penglai.crm.records.spi.RecordFilters;
import org.penglai.crm.records.spi.Types;

/** The record type {@code validationRules}: conditions that records must meet to be saved. */
@Component
public final class ValidationRulesType implements RecordType {
    public static final String TYPE = "validationRules";
    private static final String UNIT = "customization";

    private final Supplier<Types> types;
    private final Supplier<RecordFilters> filters;

    /** @param migrated proof that the tables are there */
    @Activate
    public ValidationRulesType(
            BundleContext context,
            @Reference(target = "(osgi.jndi.service.name=crm-customization)") DataSource migrated) {
        this(new LateService<>(context, Types.class), new LateService<>(context, RecordFilters.class));
    }

    private ValidationRulesType(Supplier<Types> types, Supplier<RecordFilters> filters) {
        this.types = types;
        this.filters = filters;
    }

    /** Outside a container. */
    public static ValidationRulesType with(Supplier<Types> types, Supplier<RecordFilters> filters) {
        return new ValidationRulesType(types, filters);
    }

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, ValidationRule.class)
                .unit(UNIT)
                .label("校验规则", "Validation rule", "Validation rules")
                .title("name")
                .field("name", FieldKind.TEXT, f -> f.label("名称", "Name")
                        .required()
                        .searchable())
                .field("type", FieldKind.TEXT, f -> f.label("对象", "For")
                        .help("例如 customers", "For example customers")
                        .required())
                .field("condition", FieldKind.LONG_TEXT, f -> f.label("必须满足", "Must hold")
                        .help(
                                "筛选表达式，不满足则不能保存，例如 level!=A,phone=null=false",
                                "A filter; what does not meet it cannot be saved. Example: level!=A,phone=null=false")
                        .required())
                .field("field", FieldKind.TEXT, f -> f.label("提示所在字段", "Told at the field")
                        .help("例如 phone；留空则提示整条记录。", "For example phone; at the record when empty."))
                .field("messageZh", FieldKind.TEXT, f -> f.label("中文提示", "Chinese message")
                        .required())
                .field("messageEn", FieldKind.TEXT, f -> f.label("英文提示", "English message")
                        .required())
                .field("active", FieldKind.BOOLEAN, f -> f.label("启用", "Active")
                        .required()
                        .defaultValue(Boolean.TRUE))
                .view("all", "全部规则", "All rules", "type,name", "", "name", "type", "condition", "active")
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        "name",
                        "type",
                        "condition",
                        "field",
                        "messageZh",
                        "messageEn",
                        "active")
                .hook(new RuleCheck(types, filters))
                .build();
    }
}
