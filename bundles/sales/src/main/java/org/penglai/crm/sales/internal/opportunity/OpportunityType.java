package org.penglai.crm.sales.internal.opportunity;

import static org.penglai.crm.api.records.FieldKind.DATE;
import static org.penglai.crm.api.records.FieldKind.ENUMERATION;
import static org.penglai.crm.api.records.FieldKind.INSTANT;
import static org.penglai.crm.api.records.FieldKind.LONG_TEXT;
import static org.penglai.crm.api.records.FieldKind.MONEY;
import static org.penglai.crm.api.records.FieldKind.PERCENT;
import static org.penglai.crm.api.records.FieldKind.PICKLIST;
import static org.penglai.crm.api.records.FieldKind.TEXT;

import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.OnDelete;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.RecordDefinitionBuilder;
import org.penglai.crm.api.records.RecordType;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.credit.CreditShareType;
import org.penglai.crm.sales.internal.credit.CreditSplit;
import org.penglai.crm.sales.internal.credit.SalesCreditType;
import org.penglai.crm.sales.internal.credit.WonDealGone;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.line.DealAmount;
import org.penglai.crm.sales.internal.opportunity.line.DealQuote;
import org.penglai.crm.sales.internal.opportunity.line.OpportunityLineType;
import org.penglai.crm.sales.internal.quote.QuoteLineType;
import org.penglai.crm.sales.internal.quote.QuoteType;

