package org.penglai.crm.rest.internal.operation;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.bulkheads.spi.Cost;

/** What the code of modules costs, by bundle and kind of code. */
@Component(service = BundleMetrics.class)
public class BundleMetrics {
    private static final double NANOS = 1e9;

    private final Bulkheads bulkheads;

    @Activate
    public BundleMetrics(@Reference Bulkheads bulkheads) {
        this.bulkheads = bulkheads;
    }

    void write(MetricsText text) {
        List<Cost> costs = bulkheads.costs();
        counter(text, costs, "crm_bundle_calls_total", "Calls of a bundle's code", Cost::calls);
        counter(text, costs, "crm_bundle_failures_total", "Calls that failed", Cost::failures);
        counter(text, costs, "crm_bundle_timeouts_total", "Calls that took too long", Cost::timeouts);
        counter(text, costs, "crm_bundle_refused_total", "Calls not begun: busy or fenced", Cost::refused);
        counter(
                text,
                costs,
                "crm_bundle_seconds_total",
                "Time by the clock",
                cost -> cost.elapsed().toNanos() / NANOS);
        counter(
                text,
                costs,
                "crm_bundle_cpu_seconds_total",
                "Time of the processor",
                cost -> cost.processor().toNanos() / NANOS);
    }

    private static void counter(
            MetricsText text, List<Cost> costs, String name, String help, ToDoubleFunction<Cost> value) {
        text.head(name, "counter", help);
        costs.forEach(cost -> text.sample(
                name,
                value.applyAsDouble(cost),
                "bundle",
                cost.bundle(),
                "kind",
                cost.kind().code()));
    }
}
