package org.penglai.crm.support.internal.sla;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.calendar.BusinessHours;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.records.ReadModifyWrite;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordQuery;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketType;

/** When calendars or policies change, what is promised about tickets that are open is reckoned anew; the audit keeps both. */
@Component
public final class SlaRecomputing implements EventHandler {
    private static final int AT_ONCE = 200;

    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public SlaRecomputing(@Reference Records records, @Reference(target = Support.TABLES) DataSource migrated) {
        this(records);
    }

    public SlaRecomputing(Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "support.sla.recomputing";
    }

    @Override
    public Set<String> types() {
        return Set.of(BusinessHours.CALENDARS, BusinessHours.EXCEPTIONS, SlaPolicyType.TYPE);
    }

    @Override
    public void handle(RecordEvent event) {
        recompute();
    }

    /** Goes through all promises that are still to be kept. */
    public void recompute() {
        long last = 0;
        while (true) {
            String after = "state=in=(running,paused);id=gt=" + RecordId.format(last);
            List<RecordSnapshot> found =
                    records.list(Caller.system(), SlaTimerType.TYPE, new RecordQuery(after, "id", AT_ONCE));
            if (found.isEmpty()) {
                return;
            }
            found.stream()
                    .map(timer -> timer.reference(SlaTimerType.TICKET))
                    .distinct()
                    .forEach(this::reckon);
            last = found.get(found.size() - 1).id();
        }
    }

    private void reckon(long id) {
        ReadModifyWrite.run(records, () -> records.find(Caller.system(), TicketType.TYPE, id)
                .map(this::changes)
                .orElse(List.of()));
    }

    private List<RecordChange> changes(RecordSnapshot ticket) {
        List<Timer> timers = Sla.timers(records, ticket.id());
        Optional<Policy> policy = new Policies(records).of(ticket);
        String priority = ticket.text(TicketType.PRIORITY);
        timers.stream().filter(Timer::isLive).forEach(timer -> policy.map(one -> one.promise(timer.metric(), priority))
                .filter(promise -> promise.minutes() != null)
                .ifPresentOrElse(timer::promise, timer::cancel));
        return Sla.changes(ticket, timers, Map.of());
    }
}
