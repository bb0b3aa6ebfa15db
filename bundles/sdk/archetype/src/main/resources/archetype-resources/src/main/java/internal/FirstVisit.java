package ${package}.internal;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;

/**
 * An event handler: plans a first visit to every new customer, after the commit. A change may be told twice, so it looks
 * for a visit before it plans one.
 */
@Component
public final class FirstVisit implements EventHandler {

    private final Records records;

    @Activate
    public FirstVisit(@Reference Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "${type}.firstVisit";
    }

    @Override
    public Set<String> types() {
        return Set.of(VisitType.CUSTOMERS);
    }

    @Override
    public Set<String> operations() {
        return Set.of("created");
    }

    @Override
    public void handle(RecordEvent event) {
        Caller platform = Caller.system();
        String visits = "customer==" + RecordId.format(event.recordId());
        boolean isGone = records.find(platform, event.type(), event.recordId()).isEmpty();
        if (isGone || !records.list(platform, VisitType.TYPE, new RecordQuery(visits, "id", 1)).isEmpty()) {
            return;
        }
        records.apply(
                platform,
                List.of(new RecordChange.Create(
                        VisitType.TYPE, Map.of("subject", "首次拜访 First visit", "customer", event.recordId()))));
    }
}
