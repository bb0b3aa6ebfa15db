package org.penglai.crm.sales.internal.opportunity;

import static org.penglai.crm.api.records.FieldKind.BOOLEAN;
import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.INTEGER;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.sales.internal.Ends;
import org.penglai.crm.sales.internal.Sales;

/** How deals stood, row by row: written along with them, never changed. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class StageChangeType implements RecordType {
    public static final String TYPE = "stageChanges";
    static final String TITLE = "title";
    public static final String OPPORTUNITY = "opportunity";
    public static final String FROM = "from";
    public static final String TO = "to";
    public static final String AT = "at";
    static final String BY = "by";
    public static final String UNTIL = "until";
    private static final Ends ENDS =
            new Ends(UNTIL, Localized.of("阶段变更记录不能修改或删除。", "Changes of stage are kept as they are."));
    public static final String IS_MOVE = "isMove";
    public static final String STAYED_SECONDS = "stayedSeconds";
    public static final String FURTHEST = "furthest";
    public static final String CYCLE_DAYS = "cycleDays";
    public static final String BASE_AMOUNT = "baseAmount";
    public static final String WEIGHTED_AMOUNT = "weightedAmount";

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, StageChange.class)
                .unit(Sales.UNIT)
                .label("阶段变更", "Stage change", "Stage changes")
                .title(TITLE);
        move(type);
        outlook(type);
        return type.view(
                        "all",
                        "全部变更",
                        "All changes",
                        "-at",
                        "",
                        TITLE,
                        OPPORTUNITY,
                        AT,
                        BY,
                        OpportunityType.AMOUNT,
                        OpportunityType.PROBABILITY,
                        OpportunityType.EXPECTED_CLOSE_ON)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        TITLE,
                        OPPORTUNITY,
                        FROM,
                        TO,
                        AT,
                        UNTIL,
                        BY,
                        IS_MOVE,
                        STAYED_SECONDS,
                        FURTHEST,
                        CYCLE_DAYS)
                .section(
                        "outlook",
                        "当时的预期",
                        "As it stood",
                        OpportunityType.AMOUNT,
                        OpportunityType.PROBABILITY,
                        OpportunityType.FORECAST_CATEGORY,
                        OpportunityType.EXPECTED_CLOSE_ON,
                        OpportunityType.CLOSED_ON,
                        BASE_AMOUNT,
                        WEIGHTED_AMOUNT,
                        SystemFields.OWNER,
                        SystemFields.OWNER_DEPARTMENT)
                .hook(StageChangeType::keep)
                .build();
    }

    private static void move(RecordDefinitionBuilder type) {
        type.field(TITLE, TEXT, f -> f.label("变更", "Change").readOnly().required())
                .reference(OPPORTUNITY, OpportunityType.TYPE, OnDelete.CASCADE, f -> f.label("商机", "Opportunity")
                        .readOnly()
                        .required())
                .reference(FROM, StageType.TYPE, OnDelete.RESTRICT, f -> f.label("原阶段", "From")
                        .readOnly())
                .reference(TO, StageType.TYPE, OnDelete.RESTRICT, f -> f.label("新阶段", "To")
                        .readOnly()
                        .required())
                .field(AT, INSTANT, f -> f.label("时间", "At").readOnly().required())
                .field(UNTIL, INSTANT, f -> f.label("有效至", "Until")
                        .help("空表示现在仍是如此。", "Empty for what still holds.")
                        .readOnly())
                .reference(
                        BY, "users", OnDelete.CLEAR, f -> f.label("操作人", "By").readOnly())
                .field(IS_MOVE, BOOLEAN, f -> f.label("阶段有变化", "Stage changed").readOnly())
                .field(STAYED_SECONDS, INTEGER, f -> f.label("在原阶段停留（秒）", "Seconds in the stage before")
                        .readOnly())
                .reference(FURTHEST, StageType.TYPE, OnDelete.RESTRICT, f -> f.label("到过的最后阶段", "Furthest stage")
                        .readOnly());
    }

    private static void outlook(RecordDefinitionBuilder type) {
        type.field(OpportunityType.AMOUNT, MONEY, f -> f.label("预计金额", "Amount").readOnly())
                .field(OpportunityType.PROBABILITY, PERCENT, f -> f.label("赢率", "Probability")
                        .readOnly())
                .field(OpportunityType.EXPECTED_CLOSE_ON, DATE, f -> f.label("预计成交日期", "Expected close")
                        .readOnly())
                .field(OpportunityType.FORECAST_CATEGORY, ENUMERATION, f -> ForecastCategory.describe(f)
                        .readOnly())
                .field(OpportunityType.CLOSED_ON, DATE, f -> f.label("结单日期", "Closed on")
                        .readOnly())
                .field(CYCLE_DAYS, INTEGER, f -> f.label("成交周期（天）", "Days from creation to close")
                        .readOnly())
                .field(BASE_AMOUNT, MONEY, f -> f.label("本位币金额", "Amount in base currency")
                        .readOnly())
                .field(WEIGHTED_AMOUNT, MONEY, f -> f.label("加权金额", "Weighted amount")
                        .readOnly());
    }

    /** Reports of the past stand on these rows: each is ended once, by the next. They go only with their opportunity. */
    private static Outcome keep(RecordHook.Input input) {
        return input.operation() == RecordHook.Operation.CREATE ? Outcome.none() : ENDS.require(input);
    }
}
