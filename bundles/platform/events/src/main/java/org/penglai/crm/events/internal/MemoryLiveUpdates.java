package org.penglai.crm.events.internal;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.api.live.LiveUpdates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Live updates within this process, and passed on to whoever tells other nodes. One thread delivers, so that the publisher
 * never waits for a listener.
 */
@Component(
        immediate = true,
        service = {LiveUpdates.class, MemoryLiveUpdates.class})
public final class MemoryLiveUpdates implements LiveUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(MemoryLiveUpdates.class);
    private static final int WAITING_AT_MOST = 10_000;

    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    private final PendingUpdates pending = new PendingUpdates(WAITING_AT_MOST);
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "crm-live-updates");
        thread.setDaemon(true);
        return thread;
    });

    private volatile Consumer<LiveUpdate> others = update -> {};

    @Override
    public void publish(LiveUpdate update) {
        deliverHere(update);
        others.accept(update);
    }

    /** Whoever passes on to other nodes what is published on this one; must return at once. */
    public void tellOthers(Consumer<LiveUpdate> listener) {
        others = listener;
    }

    /** Tells the listeners of this node alone. */
    public void deliverHere(LiveUpdate update) {
        if (pending.add(update)) {
            try {
                executor.execute(this::deliver);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("{} is not delivered: the platform is stopping", update);
            }
        }
    }

    @Override
    public AutoCloseable subscribe(Consumer<LiveUpdate> listener) {
        Subscription subscription = new Subscription(listener);
        subscriptions.add(subscription);
        return () -> subscriptions.remove(subscription);
    }

    @Deactivate
    void stop() {
        executor.shutdownNow();
        subscriptions.clear();
    }

    private void deliver() {
        List<LiveUpdate> updates = pending.take();
        while (!updates.isEmpty()) {
            updates.forEach(update -> subscriptions.forEach(subscription -> subscription.tell(update)));
            updates = pending.take();
        }
    }

    /** Compared by identity, so that a listener may subscribe twice. */
    private static final class Subscription {
        private final Consumer<LiveUpdate> listener;

        Subscription(Consumer<LiveUpdate> listener) {
            this.listener = listener;
        }

        void tell(LiveUpdate update) {
            try {
                listener.accept(update);
            } catch (RuntimeException failure) {
                // Boundary: a listener is foreign code, its failure must not reach the others.
                LOG.warn("A listener failed at {}", update, failure);
            }
        }
    }
}
