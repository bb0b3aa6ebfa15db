package org.penglai.crm.sales.internal.lead;

import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.penglai.crm.api.pools.FirstPool;

/** Where leads go that nobody is assigned to, and those that nobody follows up. */
@Component
public final class LeadPool implements FirstPool {
    @Override
    public String type() {
        return LeadType.TYPE;
    }

    @Override
    public Map<String, Object> values() {
        return Map.of(
                "name", "线索公海",
                "claimLimitPerDay", 30,
                "holdingLimit", 300,
                "coolDownDays", 3,
                "reclaimNoFollowUpDays", 15,
                "warnDays", 3);
    }
}
