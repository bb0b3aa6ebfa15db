package org.penglai.crm.sales.internal;

import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.sales.internal.catalogue.PriceListItemType;
import org.penglai.crm.sales.internal.catalogue.PriceListType;
import org.penglai.crm.sales.internal.catalogue.ProductType;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.PipelineType;
import org.penglai.crm.sales.internal.opportunity.StageChangeType;
import org.penglai.crm.sales.internal.opportunity.StageType;
import org.penglai.crm.sales.internal.order.OrderLineType;
import org.penglai.crm.sales.internal.order.OrderType;
import org.penglai.crm.sales.internal.quote.QuoteLineType;
import org.penglai.crm.sales.internal.quote.QuoteType;
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
                new OpportunityType().definition(),
                new StageChangeType().definition(),
                new LeadType().definition(),
                new ProductType().definition(),
                new PriceListType(null).definition(),
                new PriceListItemType().definition(),
                new QuoteType(null).definition(),
                new QuoteLineType(null).definition(),
                new OrderType(null).definition(),
                new OrderLineType(null).definition());
    }
}
