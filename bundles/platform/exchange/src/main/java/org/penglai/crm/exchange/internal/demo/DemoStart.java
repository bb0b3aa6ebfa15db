package org.penglai.crm.exchange.internal.demo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.demo.Demo;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.api.modules.Modules;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the sample data once after a start with CRM_DEMO=true, as soon as all modules run. An installation that has, or
 * ever had, records of the kind is left as it is, so that sample data never gets among real data.
 */
@Component(service = DemoStart.class, immediate = true)
public final class DemoStart {

    private static final Logger LOG = LoggerFactory.getLogger(DemoStart.class);
    private static final long PAUSE_SECONDS = 2;

    private final ModuleDemo demo;
    private final BooleanSupplier ready;

    /** Null unless it is wanted. */
    private final ScheduledExecutorService executor;

    /** Whether the installation was found empty, so that a loading that was interrupted goes on. Used by one thread. */
    private boolean begun;

    @Activate
    public DemoStart(@Reference ModuleDemo demo, @Reference Modules modules) {
        this(demo, modules::isReady, "true".equalsIgnoreCase(System.getenv("CRM_DEMO")));
        if (executor != null) {
            executor.scheduleWithFixedDelay(this::attempt, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    DemoStart(ModuleDemo demo, BooleanSupplier ready, boolean wanted) {
        this.demo = demo;
        this.ready = ready;
        this.executor = wanted
                ? Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "crm-demo");
                    thread.setDaemon(true);
                    return thread;
                })
                : null;
    }

    @Deactivate
    void stop() {
        if (executor != null) {
            executor.shutdownNow();
        }
    }

    private void attempt() {
        try {
            if (proceed()) {
                executor.shutdown();
            }
        } catch (Unavailable e) {
            LOG.warn("The sample data could not be loaded, tried every {} s: {}", PAUSE_SECONDS, e.getMessage());
        } catch (RuntimeException e) {
            // Boundary of the executor, which would swallow it; the sample data themselves are wrong.
            LOG.error("The sample data cannot be loaded", e);
            executor.shutdown();
        }
    }

    /** Whether it is settled. */
    boolean proceed() {
        if (!ready.getAsBoolean() || !demo.isComplete()) {
            return false;
        }
        begun |= demo.isUntouched();
        if (begun) {
            LOG.info("{} sample records loaded; crm:demo-remove removes them (tag {})", demo.load(), Demo.TAG);
        } else {
            LOG.info(
                    "No sample data loaded: records of the kind are there, or in the recycle bin; crm:demo-load adds them all the same");
        }
        return true;
    }
}
