package org.penglai.crm.customization.internal.layout;

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

/** The record type {@code formLayouts}: how the fields of a type are grouped on its form and page. */
@Component
public final class FormLayoutsType implements RecordType {
    public static final String TYPE = "formLayouts";
    private static final String UNIT = "customization";

    private final Supplier<Types> types;

    /** @param migrated proof that the tables are there */
    @Activate
    public FormLayoutsType(
            BundleContext context,
            @Reference(target = "(osgi.jndi.service.name=crm-customization)") DataSource migrated) {
        this(new LateService<>(context, Types.class));
    }

    /** Outside a container. */
    public FormLayoutsType(Supplier<Types> types) {
        this.types = types;
    }

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of("crm", TYPE, FormLayout.class)
                .unit(UNIT)
                .label("表单布局", "Form layout", "Form layouts")
                .title("type")
                .field("type", FieldKind.TEXT, f -> f.label("对象", "For")
                        .help("例如 customers", "For example customers")
                        .required()
                        .searchable())
                .field("sections", FieldKind.LONG_TEXT, f -> f.label("分组", "Sections")
                        .help(
                                "JSON：sections 中每组有 id、label、fields，hidden 为隐藏的字段。",
                                "JSON: sections with id, label and fields each; hidden names fields that are left out.")
                        .required())
                .key("type")
                .view("all", "全部布局", "All layouts", "type", "", "type", "updatedAt")
                .section("basic", "基本信息", "Basics", "type", "sections")
                .hook(new LayoutCheck(types))
                .build();
    }
}
