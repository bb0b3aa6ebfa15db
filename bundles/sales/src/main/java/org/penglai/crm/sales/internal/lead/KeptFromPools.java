package org.penglai.crm.sales.internal.lead;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.pools.PoolExemption;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordReader;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.opportunity.OpportunityType;

/**
 * What no pool takes back: leads that are converted or invalid, since nobody follows them up any more, and customers with
 * whom a deal is open.
 */
@Component
public final class KeptFromPools implements PoolExemption {
    private static final String CUSTOMER = "customer";
    private static final int MOST = 1_000;

    private final RecordReader records;

    @Activate
    public KeptFromPools(@Reference Records records) {
        this.records = records;
    }

    @Override
    public Set<Long> exempt(String type, Set<Long> ids) {
        return switch (type) {
            case LeadType.TYPE -> found(ids, type, "id", "status=in=(converted,invalid)", RecordSnapshot::id);
            case Sales.CUSTOMERS ->
                found(ids, OpportunityType.TYPE, CUSTOMER, "status==open", deal -> deal.reference(CUSTOMER));
            default -> Set.of();
        };
    }

    /** Page by page, since one of the ids may have many. */
    private Set<Long> found(
            Set<Long> ids, String type, String field, String which, Function<RecordSnapshot, Long> whose) {
        Set<Long> rest = new HashSet<>(ids);
        Set<Long> found = new HashSet<>();
        int size = MOST;
        while (size == MOST && !rest.isEmpty()) {
            List<RecordSnapshot> page =
                    records.list(Caller.system(), type, new RecordQuery(which + ";" + among(field, rest), "id", MOST));
            page.stream().map(whose).forEach(found::add);
            rest.removeAll(found);
            size = page.size();
        }
        return found;
    }

    private static String among(String field, Set<Long> ids) {
        return ids.stream().map(RecordId::format).collect(Collectors.joining(",", field + "=in=(", ")"));
    }
}
