package org.penglai.crm.sales.internal.credit;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
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
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/**
 * What each person was credited with when a deal was won, in the department of that day: written along, never changed. The
 * person and the department are the row's owner and its department. Those that hold have no end; the ones of a deal add up
 * to its amount. Appears after its tables.
 */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class SalesCreditType implements RecordType {
    public static final String TYPE = "salesCredits";
    public static final String OPPORTUNITY = "opportunity";
    public static final String SHARE = "share";
    public static final String BASE_AMOUNT = "baseAmount";
    public static final String CLOSED_ON = OpportunityType.CLOSED_ON;
    /** From when to when it holds. */
    public static final String AT = "at";

    public static final String UNTIL = "until";
    static final String TITLE = "title";
    private static final Ends ENDS =
            new Ends(UNTIL, Localized.of("业绩归属记录不能修改或删除。", "Sales credits are kept as they are."));

    @Override
    public RecordDefinition definition() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, SalesCredit.class)
                .unit(Sales.UNIT)
                .label("业绩归属", "Sales credit", "Sales credits")
                .title(TITLE);
        type.field(TITLE, TEXT, f -> f.label("标题", "Title").readOnly())
                .reference(OPPORTUNITY, OpportunityType.TYPE, OnDelete.CASCADE, f -> f.label("商机", "Opportunity")
                        .readOnly()
                        .required())
                .field(SHARE, PERCENT, f -> f.label("分成比例", "Share").readOnly().required())
                .field(BASE_AMOUNT, MONEY, f -> f.label("本位币金额", "Amount in base currency")
                        .readOnly())
                .field(CLOSED_ON, DATE, f -> f.label("结单日期", "Closed on").readOnly())
                .field(AT, INSTANT, f -> f.label("时间", "At").readOnly().required())
                .field(UNTIL, INSTANT, f -> f.label("有效至", "Until")
                        .help("空表示现在仍是如此。", "Empty for what still holds.")
                        .readOnly());
        String[] columns = {TITLE, OPPORTUNITY, SystemFields.OWNER, SHARE, BASE_AMOUNT, CLOSED_ON};
        return type.view("all", "现行归属", "In force", "-closedOn", UNTIL + "=null=true", columns)
                .section("basic", "基本信息", "Basics", TITLE, OPPORTUNITY, SHARE, BASE_AMOUNT, CLOSED_ON, AT, UNTIL)
                .section("ownership", "归属", "Credited to", SystemFields.OWNER, SystemFields.OWNER_DEPARTMENT)
                .hook(SalesCreditType::keep)
                .build();
    }

    /** Rankings of the past stand on these rows. */
    private static Outcome keep(RecordHook.Input input) {
        return input.operation() == RecordHook.Operation.CREATE ? Outcome.none() : ENDS.require(input);
    }
}
