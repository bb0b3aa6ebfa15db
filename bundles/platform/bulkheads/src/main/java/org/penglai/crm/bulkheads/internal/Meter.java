package org.penglai.crm.bulkheads.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.LongAdder;
import org.penglai.crm.bulkheads.spi.Cost;
import org.penglai.crm.bulkheads.spi.Part;

/** What the parts of one kind of a bundle have cost. Safe for any thread. */
final class Meter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final boolean TELLS = THREADS.isCurrentThreadCpuTimeSupported() && THREADS.isThreadCpuTimeEnabled();

    final LongAdder calls = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder timeouts = new LongAdder();
    final LongAdder refused = new LongAdder();
    private final LongAdder elapsed = new LongAdder();
    private final LongAdder processor = new LongAdder();

    /** Nanoseconds of the processor that the calling thread has had; 0 where the machine does not tell. */
    static long ownTime() {
        return TELLS ? THREADS.getCurrentThreadCpuTime() : 0;
    }

    /** The same of another thread; 0 if it has ended. */
    static long timeOf(Thread thread) {
        return TELLS ? Math.max(0, THREADS.getThreadCpuTime(thread.getId())) : 0;
    }

    void ended(long nanos, long processorNanos) {
        elapsed.add(nanos);
        processor.add(Math.max(0, processorNanos));
    }

    /** @param running calls that have not ended: they have cost something, too */
    Cost cost(String bundle, Part.Kind kind, Collection<? extends Running> running) {
        long more = running.stream().mapToLong(Running::processorNanos).sum();
        return new Cost(
                bundle,
                kind,
                calls.sum(),
                failures.sum(),
                timeouts.sum(),
                refused.sum(),
                Duration.ofNanos(elapsed.sum()),
                Duration.ofNanos(processor.sum() + more));
    }

    /** A call that has not ended. */
    interface Running {
        /** Time of the processor that it has had so far. */
        long processorNanos();
    }
}
