package org.penglai.crm.jobs.internal.periodic;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.jobs.internal.Guarded;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Transactions;

/** Looks every second for periodic work that is due and does it on threads of its own, a few at a time. */
@Component(service = PeriodicRunner.class, immediate = true)
public final class PeriodicRunner {
    /** Less than the service registry waits for a component to stop. */
    private static final int STOP_SECONDS = 2;

    private final ExecutorService workers = Executors.newCachedThreadPool(daemon("crm-periodic"));
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(daemon("crm-periodic-timer"));
    private final PeriodicRounds rounds;

    /** @param migrated only there when the table is */
    @Activate
    public PeriodicRunner(
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Bulkheads bulkheads,
            @Reference(target = "(osgi.jndi.service.name=crm-jobs)") DataSource migrated) {
        Clock clock = Clock.systemUTC();
        String node = UUID.randomUUID().toString();
        rounds = new PeriodicRounds(new PeriodicLeases(database, transactions, clock, node), clock, workers, bulkheads);
        timer.scheduleWithFixedDelay(new Guarded("periodic work", rounds::tick), 1, 1, TimeUnit.SECONDS);
    }

    @Deactivate
    public void stop() throws InterruptedException {
        timer.shutdown();
        timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        rounds.stop();
        workers.shutdown();
        workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }

    @Reference(
            name = "works",
            service = PeriodicWork.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            bind = "add",
            unbind = "remove")
    void add(PeriodicWork work, Map<String, Object> properties) {
        rounds.add(work, (long) properties.get(Constants.SERVICE_BUNDLEID));
    }

    void remove(PeriodicWork work) {
        rounds.remove(work);
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
