package org.penglai.crm.records.internal.write;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.penglai.crm.api.error.CrmException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the code of capabilities: few threads for each module and under a time limit, so that a module that hangs or
 * loops holds up nobody but those who write its records. Idle threads end, so that they keep no module's classes.
 */
final class ModuleThreads {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleThreads.class);
    private static final int THREADS = 8;
    private static final int WAITING = 64;
    private static final long IDLE_SECONDS = 5;

    /** By the bundle that the code comes from. */
    private final ConcurrentMap<Long, ExecutorService> executors = new ConcurrentHashMap<>();

    private final Duration limit;

    ModuleThreads(Duration limit) {
        this.limit = limit;
    }

    /**
     * Runs a rule or action and waits for it.
     *
     * @throws CrmException what the rule itself threw, or Unavailable if it failed, was too slow or had to queue for
     *     too long
     */
    <T> T call(long bundle, String module, Callable<T> rule) {
        Future<T> result = submit(bundle, module, rule);
        try {
            return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException slow) {
            result.cancel(true);
            LOG.warn("A rule of module {} did not end within {}", module, limit);
            throw Failures.hookTimeout(module);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CrmException told) {
                throw told;
            }
            LOG.error("A rule of module {} failed", module, failed.getCause());
            throw Failures.hookFailed(module, failed.getCause());
        } catch (InterruptedException interrupted) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            throw Failures.moduleBusy(module);
        }
    }

    private <T> Future<T> submit(long bundle, String module, Callable<T> rule) {
        while (true) {
            ExecutorService executor = executors.computeIfAbsent(bundle, id -> executor(module));
            try {
                return executor.submit(rule);
            } catch (RejectedExecutionException refused) {
                if (!executor.isShutdown()) {
                    throw Failures.moduleBusy(module);
                }
                // Forgotten in this very moment; the next one is fresh.
                executors.remove(bundle, executor);
            }
        }
    }

    /**
     * The bundle's code goes: what runs may end, but a rule that never does is not in the way of what comes after it.
     */
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

    private static ExecutorService executor(String module) {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "crm-rules-" + module + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    // The creating thread may carry the loader of another bundle.
                    thread.setContextClassLoader(ModuleThreads.class.getClassLoader());
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
