package org.penglai.crm.modules.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How long the parts of a change took, and for how long writes were held back meanwhile. Used by several threads. */
final class ChangeTimes {
    private final Map<String, Duration> parts = new LinkedHashMap<>();
    private long last = System.nanoTime();
    private long heldSince;
    private boolean holding;
    private Duration held;

    /** A part comes to its end, which began where the one before ended. */
    synchronized void end(String part) {
        long now = System.nanoTime();
        parts.merge(part, Duration.ofNanos(now - last), Duration::plus);
        last = now;
    }

    /** Writes are held back from now on; only the first time counts. */
    synchronized void held() {
        if (!holding) {
            holding = true;
            heldSince = System.nanoTime();
        }
    }

    synchronized void released() {
        held = Duration.ofNanos(System.nanoTime() - heldSince);
    }

    /** How long writes were held back; null if they never were. */
    synchronized Long heldMilliseconds() {
        return held == null ? null : held.toMillis();
    }

    @Override
    public synchronized String toString() {
        return "writes held " + (held == null ? 0 : held.toMillis()) + " ms; "
                + parts.entrySet().stream()
                        .map(part -> part.getKey() + ' ' + part.getValue().toMillis())
                        .collect(Collectors.joining(", ", "", " ms"));
    }
}
