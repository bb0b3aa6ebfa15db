package org.penglai.crm.rest.internal.operation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.penglai.crm.records.spi.Types;

/** Counts requests. Labels come from a closed set, so that strangers cannot fill the memory. Safe for any thread. */
@Component(service = RequestMetrics.class)
public class RequestMetrics {
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30};
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> PLATFORM = Set.of("events", "meta", "session", "modules", "ui", "jobs", "tokens");
    private static final double NANOS_PER_SECOND = 1e9;

    private final Types types;
    private final Map<Label, LongAdder> requests = new ConcurrentHashMap<>();
    private final Map<String, Histogram> latencies = new ConcurrentHashMap<>();
    private volatile IntSupplier parked = () -> 0;
    private volatile IntSupplier streams = () -> 0;

    @Activate
    public RequestMetrics(@Reference Types types) {
        this.types = types;
    }

    /** Where to ask how many requests wait. */
    public void parked(IntSupplier supplier) {
        parked = supplier;
    }

    /** Where to ask how many event streams are open. */
    public void streams(IntSupplier supplier) {
        streams = supplier;
    }

    /** Counts an answered request. */
    public void done(String method, String resource, int status, long startedNanos) {
        String type = PLATFORM.contains(resource) || types.find(resource).isPresent() ? resource : "other";
        String known = METHODS.contains(method) ? method : "other";
        requests.computeIfAbsent(new Label(known, status, type), label -> new LongAdder())
                .increment();
        latencies
                .computeIfAbsent(known, label -> new Histogram(BOUNDS))
                .record((System.nanoTime() - startedNanos) / NANOS_PER_SECOND);
    }

    void write(MetricsText text) {
        text.head("crm_http_requests_total", "counter", "Requests answered below /api");
        requests.forEach((label, count) -> text.sample(
                "crm_http_requests_total",
                count.sum(),
                "method",
                label.method,
                "status",
                Integer.toString(label.status),
                "type",
                label.type));
        text.head("crm_http_request_seconds", "histogram", "Time until a request was answered, waiting included");
        latencies.forEach((method, histogram) -> histogram.write(text, "crm_http_request_seconds", "method", method));
        text.gauge("crm_http_parked_requests", "Requests that wait for a module", parked.getAsInt());
        text.gauge("crm_http_event_streams", "Open event streams", streams.getAsInt());
    }

    private record Label(String method, int status, String type) {}
}
