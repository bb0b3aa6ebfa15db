package org.penglai.crm.customization.internal.option;

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

/** The record type {@code picklistOptions}: options of lists, and what is changed of those that modules bring. */
@Component
public final class PicklistOptionsType implements RecordType {
    public static final String TYPE = "picklistOptions";
    private static final String UNIT = "customization";

    private final Supplier<Types> types;

    /** @param migrated proof that the tables are there */
    @Activate
    public PicklistOptionsType(
            BundleContext context,
            @Reference(target = "(osgi.jndi.service.name=crm-customization)") DataSource migrated) {
        this(new LateService<>(context, Types.class));
    }

    /** Outside a container. */
    public PicklistOptionsType(Supplier<Types> types) {
        this.types = types;
    }

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, PicklistOption.class)
                .unit(UNIT)
                .label("选项", "Option", "Options")
                .title("labelZh")
                .field("type", FieldKind.TEXT, f -> f.label("对象", "For").required())
                .field("field", FieldKind.TEXT, f -> f.label("字段", "Field").required())
                .field("code", FieldKind.TEXT, f -> f.label("代码", "Code")
                        .help("接口中的值，创建后不能更改。", "The value in interfaces; final once created.")
                        .required())
                .field("labelZh", FieldKind.TEXT, f -> f.label("中文名称", "Chinese label")
                        .required()
                        .searchable())
                .field("labelEn", FieldKind.TEXT, f -> f.label("英文名称", "English label")
                        .required()
                        .searchable())
                .field("position", FieldKind.INTEGER, f -> f.label("顺序", "Order"))
                .field("retired", FieldKind.BOOLEAN, f -> f.label("已停用", "Retired")
                        .help("已有的值保留，但不能再选择。", "Records keep it, but nobody can choose it any more.")
                        .required()
                        .defaultValue(Boolean.FALSE))
                .key("type", "field", "code")
                .view(
                        "all",
                        "全部选项",
                        "All options",
                        "type,field,position",
                        "",
                        "labelZh",
                        "type",
                        "field",
                        "code",
                        "position",
                        "retired")
                .section(
                        "basic", "基本信息", "Basics", "type", "field", "code", "labelZh", "labelEn", "position", "retired")
                .hook(new OptionCheck(types))
                .build();
    }
}
