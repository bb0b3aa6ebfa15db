package org.penglai.crm.sales.internal.scoring;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.FieldBuilder;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;

/** What makes a lead worth more or less. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class ScoringRuleType implements RecordType {
    public static final String TYPE = "leadScoringRules";
    static final String NAME = "name";
    static final String IS_ACTIVE = "isActive";
    static final String FIELD = "field";
    static final String OPERATOR = "operator";
    static final String VALUE = "value";
    static final String POINTS = "points";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, ScoringRule.class)
                .unit(Sales.UNIT)
                .label("线索评分规则", "Scoring rule", "Scoring rules")
                .title(NAME)
                .field(NAME, TEXT, f -> f.label("名称", "Name")
                        .help("显示在线索的评分依据中。", "Shown among the reasons of a score.")
                        .required()
                        .searchable())
                .field(FIELD, TEXT, f -> f.label("字段", "Field")
                        .help("线索的字段名，如 source、region。", "Name of a field of leads, such as source or region.")
                        .required())
                .field(OPERATOR, ENUMERATION, f -> operators(f.label("条件", "Condition"))
                        .required()
                        .defaultValue(Comparison.EQUALS.code()))
                .field(VALUE, TEXT, f -> f.label("值", "Value")
                        .help(
                                "多个值用逗号分隔；地区写编码的开头，如 37 为山东。",
                                "Several with commas between them; of a region the beginning of its code, such as 37."))
                .field(POINTS, INTEGER, f -> f.label("分值", "Points")
                        .help("可以为负。", "May be negative.")
                        .required())
                .field(IS_ACTIVE, BOOLEAN, f -> f.label("启用", "Active")
                        .required()
                        .defaultValue(true));
        String[] all = {NAME, FIELD, OPERATOR, VALUE, POINTS, IS_ACTIVE};
        return type.view("all", "全部规则", "All rules", NAME, "", all)
                .section("basic", "基本信息", "Basics", all)
                .hook(new ScoringRuleCheck())
                .build();
    }

    private static FieldBuilder operators(FieldBuilder field) {
        return field.option(Comparison.EQUALS.code(), "等于其中之一", "Is one of")
                .option(Comparison.BEGINS.code(), "以此开头", "Begins with")
                .option(Comparison.CONTAINS.code(), "包含", "Contains")
                .option(Comparison.AT_LEAST.code(), "不小于", "At least")
                .option(Comparison.FILLED.code(), "已填写", "Is filled in")
                .option(Comparison.EMPTY.code(), "未填写", "Is empty");
    }
}
