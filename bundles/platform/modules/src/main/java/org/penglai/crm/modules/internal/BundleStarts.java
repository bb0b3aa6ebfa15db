package org.penglai.crm.modules.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.penglai.crm.api.Localized;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops bundles on a thread that is given up when one of them does not come to an end. */
final class BundleStarts {
    private static final Logger LOG = LoggerFactory.getLogger(BundleStarts.class);

    private BundleStarts() {}

    /**
     * Starts them in this order.
     *
     * @throws ModuleFailure if one of them fails, or they take longer
     */
    static void run(List<Bundle> bundles, Duration atMost) {
        run(() -> start(bundles), atMost);
    }

    /**
     * Stops them in the reverse order.
     *
     * @throws ModuleFailure if one of them fails, or they take longer
     */
    static void stop(List<Bundle> bundles, Duration atMost) {
        List<Bundle> reversed = new ArrayList<>(bundles);
        Collections.reverse(reversed);
        run(
                () -> {
                    for (Bundle bundle : reversed) {
                        bundle.stop();
                    }
                    return null;
                },
                atMost);
    }

    private static void run(Callable<Void> work, Duration atMost) {
        FutureTask<Void> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "crm-module-start");
        thread.setDaemon(true);
        thread.setContextClassLoader(BundleStarts.class.getClassLoader());
        thread.start();
        try {
            task.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String place = place(thread);
            thread.interrupt();
            LOG.error("A start or stop did not end in {} s and is given up; it hangs in {}", atMost.toSeconds(), place);
            throw new ModuleFailure(Localized.of(
                    "启动在 " + atMost.toSeconds() + " 秒内未完成，停在 " + place,
                    "its start did not end in " + atMost.toSeconds() + " s; it hangs in " + place));
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            throw new ModuleFailure(Localized.of("无法启动：" + reason, "it does not start: " + reason));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModuleFailure(Localized.of("系统正在停止", "the system is stopping"));
        }
    }

    private static Void start(List<Bundle> bundles) throws BundleException {
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        return null;
    }

    /** The first place on its stack that is neither Java's nor the container's. */
    private static String place(Thread thread) {
        return Stream.of(thread.getStackTrace())
                .filter(frame -> !frame.getClassName().matches("(java|javax|jdk|sun|org\\.osgi|org\\.apache)\\..*"))
                .findFirst()
                .map(StackTraceElement::toString)
                .orElse("?");
    }
}
