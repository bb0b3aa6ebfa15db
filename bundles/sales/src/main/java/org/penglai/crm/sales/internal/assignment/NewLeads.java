package org.penglai.crm.sales.internal.assignment;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.NotFound;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.PoolFields;
import org.penglai.crm.api.records.ReadModifyWrite;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;
import org.penglai.crm.sales.internal.lead.LeadType;

/**
 * Gives new leads that belong to nobody to somebody, one after the other, so that turns and quotas hold exactly. Where no
 * rule fits, what came by a form lies in the public pool.
 */
@Component
public final class NewLeads implements EventHandler {
    private final Records records;
    private final Clock clock;

    /** @param migrated only there when the tables are */
    @Activate
    public NewLeads(@Reference Records records, @Reference(target = Sales.TABLES) DataSource migrated) {
        this(records, Clock.systemUTC());
    }

    NewLeads(Records records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "sales.assignment";
    }

    @Override
    public Set<String> types() {
        return Set.of(LeadType.TYPE);
    }

    @Override
    public Set<String> operations() {
        return Set.of("created");
    }

    /** A second delivery finds that the lead has an owner. */
    @Override
    public void handle(RecordEvent event) {
        assign(event.recordId());
    }

    void assign(long id) {
        ReadModifyWrite.run(records, () -> records.find(Caller.system(), LeadType.TYPE, id)
                .map(this::changes)
                .orElse(List.of()));
    }

    private List<RecordChange> changes(RecordSnapshot lead) {
        boolean isWaiting = lead.reference(LeadType.OWNER) == null
                && "new".equals(lead.text("status"))
                && (lead.reference(LeadType.FORM) != null || lead.reference(PoolFields.POOL) != null);
        if (!isWaiting) {
            return List.of();
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<Assignment.Choice> choice = new Assignment(records, now).of(lead);
        if (choice.isEmpty()) {
            return lead.reference(PoolFields.POOL) == null ? intoPool(lead) : List.of();
        }
        List<RecordChange> changes = new ArrayList<>();
        changes.add(new RecordChange.Update(
                LeadType.TYPE, lead.id(), lead.version(), choice.get().values(now)));
        if (choice.get().counted() != null) {
            changes.add(choice.get().counted());
        }
        return changes;
    }

    private List<RecordChange> intoPool(RecordSnapshot lead) {
        try {
            return records
                    .list(
                            Caller.system(),
                            "pools",
                            new RecordQuery("type==" + LeadType.TYPE + ";active==true", "position,id", 1))
                    .stream()
                    .<RecordChange>map(pool -> new RecordChange.Update(
                            LeadType.TYPE, lead.id(), lead.version(), Map.of(PoolFields.POOL, pool.id())))
                    .toList();
        } catch (NotFound noPools) {
            return List.of();
        }
    }
}
