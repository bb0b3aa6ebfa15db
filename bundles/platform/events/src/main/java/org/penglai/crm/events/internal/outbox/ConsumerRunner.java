package org.penglai.crm.events.internal.outbox;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives events to the consumers that are here, each on a thread of its own while it has something to do. */
@Component(service = ConsumerRunner.class, immediate = true)
public final class ConsumerRunner {
    private static final Logger LOG = LoggerFactory.getLogger(ConsumerRunner.class);
    /** Less than the service registry waits for a component to stop. */
    private static final int STOP_SECONDS = 2;

    private final Leases leases;
    private final TableOutboxReader reader;
    private final EventArrivals arrivals;
    private final List<Consumption> consumptions = new CopyOnWriteArrayList<>();
    private final Runnable arrival = this::wakeAll;
    private final ExecutorService workers;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(daemon("crm-outbox-timer"));

    @Activate
    public ConsumerRunner(
            @Reference Leases leases, @Reference TableOutboxReader reader, @Reference EventArrivals arrivals) {
        this(leases, reader, arrivals, Executors.newCachedThreadPool(daemon("crm-outbox-consumer")));
    }

    ConsumerRunner(Leases leases, TableOutboxReader reader, EventArrivals arrivals, ExecutorService workers) {
        this.leases = leases;
        this.reader = reader;
        this.arrivals = arrivals;
        this.workers = workers;
        arrivals.listen(arrival);
        timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() throws InterruptedException {
        arrivals.forget(arrival);
        timer.shutdown();
        timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        consumptions.forEach(Consumption::end);
        workers.shutdown();
        workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    }

    @Reference(
            name = "consumers",
            service = OutboxConsumer.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            bind = "add",
            unbind = "remove")
    void add(OutboxConsumer consumer) {
        Progress progress = consumer.perNode()
                ? new NodeProgress(() -> consumer.begin(reader.first(), reader.last()))
                : new SharedProgress(leases, consumer.name(), beginning(consumer, arrivals.last()));
        Consumption consumption = new Consumption(consumer, progress, reader, workers);
        consumptions.add(consumption);
        consumption.wake();
    }

    void remove(OutboxConsumer consumer) {
        consumptions.stream().filter(one -> one.consumer() == consumer).forEach(one -> {
            consumptions.remove(one);
            one.end();
        });
    }

    /** The consumers that are here. */
    List<Consumption> consumptions() {
        return consumptions;
    }

    /**
     * The thread that begins may come late, and what is committed meanwhile is the consumer's already. So the newest event
     * is the newest that was known when its service came; one too many does no harm.
     */
    private LongSupplier beginning(OutboxConsumer consumer, long known) {
        return () -> consumer.begin(reader.first(), known < 0 ? reader.last() : known);
    }

    private void wakeAll() {
        consumptions.forEach(Consumption::wake);
    }

    private void tick() {
        try {
            consumptions.forEach(Consumption::tick);
        } catch (RuntimeException failure) {
            // Boundary of the timer, which would never run again; the database may be away.
            LOG.debug("Leases of consumers were not kept up", failure);
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
