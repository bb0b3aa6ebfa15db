package org.penglai.crm.records.internal.types;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs things a moment later on a thread of its own, so that what comes together is done together. */
final class Later implements Executor {
    private static final long MOMENT_MILLISECONDS = 300;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread named = new Thread(task, "crm-types");
        named.setDaemon(true);
        return named;
    });

    @Override
    public void execute(Runnable task) {
        thread.schedule(task, MOMENT_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    void stop() {
        thread.shutdownNow();
    }
}
