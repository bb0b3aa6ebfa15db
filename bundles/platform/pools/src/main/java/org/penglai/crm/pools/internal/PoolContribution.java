package org.penglai.crm.pools.internal;

import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.records.RecordDefinition;
import org.penglai.crm.api.records.Trait;
import org.penglai.crm.records.spi.TypeContribution;

/** Gives every poolable type the rule and the actions of public pools. */
@Component
public final class PoolContribution implements TypeContribution {
    private final PoolRule rule;
    private final PoolActions actions;

    @Activate
    public PoolContribution(@Reference PoolDirectory pools) {
        rule = new PoolRule(pools);
        actions = new PoolActions(pools, new Transfers(pools, pools.records()));
    }

    @Override
    public RecordDefinition extend(RecordDefinition definition) {
        return definition.traits().contains(Trait.POOL)
                ? definition.plus(List.of(rule), actions.all(), List.of())
                : definition;
    }
}
