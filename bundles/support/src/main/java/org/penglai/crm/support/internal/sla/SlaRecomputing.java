package org.penglai.crm.support.internal.sla;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.calendar.BusinessHours;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.api.jobs.JobContext;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.jobs.JobRequest;
import org.penglai.crm.api.jobs.JobState;
import org.penglai.crm.api.jobs.Jobs;
import org.penglai.crm.api.records.ReadModifyWrite;
import org.penglai.crm.api.records.RecordChange;
import org.penglai.crm.api.records.RecordSnapshot;
import org.penglai.crm.api.records.RecordWalk;
import org.penglai.crm.api.records.Records;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.support.internal.Support;
import org.penglai.crm.support.internal.ticket.TicketType;

/**
 * When calendars or policies change, a job reckons anew what is promised about tickets that are open; the audit keeps both.
 * Of several changes in a row, as when a year's holidays are imported, only the job of the last one goes on to the end.
 */
@Component
public final class SlaRecomputing implements EventHandler, JobHandler {
    static final String KIND = "support.sla.recomputing";
    private static final int JOBS_LOOKED_AT = 50;
    private static final Set<JobState> GOES_THROUGH_ALL = Set.of(JobState.QUEUED, JobState.RUNNING, JobState.SUCCEEDED);

    private final Records records;
    private final Jobs jobs;

    /** @param migrated only there when the tables are */
    @Activate
    public SlaRecomputing(
            @Reference Records records, @Reference Jobs jobs, @Reference(target = Support.TABLES) DataSource migrated) {
        this(records, jobs);
    }

    SlaRecomputing(Records records, Jobs jobs) {
        this.records = records;
        this.jobs = jobs;
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Set<String> types() {
        return Set.of(BusinessHours.CALENDARS, BusinessHours.EXCEPTIONS, SlaPolicyType.TYPE);
    }

    @Override
    public void handle(RecordEvent event) {
        JobRequest request = new JobRequest(KIND, Localized.of("重新计算 SLA", "SLA reckoned anew"), Map.of());
        try {
            jobs.submit(Caller.system(), request, Map.of());
        } catch (IOException noFileIsHandedIn) {
            throw new UncheckedIOException(noFileIsHandedIn);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Goes through all promises that are still to be kept. */
    @Override
    public Map<String, Object> run(JobContext context) {
        long seen = 0;
        for (List<RecordSnapshot> found : RecordWalk.of(records, SlaTimerType.TYPE, "state=in=(running,paused)")) {
            if (context.isCancelled() || isOvertaken(context)) {
                break;
            }
            found.stream()
                    .map(timer -> timer.reference(SlaTimerType.TICKET))
                    .distinct()
                    .forEach(this::reckon);
            seen += found.size();
            context.progress(seen, seen);
        }
        return Map.of("timers", seen);
    }

    /** Whether a later job goes through all of it anyhow. */
    private boolean isOvertaken(JobContext context) {
        return jobs.list(Caller.system(), JOBS_LOOKED_AT).stream()
                .anyMatch(job ->
                        job.kind().equals(KIND) && job.id() > context.id() && GOES_THROUGH_ALL.contains(job.state()));
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
