package org.penglai.crm.sales.internal;

import java.time.Duration;
import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.sales.internal.assignment.AssigneeType;
import org.penglai.crm.sales.internal.assignment.AssignmentRuleType;
import org.penglai.crm.sales.internal.catalogue.PriceListItemType;
import org.penglai.crm.sales.internal.catalogue.PriceListType;
import org.penglai.crm.sales.internal.catalogue.ProductType;
import org.penglai.crm.sales.internal.credit.CreditShareType;
import org.penglai.crm.sales.internal.credit.SalesCreditType;
import org.penglai.crm.sales.internal.form.LeadFormType;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.PipelineType;
import org.penglai.crm.sales.internal.opportunity.StageChangeType;
import org.penglai.crm.sales.internal.opportunity.StageType;
import org.penglai.crm.sales.internal.opportunity.line.OpportunityLineType;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;
import org.penglai.crm.sales.internal.quote.QuoteLineType;
import org.penglai.crm.sales.internal.quote.QuoteType;
import org.penglai.crm.sales.internal.registration.RegistrationType;
import org.penglai.crm.sales.internal.returns.OrderReturnLineType;
import org.penglai.crm.sales.internal.returns.OrderReturnType;
import org.penglai.crm.sales.internal.scoring.ScoringRuleType;
import org.penglai.crm.sales.internal.target.ForecastCommitType;
import org.penglai.crm.sales.internal.target.TargetType;
import org.penglai.crm.testkit.DefinitionContract;

class DefinitionTest extends DefinitionContract {

    DefinitionTest() {
        super(Sales.UNIT);
    }

    @Override
    protected Stream<RecordDefinition> definitions() {
        return Stream.of(
                new PipelineType().definition(),
                new StageType().definition(),
                new OpportunityType(null).definition(),
                new OpportunityLineType(null, null).definition(),
                new StageChangeType().definition(),
                new CreditShareType().definition(),
                new SalesCreditType().definition(),
                new LeadType().definition(),
                new LeadFormType().definition(),
                new ScoringRuleType().definition(),
                new AssignmentRuleType().definition(),
                new AssigneeType().definition(),
                RegistrationType.with(name -> name, Duration.ofDays(90)).definition(),
                new ProductType().definition(),
                new PriceListType(null).definition(),
                new PriceListItemType().definition(),
                new QuoteType(null).definition(),
                new QuoteLineType(null).definition(),
                new OrderType(null).definition(),
                new OrderLineType(null).definition(),
                new OrderReturnType(null).definition(),
                new OrderReturnLineType().definition(),
                new TargetType().definition(),
                new ForecastCommitType().definition());
    }
}
