package org.penglai.crm.modules.internal;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.api.error.CrmException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries each task until it works: nothing may be lost only because the database is away for a moment. */
final class PatientWorker {
    private static final Logger LOG = LoggerFactory.getLogger(PatientWorker.class);

    private final ExecutorService thread;
    private final Duration pause;

    PatientWorker(ExecutorService thread, Duration pause) {
        this.thread = thread;
        this.pause = pause;
    }

    void submit(Runnable task) {
        try {
            thread.execute(() -> {
                while (!Thread.currentThread().isInterrupted() && !succeeds(task)) {
                    try {
                        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("Stopped; the next start looks at what runs anyway");
        }
    }

    private static boolean succeeds(Runnable task) {
        try {
            task.run();
            return true;
        } catch (CrmException e) {
            LOG.warn("The desired modules cannot be looked after, trying again: {}", Reason.of(e));
            return false;
        } catch (RuntimeException e) { // boundary: the worker must live on
            LOG.error("The desired modules cannot be looked after", e);
            return true;
        }
    }

    void stop() {
        thread.shutdownNow();
    }
}
