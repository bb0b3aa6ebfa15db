package org.penglai.crm.events.internal.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.live.LiveUpdate;
import org.penglai.crm.events.internal.MemoryLiveUpdates;
import org.penglai.crm.persistence.spi.Database;
import org.penglai.crm.persistence.spi.Ids;
import org.penglai.crm.persistence.spi.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings live updates to the pages of other nodes within a second: notifications, jobs, views, ended sessions. Records
 * reach every node by their events, and plug-ins are each node's own. An embedded database has one node only.
 */
@Component(service = NodeUpdates.class, immediate = true)
public final class NodeUpdates {
    private static final Logger LOG = LoggerFactory.getLogger(NodeUpdates.class);
    private static final Set<String> OWN = Set.of(LiveUpdate.RECORD, LiveUpdate.PLUGINS);
    private static final long EVERY_MS = 500;
    private static final long GATHER_MS = 50;
    private static final int CLEAN_EVERY = 120;
    private static final int AT_ONCE = 1_000;

    private final MemoryLiveUpdates live;
    private final SharedLiveUpdates shared;
    private final List<LiveUpdate> waiting = new ArrayList<>();
    private final ScheduledExecutorService thread;
    private int rounds;
    private boolean away;

    /** @param migrated only there when the tables are */
    @Activate
    public NodeUpdates(
            @Reference MemoryLiveUpdates live,
            @Reference Database database,
            @Reference Transactions transactions,
            @Reference Ids ids,
            @Reference(target = "(osgi.jndi.service.name=crm-events)") DataSource migrated) {
        this.live = live;
        if (database.dialect() == SQLDialect.DERBY) {
            shared = null;
            thread = null;
            return;
        }
        shared = new SharedLiveUpdates(database, transactions, ids);
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "crm-live-nodes");
            created.setDaemon(true);
            return created;
        });
        thread.scheduleWithFixedDelay(this::round, 0, EVERY_MS, TimeUnit.MILLISECONDS);
        live.tellOthers(this::told);
    }

    @Deactivate
    void stop() {
        if (thread != null) {
            live.tellOthers(update -> {});
            thread.shutdownNow();
        }
    }

    private void told(LiveUpdate update) {
        if (OWN.contains(update.topic())) {
            return;
        }
        boolean first;
        synchronized (waiting) {
            first = waiting.isEmpty();
            if (waiting.size() < AT_ONCE && !waiting.contains(update)) {
                waiting.add(update);
            }
        }
        if (first) {
            try {
                thread.schedule(this::send, GATHER_MS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("{} is not told to other nodes: this one is stopping", update);
            }
        }
    }

    private void send() {
        List<LiveUpdate> updates;
        synchronized (waiting) {
            updates = List.copyOf(waiting);
            waiting.clear();
        }
        guarded(() -> shared.send(updates));
    }

    private void round() {
        guarded(() -> {
            shared.receive().forEach(live::deliverHere);
            if (++rounds % CLEAN_EVERY == 0) {
                shared.clean();
            }
        });
    }

    private void guarded(Runnable work) {
        try {
            work.run();
            away = false;
        } catch (RuntimeException failure) {
            // Boundary of the thread; the database may be away for a while, which is told once.
            if (!away) {
                LOG.warn("Live updates do not reach other nodes: {}", failure.toString());
            }
            away = true;
        }
    }
}
