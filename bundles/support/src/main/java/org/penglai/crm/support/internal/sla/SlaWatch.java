package org.penglai.crm.support.internal.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.api.records.RecordId;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordWalk;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.records.SystemFields;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for promises that are due, and for those of which somebody is to be warned; rows remember what was done. */
@Component
public final class SlaWatch implements PeriodicWork {
    private static final Logger LOG = LoggerFactory.getLogger(SlaWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(15);

    private final Records records;

    /** @param migrated only there when the tables are */
    @Activate
    public SlaWatch(@Reference Records records, @Reference(target = Support.TABLES) DataSource migrated) {
        this(records);
    }

    public SlaWatch(Records records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "support.sla";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run(Instant now) throws InterruptedException {
        for (String due : List.of("dueAt=le=" + now, "warnedAt=null=true;dueAt=gt=" + now + ";warnAt=le=" + now)) {
            for (List<RecordSnapshot> found : RecordWalk.of(records, SlaTimerType.TYPE, "state==running;" + due)) {
                for (RecordSnapshot timer : found) {
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                    look(timer.reference(SlaTimerType.TICKET), now);
                }
            }
        }
    }

    /** All that is due about one ticket, in one transaction. */
    private void look(long id, Instant now) {
        Optional<RecordSnapshot> ticket = records.find(Caller.system(), TicketType.TYPE, id);
        if (ticket.isEmpty()) {
            return;
        }
        List<Timer> timers = Sla.timers(records, id);
        Map<String, Object> more = new HashMap<>();
        boolean changed = false;
        for (Timer timer : timers) {
            if (!timer.state().equals(SlaTimerType.RUNNING)) {
                continue;
            }
            if (timer.isDue(now)) {
                timer.breach();
                reassign(timer, more);
                changed = true;
            } else if (timer.isToBeWarnedOf(now)) {
                timer.warn(now);
                changed = true;
            }
        }
        try {
            if (changed) {
                records.apply(Caller.system(), Sla.changes(ticket.get(), timers, more));
            }
        } catch (CrmException refused) {
            // Changed meanwhile, or refused by somebody's rule: the others must not wait for this one.
            LOG.info("the promises of ticket {} could not be noted: {}", RecordId.format(id), refused.getMessage());
        }
    }

    private void reassign(Timer timer, Map<String, Object> more) {
        Optional.ofNullable(timer.policy())
                .flatMap(policy -> records.find(Caller.system(), SlaPolicyType.TYPE, policy))
                .filter(policy -> Boolean.TRUE.equals(policy.get(SlaPolicyType.REASSIGN, Boolean.class)))
                .map(policy -> policy.reference(SlaPolicyType.ESCALATE_TO))
                .ifPresent(user -> more.put(SystemFields.OWNER, user));
    }
}