/** Deals that may be won. Appears after its tables. */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class OpportunityType implements RecordType {
    public static final String TYPE = "opportunities";
    public static final String STAGE = "stage";
    public static final String PIPELINE = "pipeline";
    public static final String STATUS = "status";
    static final String STAGE_CHANGED_AT = "stageChangedAt";
    static final String STAGNANT_AT = "stagnantAt";
    public static final String AMOUNT = "amount";
    public static final String CONTACT = "primaryContact";
    static final String STAGNANT_TOLD_AT = "stagnantToldAt";
    public static final String PROBABILITY = "probability";
    public static final String FORECAST_CATEGORY = "forecastCategory";
    public static final String EXPECTED_CLOSE_ON = "expectedCloseOn";
    public static final String CLOSED_ON = "closedOn";
    static final String CLOSE_REASON = "closeReason";
    static final String COMPETITOR = "competitor";
    /** What of a deal is its owner's own; the rest is that of others. */
    public static final String OWNER_SHARE = "ownerShare";
    /** What a won deal is worth in the firm's own currency, at the rate of the day on which it was closed. */
    public static final String BASE_AMOUNT = "baseAmount";

    private final Currencies currencies;

    /** @param currencies what amounts are worth in the firm's own currency, for reports */
    @Activate
    public OpportunityType(@Reference Currencies currencies) {
        this.currencies = currencies;
    }

    @Override
    public RecordDefinition definition() {
        return arrange(described())
                .with(Trait.TIMELINE, Trait.ATTACHMENTS)
                .touches(
                        StageChangeType.TYPE,
                        OpportunityLineType.TYPE,
                        QuoteType.TYPE,
                        QuoteLineType.TYPE,
                        CreditShareType.TYPE,
                        SalesCreditType.TYPE,
                        Sales.CUSTOMERS)
                .hook(new StageChoice())
                .hook(new AtStage(new StageMove()))
                .hook(new AtStage(new Completeness()))
                .hook(new DealAmount(currencies))
                .hook(new StageHistory(new Standing(currencies)))
                .hook(StagnationAlerts::tell)
                .hook(new CreditSplit(currencies))
                .hook(new WonDealGone())
                .action(Reopening.action())
                .action(DealQuote.action())
                .build();
    }

    /** Its fields, without what is done with them. */
    static RecordDefinitionBuilder described() {
        RecordDefinitionBuilder type = RecordDefinition.of(Sales.MODULE, TYPE, Opportunity.class)
                .unit(Sales.UNIT)
                .label("商机", "Opportunity", "Opportunities")
                .title("name");
        deal(type);
        progress(type);
        outlook(type);
        return type;
    }

    private static void deal(RecordDefinitionBuilder type) {
        type.field("name", TEXT, f -> f.label("商机名称", "Name").required().searchable())
                .reference("customer", Sales.CUSTOMERS, OnDelete.RESTRICT, f -> f.label("客户", "Customer")
                        .required()
                        .alias("客户编号", "客户名称", "Customer no."))
                .reference(CONTACT, Sales.CONTACTS, OnDelete.CLEAR, f -> f.label("主要联系人", "Primary contact"))
                .field(AMOUNT, MONEY, f -> f.label("预计金额", "Amount")
                        .help("有明细时为明细合计。", "What the lines come to, where there are any.")
                        .alias("金额", "商机金额"))
                .field(EXPECTED_CLOSE_ON, DATE, f -> f.label("预计成交日期", "Expected close")
                        .alias("预计签单日期", "预计结单日期"))
                .field("nextStep", TEXT, f -> f.label("下一步", "Next step"))
                .field(LeadType.SOURCE, PICKLIST, f -> LeadType.sources(f.label("来源", "Source")))
                .field("remark", LONG_TEXT, f -> f.label("备注", "Remark"));
    }

    private static void progress(RecordDefinitionBuilder type) {
        type.reference(PIPELINE, PipelineType.TYPE, OnDelete.RESTRICT, f -> f.label("销售流程", "Pipeline")
                        .help("留空时使用默认流程。", "The default one when left empty."))
                .reference(STAGE, StageType.TYPE, OnDelete.RESTRICT, f -> f.label("阶段", "Stage")
                        .help("留空时为流程的第一个阶段。", "The first of the pipeline when left empty."))
                .field(STAGE_CHANGED_AT, INSTANT, f -> f.label("进入阶段时间", "In this stage since")
                        .readOnly())
                .field(STAGNANT_AT, INSTANT, f -> f.label("停滞时间", "Stagnant from")
                        .help("到此时仍未推进即视为停滞。", "Without progress until then the opportunity is stagnant.")
                        .readOnly())
                .field(STAGNANT_TOLD_AT, INSTANT, f -> f.label("停滞提醒时间", "Told of the stagnation")
                        .readOnly())
                .field(STATUS, ENUMERATION, f -> f.label("状态", "Status")
                        .readOnly()
                        .defaultValue(OpportunityStatus.OPEN)
                        .option(OpportunityStatus.OPEN, "进行中", "Open")
                        .option(OpportunityStatus.WON, "赢单", "Won")
                        .option(OpportunityStatus.LOST, "输单", "Lost"));
    }

    private static void outlook(RecordDefinitionBuilder type) {
        type.field(PROBABILITY, PERCENT, f -> f.label("赢率", "Probability")
                        .help("进入新阶段时取阶段的赢率。", "Taken from the stage when it changes."))
                .field(FORECAST_CATEGORY, ENUMERATION, f -> ForecastCategory.describe(f)
                        .defaultValue(ForecastCategory.PIPELINE))
                .field(CLOSED_ON, DATE, f -> f.label("结单日期", "Closed on")
                        .help("赢单或输单时留空即为当天。", "The day itself when left empty while winning or losing."))
                .field(CLOSE_REASON, PICKLIST, f -> f.label("赢输原因", "Reason")
                        .option("price", "价格", "Price")
                        .option("product", "产品与方案", "Product and solution")
                        .option("relationship", "客户关系", "Relationship")
                        .option("service", "服务与交付", "Service and delivery")
                        .option(Completeness.LOST_TO_COMPETITOR, "输给竞争对手", "Lost to a competitor")
                        .option("noBudget", "客户没有预算", "No budget")
                        .option("postponed", "项目搁置", "Project put off")
                        .option("other", "其他", "Other"))
                .field(OWNER_SHARE, PERCENT, f -> f.label("负责人业绩占比", "Owner's share")
                        .help("协作人分走后剩下的部分。", "What collaborators are not given.")
                        .computed())
                .field(BASE_AMOUNT, MONEY, f -> f.label("赢单本位币金额", "Won amount in base currency")
                        .computed())
                .field(COMPETITOR, PICKLIST, f -> f.label("竞争对手", "Competitor")
                        .help("选项由管理员维护。", "Administrators keep the list.")
                        .option("inHouse", "客户自建", "Customer's own solution")
                        .option("other", "其他", "Other"));
    }

    private static RecordDefinitionBuilder arrange(RecordDefinitionBuilder type) {
        String[] columns = {"name", "customer", "stage", AMOUNT, PROBABILITY, EXPECTED_CLOSE_ON, "owner", "updatedAt"};
        return type.view("open", "进行中的商机", "Open opportunities", EXPECTED_CLOSE_ON, "status==open", columns)
                .view("stagnant", "停滞的商机", "Stagnant", STAGNANT_AT, "status==open;stagnantAt=lt=today", columns)
                .view("mine", "我的商机", "My opportunities", EXPECTED_CLOSE_ON, "owner==me;status==open", columns)
                .view("won", "赢单", "Won", "-closedOn", "status==won", "name", "customer", AMOUNT, CLOSED_ON, "owner")
                .view(
                        "lost",
                        "输单",
                        "Lost",
                        "-closedOn",
                        "status==lost",
                        "name",
                        "customer",
                        AMOUNT,
                        CLOSED_ON,
                        CLOSE_REASON,
                        COMPETITOR,
                        "owner")
                .view("all", "全部商机", "All opportunities", "-updatedAt", "", columns)
                .section(
                        "basic",
                        "基本信息",
                        "Basics",
                        "name",
                        "customer",
                        CONTACT,
                        AMOUNT,
                        EXPECTED_CLOSE_ON,
                        "nextStep",
                        "source",
                        "tags",
                        "remark")
                .section(
                        "progress",
                        "进展",
                        "Progress",
                        PIPELINE,
                        STAGE,
                        STATUS,
                        STAGE_CHANGED_AT,
                        STAGNANT_AT,
                        STAGNANT_TOLD_AT,
                        PROBABILITY,
                        FORECAST_CATEGORY)
                .section("closing", "结单", "Closing", CLOSED_ON, CLOSE_REASON, COMPETITOR, BASE_AMOUNT)
                .section("ownership", "归属", "Ownership", "owner", OWNER_SHARE);
    }
}
