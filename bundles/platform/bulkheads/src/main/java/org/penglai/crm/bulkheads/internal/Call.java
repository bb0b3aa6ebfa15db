package org.penglai.crm.bulkheads.internal;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** One call of a capability's code on a thread of its bundle. */
final class Call<T> extends FutureTask<T> implements Meter.Running {
    private final Meter meter;
    private final Consumer<Call<?>> ended;
    private volatile Thread thread;
    private volatile long processorBefore;

    /** @param ended told when the code has really ended, however long after anybody waited for it */
    Call(Callable<T> code, Meter meter, Consumer<Call<?>> ended) {
        super(code);
        this.meter = meter;
        this.ended = ended;
    }

    @Override
    public void run() {
        long before = Meter.ownTime();
        long begun = System.nanoTime();
        processorBefore = before;
        thread = Thread.currentThread();
        try {
            super.run();
        } finally {
            thread = null;
            meter.ended(System.nanoTime() - begun, Meter.ownTime() - before);
            ended.accept(this);
        }
    }

    @Override
    public long processorNanos() {
        Thread at = thread;
        return at == null ? 0 : Math.max(0, Meter.timeOf(at) - processorBefore);
    }

    /** Whether nobody waits for it any longer, and it still runs. */
    boolean isHanging() {
        return isCancelled();
    }

    /** Where it is, for the log; empty if it is nowhere. */
    StackTraceElement[] place() {
        Thread at = thread;
        return at == null ? new StackTraceElement[0] : at.getStackTrace();
    }
}
