package org.penglai.crm.sales.internal;

import java.util.stream.Stream;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.sales.internal.lead.LeadType;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;
import org.penglai.crm.sales.internal.opportunity.PipelineType;
import org.penglai.crm.sales.internal.opportunity.StageChangeType;
import org.penglai.crm.sales.internal.opportunity.StageType;
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
                new LeadType().definition());
    }
}
