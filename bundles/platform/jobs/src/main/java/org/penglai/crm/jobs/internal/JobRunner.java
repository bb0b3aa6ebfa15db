package org.penglai.crm.jobs.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.penglai.crm.api.jobs.JobHandler;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.penglai.crm.api.security.Caller;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Part;
import org.penglai.crm.jobs.spi.JobCallers;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.penglai.crm.vault.spi.PersonKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs on this node, those whose handler is here: two of the platform at a time, and two of each capability, so that
 * one whose jobs never end holds up nobody else's. Woken by submissions and new handlers; looks
 * every few seconds for jobs of other nodes. One timer thread claims jobs and writes progress.
 */
@Component(service = JobRunner.class, immediate = true)
public final class JobRunner {
    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final int AT_A_TIME = 2;
    private static final int MOST = 12;
    private static final long PLATFORM = 0;
    private static final int LOOK_SECONDS = 5;
    private static final int BEAT_MILLIS = 250;
    /** Less than the service registry waits for a component to stop. */
    private static final int STOP_SECONDS = 4;

    private final JobStore store;
    private final JobFiles files;
    private final JobLeases leases;
    private final LiveUpdates live;
    private final Clock clock;
    private final Bulkheads bulkheads;
    private final JobHandlers handlers = new JobHandlers();
    private final Map<Long, JobRun> runs = new ConcurrentHashMap<>();
    private final Guarded look = new Guarded("claiming", this::look);
    private final ExecutorService workers = Executors.newCachedThreadPool(daemon("crm-job"));
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemon("crm-job-timer"));
    /** Null until somebody knows the users; no job starts before. */
    private volatile JobCallers callers;

    /** @param migrated only there when the tables are */
    @Activate
    public JobRunner(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference JobStore store,
            @Reference LiveUpdates live,
            @Reference PersonKeys keys,
            @Reference Bulkheads bulkheads,
            @Reference(target = "(osgi.jndi.service.name=crm-jobs)") DataSource migrated) {
        this(
                database,
                transactions,
                store,
                live,
                Clock.systemUTC(),
                new JobFiles(JobFolder.path(), new SealedFiles(keys)),
                bulkheads);
    }

    JobRunner(
            Database database,
            Transactions transactions,
            JobStore store,
            LiveUpdates live,
            Clock clock,
            JobFiles files,
            Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
        this.store = store;
        this.files = files;
        this.leases =
                new JobLeases(database, transactions, clock, UUID.randomUUID().toString());
        this.live = live;
        this.clock = clock;
    }

    @Activate
    void start() {
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.scheduleWithFixedDelay(look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
        timer.scheduleWithFixedDelay(
                new Guarded("progress", this::beat), BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(
                new Guarded("cleaning", new JobCleaning(store, files, clock)::clean), 1, 60, TimeUnit.MINUTES);
    }

    @Deactivate
    void stop() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
        // A claim being made now would leave its job running on nobody: the timer ends first, then what it has begun.
        timer.shutdown();
        boolean quiet = timer.awaitTermination(STOP_SECONDS / 2, TimeUnit.SECONDS);
        runs.values().forEach(JobRun::stop);
        workers.shutdown();
        if (!workers.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS) || !quiet) {
            LOG.warn("{} job(s) do not stop; they start again when their leases end", runs.size());
        }
    }

    /** A handler came: jobs may have been waiting for it. */
    @Reference(
            name = "handlers",
            service = JobHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            bind = "came",
            unbind = "remove")
    void came(JobHandler handler, Map<String, Object> properties) {
        add(handler, (long) properties.get(Constants.SERVICE_BUNDLEID));
    }

    /** @param owner id of the bundle that it comes from */
    void add(JobHandler handler, long owner) {
        handlers.add(handler, owner);
        wake();
    }

    /** A handler goes: its jobs stop, and wait for the next one. */
    void remove(JobHandler handler) {
        handlers.remove(handler);
        runs.values().stream().filter(run -> run.isDoneBy(handler)).forEach(JobRun::stop);
    }

    /** Somebody knows the users: jobs may have been waiting for that. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "forget")
    void know(JobCallers users) {
        callers = users;
        wake();
    }

    void forget(JobCallers users) {
        if (callers == users) {
            callers = null;
        }
    }

    /** There may be something to do. */
    void wake() {
        try {
            timer.execute(look);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("No more jobs are taken: the platform is stopping");
        }
    }

    /** Whether this node can run jobs of that kind right now. */
    boolean canRun(String kind) {
        return handlers.find(kind).isPresent();
    }

    /** Passes a cancellation on at once if the job runs here. */
    void cancel(long id) {
        JobRun run = runs.get(id);
        if (run != null) {
            run.requestCancel();
        }
    }

    /** Tells the owner's pages that the job has changed. */
    void tell(long id, long owner) {
        live.publish(new LiveUpdate(LiveUpdate.JOB, owner, Ids.format(id)));
    }

    private void look() {
        Set<String> free = handlers.kinds().stream().filter(this::isRoomFor).collect(Collectors.toSet());
        if (free.isEmpty() || callers == null) {
            return;
        }
        List<JobLeases.Candidate> candidates = leases.candidates(free, AT_A_TIME);
        for (JobLeases.Candidate candidate : candidates) {
            if (candidate.isLost()) {
                if (leases.bury(candidate)) {
                    tell(candidate.id(), candidate.createdBy());
                }
                wake();
            } else if (isRoomFor(candidate.kind()) && !runs.containsKey(candidate.id())) {
                take(candidate);
            }
        }
    }

    private boolean isRoomFor(String kind) {
        long owner = side(handlers.owner(kind));
        return runs.size() < MOST
                && runs.values().stream()
                                .filter(run -> side(run.owner()) == owner)
                                .count()
                        < AT_A_TIME;
    }

    /** The bundles of the platform stand together. */
    private long side(long owner) {
        return bulkheads.isCapability(owner) ? owner : PLATFORM;
    }

    private void take(JobLeases.Candidate candidate) {
        handlers.find(candidate.kind())
                .ifPresent(handler -> leases.claim(candidate).ifPresent(claim -> {
                    Part part = new Part(handlers.owner(candidate.kind()), Part.Kind.JOB, candidate.kind());
                    JobRun run = new JobRun(claim, this::now, handler, part, bulkheads, files, store, clock.instant());
                    begin(run, candidate.createdBy());
                    if (!handlers.isPresent(handler)) {
                        run.stop();
                    }
                }));
    }

    /** Who the submitter is by now; empty if he may not act any more. */
    private Optional<Caller> now(Caller submitted) {
        JobCallers users = callers;
        // While nobody knows the users, nothing has been heard of a change.
        return submitted.isSystem() || users == null ? Optional.of(submitted) : users.now(submitted);
    }

    private void begin(JobRun run, long owner) {
        runs.put(run.id(), run);
        tell(run.id(), owner);
        JobExecution execution = new JobExecution(run, leases, () -> {
            runs.remove(run.id(), run);
            tell(run.id(), owner);
            wake();
        });
        try {
            workers.execute(execution);
        } catch (RejectedExecutionException stopping) {
            runs.remove(run.id(), run);
            leases.release(run.id());
        }
    }

    private void beat() {
        Instant now = clock.instant();
        for (JobRun run : runs.values()) {
            if (run.beat(leases, now)) {
                tell(run.id(), run.caller().userId());
            }
        }
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
