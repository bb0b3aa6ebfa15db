package org.penglai.crm.bulkheads.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.api.Localized;
import org.penglai.crm.bulkheads.spi.Bulkheads;

/**
 * Names capabilities that start threads by themselves beyond measure. No limit can hold these back, but whoever looks for
 * the reason finds it. A thread belongs to the capability whose code is on its stack.
 */
@Component(
        service = {},
        immediate = true)
public final class OwnThreads {
    /** More than any capability needs: its calls have threads of the platform. */
    static final int MOST = 100;

    private static final String KEY = "threads";
    private static final long SECONDS = 20;

    private final BundleContext context;
    private final Bulkheads bulkheads;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "crm-own-threads");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public OwnThreads(BundleContext context, @Reference Bulkheads bulkheads) {
        this.context = context;
        this.bulkheads = bulkheads;
        clock.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        clock.shutdownNow();
    }

    private void look() {
        List<Bundle> capabilities = Stream.of(context.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE && ReservedServices.isCapability(bundle))
                .toList();
        Map<Bundle, Integer> counts = count(Thread.getAllStackTraces().values(), type -> owner(type, capabilities));
        for (Bundle bundle : capabilities) {
            judge(bulkheads, bundle.getBundleId(), counts.getOrDefault(bundle, 0));
        }
    }

    static void judge(Bulkheads bulkheads, long bundle, int threads) {
        if (threads > MOST) {
            bulkheads.report(
                    bundle,
                    KEY,
                    Localized.of(
                            "占用了 " + threads + " 个线程（最多应为 " + MOST + " 个）",
                            "it keeps " + threads + " threads at work, more than " + MOST));
        } else {
            bulkheads.settle(bundle, KEY);
        }
    }

    private static Bundle owner(String type, Collection<Bundle> capabilities) {
        String entry = type.replace('.', '/') + ".class";
        return capabilities.stream()
                .filter(bundle -> bundle.getEntry(entry) != null)
                .findFirst()
                .orElse(null);
    }

    /** How many of the stacks show code of whom; the nearest to the top counts. */
    static <T> Map<T, Integer> count(Collection<StackTraceElement[]> stacks, Function<String, T> owners) {
        Map<String, T> known = new HashMap<>();
        Set<String> foreign = new HashSet<>();
        Map<T, Integer> counts = new HashMap<>();
        for (StackTraceElement[] stack : stacks) {
            Arrays.stream(stack)
                    .map(StackTraceElement::getClassName)
                    .map(type -> {
                        T owner = foreign.contains(type) ? null : known.computeIfAbsent(type, owners);
                        if (owner == null) {
                            foreign.add(type);
                        }
                        return owner;
                    })
                    .filter(Objects::nonNull)
                    .findFirst()
                    .ifPresent(owner -> counts.merge(owner, 1, Integer::sum));
        }
        return counts;
    }
}
