package org.penglai.crm.sales.internal.opportunity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.money.Currencies;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordWalk;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.sales.internal.Sales;

/**
 * Keeps the history of deals where no rule of theirs runs: when a person's records are handed over, and when somebody moves
 * to another department with open deals.
 */
@Component(reference = @Reference(name = "tables", service = DataSource.class, target = Sales.TABLES))
public final class HistoryKeeper implements EventHandler {
    private static final String USERS = "users";
    private static final String DEPARTMENT = "department";

    private final Records records;
    private final Standing standing;

    @Activate
    public HistoryKeeper(@Reference Records records, @Reference Currencies currencies) {
        this.records = records;
        this.standing = new Standing(currencies);
    }

    @Override
    public String name() {
        return "sales.history";
    }

    @Override
    public Set<String> types() {
        return Set.of(OpportunityType.TYPE, USERS);
    }

    @Override
    public Set<String> operations() {
        return Set.of("updated");
    }

    @Override
    public void handle(RecordEvent event) {
        if (event.type().equals(OpportunityType.TYPE) && event.changes().containsKey(SystemFields.OWNER)) {
            records.find(Caller.system(), OpportunityType.TYPE, event.recordId())
                    .ifPresent(deal -> note(event, deal));
        } else if (event.type().equals(USERS) && event.changes().containsKey(DEPARTMENT)) {
            moved(event);
        }
    }

    private void moved(RecordEvent event) {
        String open = "owner==" + RecordId.format(event.recordId()) + ";status==open";
        for (List<RecordSnapshot> deals : RecordWalk.of(records, OpportunityType.TYPE, open)) {
            deals.forEach(deal -> note(event, deal));
        }
    }

    /** Writes down who stands for the deal now, unless that is known or the deal is closed. */
    private void note(RecordEvent event, RecordSnapshot deal) {
        List<RecordSnapshot> held = StageHistory.held(records, deal.id());
        if (OpportunityStatus.isClosed(deal) || held.isEmpty() || isKnown(held.get(0), deal)) {
            return;
        }
        Map<String, Object> row = standing.row(
                records, deal, deal, held.get(0), event.at(), Caller.system().zone());
        row.put(StageChangeType.TITLE, StageHistory.title(records, null, deal.reference(OpportunityType.STAGE)));
        List<RecordChange> changes = new ArrayList<>();
        held.forEach(each -> changes.add(new RecordChange.Update(
                StageChangeType.TYPE, each.id(), each.version(), Map.of(StageChangeType.UNTIL, event.at()))));
        changes.add(new RecordChange.Create(StageChangeType.TYPE, row));
        records.apply(Caller.system(), changes);
    }

    private boolean isKnown(RecordSnapshot row, RecordSnapshot deal) {
        Long owner = deal.reference(SystemFields.OWNER);
        return Objects.equals(row.reference(SystemFields.OWNER), owner)
                && Objects.equals(row.reference(SystemFields.OWNER_DEPARTMENT), Standing.department(records, owner));
    }
}
