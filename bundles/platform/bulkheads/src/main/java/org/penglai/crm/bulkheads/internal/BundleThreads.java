package org.penglai.crm.bulkheads.internal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads by the bundle that they run code of. Idle ones end, so that they keep no bundle's classes. */
final class BundleThreads {
    private static final int MOST = 128;
    private static final long IDLE_SECONDS = 5;

    private final ConcurrentMap<Long, ExecutorService> executors = new ConcurrentHashMap<>();

    /** Runs it, unless so many threads of the bundle hang that it gets no more. */
    boolean run(long bundle, String owner, Runnable task) {
        while (true) {
            ExecutorService executor = executors.computeIfAbsent(bundle, id -> executor(owner));
            try {
                executor.execute(task);
                return true;
            } catch (RejectedExecutionException refused) {
                if (!executor.isShutdown()) {
                    return false;
                }
                // Forgotten in this very moment; the next one is fresh.
                executors.remove(bundle, executor);
            }
        }
    }

    void forget(long bundle) {
        ExecutorService executor = executors.remove(bundle);
        if (executor != null) {
            executor.shutdown();
        }
    }

    void stop() {
        executors.values().forEach(ExecutorService::shutdownNow);
        executors.clear();
    }

    private static ExecutorService executor(String owner) {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "crm-of-" + owner + '-' + count.incrementAndGet());
            thread.setDaemon(true);
            // The creating thread may carry the loader of another bundle.
            thread.setContextClassLoader(BundleThreads.class.getClassLoader());
            return thread;
        });
    }
}
