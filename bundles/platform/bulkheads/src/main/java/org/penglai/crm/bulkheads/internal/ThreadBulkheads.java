package org.penglai.crm.bulkheads.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.CrmException;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Cost;
import org.penglai.crm.bulkheads.spi.Fenced;
import org.penglai.crm.bulkheads.spi.Fenced.Reason;
import org.penglai.crm.bulkheads.spi.Part;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what bundles do apart from each other by threads of their own. */
@Component(service = Bulkheads.class, configurationPid = BulkheadsConfiguration.PID)
public final class ThreadBulkheads implements Bulkheads {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadBulkheads.class);
    private static final int SHOWN_FRAMES = 12;

    private final LongFunction<String> names;
    private final BundleThreads threads = new BundleThreads();
    private final Map<Part, Compartment> compartments = new ConcurrentHashMap<>();
    private final Map<MeterKey, Meter> meters = new ConcurrentHashMap<>();
    private final Map<Long, Map<String, Localized>> reports = new ConcurrentHashMap<>();
    private final BundleListener gone = this::bundleChanged;
    private volatile Limits limits;
    private BundleContext context;

    private record MeterKey(String bundle, Part.Kind kind) {}

    @Activate
    public ThreadBulkheads(BundleContext context, BulkheadsConfiguration configuration) {
        this(Limits.of(configuration), id -> {
            Bundle bundle = context.getBundle(id);
            return bundle == null ? "bundle " + id : bundle.getSymbolicName();
        });
        this.context = context;
        context.addBundleListener(gone);
    }

    /** Wired without a container. */
    public ThreadBulkheads(Limits limits) {
        this(limits, id -> "bundle " + id);
    }

    private ThreadBulkheads(Limits limits, LongFunction<String> names) {
        this.limits = limits;
        this.names = names;
    }

    @Modified
    void changed(BulkheadsConfiguration configuration) {
        limits = Limits.of(configuration);
    }

    @Deactivate
    void stop() {
        context.removeBundleListener(gone);
        threads.stop();
    }

    private void bundleChanged(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPED || event.getType() == BundleEvent.UNINSTALLED) {
            forget(event.getBundle().getBundleId());
        }
    }

    @Override
    public <T> T call(Part part, Callable<T> code) throws ExecutionException, InterruptedException {
        Limits now = limits;
        Compartment compartment = compartment(part);
        Call<T> call = compartment.admit(code);
        if (!threads.run(part.bundle(), compartment.owner(), call)) {
            compartment.notBegun(call);
            throw new Fenced(compartment + " has no threads left", Reason.BUSY, now.fence());
        }
        try {
            T answer = call.get(now.of(part.kind()).toNanos(), TimeUnit.NANOSECONDS);
            compartment.wentWell();
            return answer;
        } catch (TimeoutException slow) {
            tookTooLong(compartment, call, now);
            throw new Fenced(
                    compartment + " took longer than " + now.of(part.kind()),
                    Reason.TIMEOUT,
                    compartment.fence().retryAfter());
        } catch (ExecutionException thrown) {
            judge(compartment, thrown.getCause(), now);
            throw thrown;
        } catch (InterruptedException going) {
            call.cancel(true);
            compartment.fence().notBegun();
            throw going;
        }
    }

    private static void tookTooLong(Compartment compartment, Call<?> call, Limits limits) {
        StringBuilder place = new StringBuilder();
        StackTraceElement[] frames = call.place();
        for (int i = 0; i < Math.min(frames.length, SHOWN_FRAMES); i++) {
            place.append("\n\tat ").append(frames[i]);
        }
        call.cancel(true);
        boolean fenced = compartment.tookTooLong(limits);
        LOG.warn(
                "The {} did not end within {} and was told to; it was{}",
                compartment,
                limits.of(compartment.part().kind()),
                place);
        if (fenced) {
            LOG.error("The {} is fenced: it took too long again and again", compartment);
        }
    }

    /** What a rule says to its caller is an answer like any other. */
    private static void judge(Compartment compartment, Throwable thrown, Limits limits) {
        if (thrown instanceof CrmException || thrown instanceof InterruptedException) {
            compartment.wentWell();
        } else if (compartment.failed(thrown, limits)) {
            LOG.error("The {} is fenced: it failed again and again: {}", compartment, thrown.toString());
        }
    }

    @Override
    public <T> T here(Part part, Callable<T> code) throws Exception {
        Meter meter = meter(part);
        meter.calls.increment();
        long processor = Meter.ownTime();
        long begun = System.nanoTime();
        boolean well = false;
        try {
            T answer = code.call();
            well = true;
            return answer;
        } catch (CrmException | InterruptedException told) {
            well = true;
            throw told;
        } finally {
            meter.ended(System.nanoTime() - begun, Meter.ownTime() - processor);
            if (!well) {
                meter.failures.increment();
            }
        }
    }

    @Override
    public void forget(long bundle) {
        threads.forget(bundle);
        compartments.values().removeIf(one -> {
            if (one.part().bundle() == bundle && one.isHanging()) {
                LOG.warn("The {} still hangs; its classes stay until the platform starts anew", one);
            }
            return one.part().bundle() == bundle;
        });
        reports.remove(bundle);
    }

    @Override
    public boolean isCapability(long bundle) {
        Bundle found = context == null ? null : context.getBundle(bundle);
        return found == null ? bundle > 0 : ReservedServices.isCapability(found);
    }

    @Override
    public void report(long bundle, String key, Localized trouble) {
        Map<String, Localized> all = reports.computeIfAbsent(bundle, id -> new ConcurrentHashMap<>());
        if (all.put(key, trouble) == null) {
            LOG.warn("Bundle {}: {}", names.apply(bundle), trouble.en());
        }
    }

    @Override
    public void settle(long bundle, String key) {
        Map<String, Localized> all = reports.get(bundle);
        if (all != null) {
            all.remove(key);
        }
    }

    @Override
    public Optional<Localized> trouble(Set<Long> bundles) {
        List<Localized> all = Stream.concat(
                        bundles.stream().flatMap(bundle -> reports.getOrDefault(bundle, Map.of()).values().stream()),
                        compartments.values().stream()
                                .filter(one -> bundles.contains(one.part().bundle()))
                                .map(Compartment::trouble)
                                .filter(trouble -> trouble != null))
                .toList();
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(Localized.of(
                        all.stream().map(Localized::zh).collect(Collectors.joining("；")),
                        all.stream().map(Localized::en).collect(Collectors.joining("; "))));
    }

    @Override
    public List<Cost> costs() {
        List<Cost> costs = new ArrayList<>();
        meters.forEach((key, meter) -> costs.add(meter.cost(key.bundle(), key.kind(), running(key))));
        return costs;
    }

    private List<Call<?>> running(MeterKey key) {
        return compartments.values().stream()
                .filter(one -> one.part().kind() == key.kind() && one.owner().equals(key.bundle()))
                .map(Compartment::running)
                .<Call<?>>flatMap(Collection::stream)
                .toList();
    }

    private Compartment compartment(Part part) {
        Compartment known = compartments.get(part);
        return known != null
                ? known
                : compartments.computeIfAbsent(
                        part, fresh -> new Compartment(fresh, names.apply(fresh.bundle()), meter(fresh)));
    }

    private Meter meter(Part part) {
        return meters.computeIfAbsent(new MeterKey(names.apply(part.bundle()), part.kind()), key -> new Meter());
    }
}
