package org.penglai.crm.sales.internal.opportunity;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Conflict;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.Outcome;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordHook;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.sales.internal.Sales;

/** How deals stood, row by row: written along with them, never changed. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class StageChangeType implements RecordType {
    static final String TYPE = "stageChanges";
    static final String TITLE = "title";
    static final String OPPORTUNITY = "opportunity";
    static final String FROM = "from";
    static final String TO = "to";
    static final String AT = "at";
    static final String BY = "by";

    @Override
    public RecordDefinition definition() {
        return RecordDefinition.of(Sales.MODULE, TYPE, StageChange.class)
                .unit(Sales.UNIT)
                .label("阶段变更", "Stage change", "Stage changes")
                .title(TITLE)
                .field(TITLE, TEXT, f -> f.label("变更", "Change").readOnly().required())
                .reference(OPPORTUNITY, OpportunityType.TYPE, OnDelete.CASCADE, f -> f.label("商机", "Opportunity")
                        .readOnly()
                        .required())
                .reference(FROM, StageType.TYPE, OnDelete.RESTRICT, f -> f.label("原阶段", "From")
                        .readOnly())
                .reference(TO, StageType.TYPE, OnDelete.RESTRICT, f -> f.label("新阶段", "To")
                        .readOnly()
                        .required())
                .field(AT, INSTANT, f -> f.label("时间", "At").readOnly().required())
                .reference(
                        BY, "users", OnDelete.CLEAR, f -> f.label("操作人", "By").readOnly())
                .field(OpportunityType.AMOUNT, MONEY, f -> f.label("预计金额", "Amount")
                        .readOnly())
                .field(OpportunityType.PROBABILITY, PERCENT, f -> f.label("赢率", "Probability")
                        .readOnly())
                .field(OpportunityType.EXPECTED_CLOSE_ON, DATE, f -> f.label("预计成交日期", "Expected close")
                        .readOnly())
                .view(
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
                        BY,
                        OpportunityType.AMOUNT,
                        OpportunityType.PROBABILITY,
                        OpportunityType.EXPECTED_CLOSE_ON)
                .hook(StageChangeType::keep)
                .build();
    }

    /** Reports of the past stand on these rows. They go only with their opportunity. */
    private static Outcome keep(RecordHook.Input input) {
        if (input.operation() == RecordHook.Operation.CREATE) {
            return Outcome.none();
        }
        throw new Conflict("appendOnly", Localized.of("阶段变更记录不能修改或删除。", "Changes of stage are kept as they are."));
    }
}
