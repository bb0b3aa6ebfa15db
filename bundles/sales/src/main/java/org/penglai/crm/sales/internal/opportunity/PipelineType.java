package org.penglai.crm.sales.internal.opportunity;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;

/** The ways in which deals are won, each with stages of its own. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class PipelineType implements RecordType {
    public static final String TYPE = "pipelines";
    public static final String IS_DEFAULT = "isDefault";
    static final String ORDER = "order";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Sales.MODULE, TYPE, Pipeline.class)
                .unit(Sales.UNIT)
                .label("销售流程", "Pipeline", "Pipelines")
                .title("name")
                .key("name")
                .field("name", TEXT, f -> f.label("流程名称", "Name").required().searchable())
                .field(ORDER, INTEGER, f -> f.label("顺序", "Order").required().defaultValue(100))
                .field(IS_DEFAULT, BOOLEAN, f -> f.label("默认流程", "Default")
                        .help("未指定流程的商机进入默认流程。", "Takes the opportunities that name no pipeline.")
                        .defaultValue(false))
                .view("all", "全部流程", "All pipelines", ORDER, "", "name", ORDER, IS_DEFAULT)
                .section("basic", "基本信息", "Basics", "name", ORDER, IS_DEFAULT)
                .hook(new OneDefaultPipeline())
                .build();
    }
}
