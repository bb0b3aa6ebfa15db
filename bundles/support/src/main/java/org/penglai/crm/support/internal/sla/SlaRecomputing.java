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
import org.penglai.crm.api.error.Stale;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
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
    private static final int ATTEMPTS = 5;

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
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Optional<RecordSnapshot> ticket = records.find(Caller.system(), TicketType.TYPE, id);
            if (ticket.isEmpty()) {
                return;
            }
            List<Timer> timers = Sla.timers(records, id);
            Policies policies = new Policies(records);
            Optional<RecordSnapshot> policy = policies.of(ticket.get());
            String priority = ticket.get().text(TicketType.PRIORITY);
            timers.stream().filter(Timer::isLive).forEach(timer -> {
                Optional<Promise> promise = policy.map(one -> policies.promise(one, timer.metric(), priority))
                        .filter(one -> one.minutes() != null);
                promise.ifPresentOrElse(timer::promise, timer::cancel);
            });
            try {
                var changes = Sla.changes(ticket.get(), timers, Map.of());
                if (!changes.isEmpty()) {
                    records.apply(Caller.system(), changes);
                }
                return;
            } catch (Stale changedMeanwhile) {
                if (attempt == ATTEMPTS) {
                    throw changedMeanwhile;
                }
            }
        }
    }
}
