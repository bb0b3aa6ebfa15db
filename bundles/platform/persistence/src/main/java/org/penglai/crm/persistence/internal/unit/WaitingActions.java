package org.penglai.crm.persistence.internal.unit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Actions that wait for a gate. Guarded by the lock of {@link UnitGates}, which is not held while an action runs. */
final class WaitingActions {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingActions.class);
    /** A gate that never opens must not collect actions for ever: the oldest one then runs early and may ask again. */
    private static final int LIMIT = 10_000;

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final ExecutorService executor = Executors.newFixedThreadPool(2, task -> {
        Thread thread = new Thread(task, "crm-gate-opened");
        thread.setDaemon(true);
        return thread;
    });

    void add(Set<String> units, Runnable action) {
        if (waiting.size() >= LIMIT) {
            runNow(waiting.removeFirst().action);
        }
        waiting.addLast(new Waiting(units, action));
    }

    void opened(String unit) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting next = each.next();
            if (next.units.contains(unit)) {
                each.remove();
                runNow(next.action);
            }
        }
    }

    void runNow(Runnable action) {
        try {
            executor.execute(() -> guarded(action));
        } catch (RejectedExecutionException e) {
            LOG.debug("gates are shut down, an action that waited is dropped");
        }
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            // Boundary of the executor: the others still have to run.
            LOG.warn("an action that waited for a gate failed", e);
        }
    }

    void stop() {
        executor.shutdownNow();
        waiting.clear();
    }

    private record Waiting(Set<String> units, Runnable action) {}
}
