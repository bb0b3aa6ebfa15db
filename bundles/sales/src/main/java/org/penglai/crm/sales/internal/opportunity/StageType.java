package org.penglai.crm.sales.internal.opportunity;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import java.math.BigDecimal;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;

/** The steps of a pipeline. What a deal must tell before it enters one is said here. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class StageType implements RecordType {
    public static final String TYPE = "stages";
    public static final String NAME = "name";
    public static final String PIPELINE = "pipeline";
    public static final String KIND = "kind";
    public static final String PROBABILITY = "probability";
    public static final String REQUIRED_FIELDS = "requiredFields";
    public static final String STAGNANT_DAYS = "stagnantDays";
    public static final String IS_ACTIVE = "isActive";
    public static final String ORDER = "order";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, Stage.class)
                .unit(Sales.UNIT)
                .label("销售阶段", "Stage", "Stages")
                .title(NAME)
                .key(PIPELINE, NAME);
        fields(type);
        String[] all = {NAME, PIPELINE, ORDER, KIND, PROBABILITY, REQUIRED_FIELDS, STAGNANT_DAYS, IS_ACTIVE};
        return type.view("all", "全部阶段", "All stages", "pipeline,order", "", all)
                .section("basic", "基本信息", "Basics", all)
                .hook(new StageRules())
                .build();
    }

    private static void fields(RecordDefinitionBuilder type) {
        type.field(NAME, TEXT, f -> f.label("阶段名称", "Name").required().searchable())
                .reference(PIPELINE, PipelineType.TYPE, OnDelete.CASCADE, f -> f.label("销售流程", "Pipeline")
                        .required())
                .field(ORDER, INTEGER, f -> f.label("顺序", "Order").required().defaultValue(100))
                .field(KIND, ENUMERATION, f -> f.label("性质", "Kind")
                        .required()
                        .defaultValue(OpportunityStatus.OPEN)
                        .option(OpportunityStatus.OPEN, "进行中", "Open")
                        .option(OpportunityStatus.WON, "赢单", "Won")
                        .option(OpportunityStatus.LOST, "输单", "Lost"))
                .field(PROBABILITY, PERCENT, f -> f.label("赢率", "Probability")
                        .required()
                        .defaultValue(BigDecimal.ZERO.toPlainString()))
                .field(REQUIRED_FIELDS, TEXT, f -> f.label("必填字段", "Required fields")
                        .help(
                                "商机进入此阶段前必须填写的字段名，用逗号分隔，例如 amount,expectedCloseOn；自定义字段写作 custom.名称。",
                                "Names of the fields that an opportunity needs before it enters, with commas between them,"
                                        + " such as amount,expectedCloseOn; of custom fields custom.name."))
                .field(STAGNANT_DAYS, INTEGER, f -> f.label("停滞天数", "Stagnant after days")
                        .help("在此阶段停留超过这些天的商机会被提醒。", "Who stays longer in this stage is pointed out."))
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("启用", "Active")
                        .help("停用的阶段不再接收商机。", "A stage that is not active takes no more opportunities.")
                        .defaultValue(true));
    }
}
