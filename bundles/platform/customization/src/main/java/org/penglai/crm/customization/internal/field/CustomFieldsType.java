package org.penglai.crm.customization.internal.field;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.ActionDefinition;
import org.penglai.crm.api.records.FieldKind;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.customization.internal.LateService;
import org.penglai.crm.records.spi.Types;

/** The record type {@code customFields}: what administrators add to the types of modules. */
@Component
public final class CustomFieldsType implements RecordType {
    public static final String TYPE = "customFields";
    private static final String UNIT = "customization";

    private final Supplier<Types> types;

    /** @param migrated proof that the tables are there */
    @Activate
    public CustomFieldsType(
            BundleContext context,
            @Reference(target = "(osgi.jndi.service.name=crm-customization)") DataSource migrated) {
        this(new LateService<>(context, Types.class));
    }

    /** Outside a container. */
    public CustomFieldsType(Supplier<Types> types) {
        this.types = types;
    }

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of("crm", TYPE, CustomField.class)
                .unit(UNIT)
                .label("自定义字段", "Custom field", "Custom fields")
                .title("labelZh");
        names(type);
        shape(type);
        return type.key("type", "name")
                .view(
                        "all",
                        "全部字段",
                        "All fields",
                        "type,position",
                        "",
                        "labelZh",
                        "type",
                        "name",
                        "kind",
                        "required",
                        "status")
                .section(
                        "basic", "基本信息", "Basics", "type", "name", "labelZh", "labelEn", "kind", "required", "position")
                .section("details", "更多", "More", "maxLength", "scale", "target", "indexed", "helpZh", "helpEn")
                .hook(new CustomFieldCheck(types))
                .action(ActionDefinition.of("retire", "停用", "Retire", FieldSteps::retire))
                .action(ActionDefinition.of("reactivate", "重新启用", "Use again", FieldSteps::reactivate))
                .action(ActionDefinition.of("purge", "彻底删除", "Delete for good", FieldSteps::purge))
                .build();
    }

    private static void names(RecordDefinitionBuilder type) {
        type.field("type", FieldKind.TEXT, f -> f.label("对象", "For").required())
                .field("name", FieldKind.TEXT, f -> f.label("字段名", "Name")
                        .help(
                                "接口、筛选和导入中的名称，例如 region，即 custom.region；创建后不能更改。",
                                "What interfaces, filters and imports call it: region is custom.region. Final once created.")
                        .required())
                .field("labelZh", FieldKind.TEXT, f -> f.label("中文名称", "Chinese label")
                        .required()
                        .searchable())
                .field("labelEn", FieldKind.TEXT, f -> f.label("英文名称", "English label")
                        .required()
                        .searchable())
                .field("helpZh", FieldKind.TEXT, f -> f.label("中文说明", "Chinese help"))
                .field("helpEn", FieldKind.TEXT, f -> f.label("英文说明", "English help"));
    }

    private static void shape(RecordDefinitionBuilder type) {
        type.field("kind", FieldKind.ENUMERATION, f -> {
                    f.label("类型", "Kind").required();
                    for (CustomKind kind : CustomKind.values()) {
                        f.option(kind.code(), kind.label().zh(), kind.label().en());
                    }
                })
                .field("required", FieldKind.BOOLEAN, f -> f.label("必填", "Required")
                        .required()
                        .defaultValue(Boolean.FALSE))
                .field("maxLength", FieldKind.INTEGER, f -> f.label("最多字符", "Most characters")
                        .help("仅文本；默认 200。", "Of texts; 200 unless given."))
                .field("scale", FieldKind.INTEGER, f -> f.label("小数位数", "Decimal places")
                        .help("仅小数；默认 2。", "Of decimals; 2 unless given."))
                .field("target", FieldKind.TEXT, f -> f.label("引用对象", "Refers to")
                        .help("仅引用：引用哪个对象的记录。", "Of references: whose records."))
                .field("position", FieldKind.INTEGER, f -> f.label("顺序", "Order")
                        .required()
                        .defaultValue(100))
                .field("indexed", FieldKind.BOOLEAN, f -> f.label("建索引", "Indexed")
                        .help("记录很多且常按此字段筛选或排序时。", "For filters and sorting over very many records.")
                        .required()
                        .defaultValue(Boolean.FALSE))
                .field("status", FieldKind.ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(FieldStatus.PREPARING)
                        .option(FieldStatus.PREPARING, "创建中", "Being made")
                        .option(FieldStatus.ACTIVE, "使用中", "In use")
                        .option(FieldStatus.RETIRED, "已停用", "Retired")
                        .option(FieldStatus.PURGING, "删除中", "Being deleted"))
                .field("columnName", FieldKind.TEXT, f -> f.label("数据库列", "Column")
                        .readOnly());
    }
}
