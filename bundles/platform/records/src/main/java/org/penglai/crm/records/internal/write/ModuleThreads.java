package org.penglai.crm.records.internal.write;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Fenced;
import org.penglai.crm.bulkheads.spi.Part;
import org.penglai.crm.records.internal.types.RegisteredType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the rules of types where they hold up nobody but those who write their records, and says in words what went wrong. */
final class ModuleThreads {
    private static final Logger LOG = LoggerFactory.getLogger(ModuleThreads.class);

    private final Bulkheads bulkheads;

    ModuleThreads(Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    /**
     * Runs rules or an action of a type and waits for it.
     *
     * @throws CrmException what the rule itself threw, or Unavailable if it failed, was too slow or had to queue for
     *     too long
     */
    <T> T call(RegisteredType type, Part.Kind kind, Callable<T> rule) {
        String module = type.module();
        try {
            return bulkheads.call(new Part(type.bundleId(), kind, type.type().name()), rule);
        } catch (Fenced fenced) {
            throw switch (fenced.reason()) {
                case TIMEOUT -> Failures.hookTimeout(module);
                case OPEN -> Failures.moduleFenced(module, fenced.retryAfter());
                case BUSY -> Failures.moduleBusy(module);
            };
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CrmException told) {
                throw told;
            }
            LOG.error("A rule of module {} failed", module, failed.getCause());
            throw Failures.hookFailed(module, failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Failures.moduleBusy(module);
        }
    }
}
