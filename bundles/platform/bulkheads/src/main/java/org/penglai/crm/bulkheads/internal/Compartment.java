package org.penglai.crm.bulkheads.internal;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.penglai.crm.api.Localized;
import org.penglai.crm.bulkheads.spi.Fenced;
import org.penglai.crm.bulkheads.spi.Fenced.Reason;
import org.penglai.crm.bulkheads.spi.Part;

/** What one part of a bundle may take: so many calls at a time, and its fence. Safe for any thread. */
final class Compartment {
    /**
     * How long a caller stands in line where nothing moves. Requests are held by few threads, which must not all stand
     * here while a part hangs.
     */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** How long in a line that moves. */
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final Part part;
    private final String owner;
    private final Meter meter;
    private final Semaphore places;
    private final Fence fence = new Fence(System::nanoTime);
    private final Set<Call<?>> running = ConcurrentHashMap.newKeySet();
    /** When a call last got a place or left it. */
    private volatile long lastMove = System.nanoTime();

    private volatile String lastFailure;

    Compartment(Part part, String owner, Meter meter) {
        this.part = part;
        this.owner = owner;
        this.meter = meter;
        this.places = new Semaphore(Limits.sideBySide(part.kind()), true);
    }

    Part part() {
        return part;
    }

    String owner() {
        return owner;
    }

    Fence fence() {
        return fence;
    }

    Set<Call<?>> running() {
        return running;
    }

    /** A call that has a place here; give it to a thread. */
    <T> Call<T> admit(Callable<T> code) throws InterruptedException {
        if (!fence.admits(isHanging())) {
            meter.refused.increment();
            throw fenced();
        }
        boolean place = false;
        try {
            place = place();
        } finally {
            if (!place) {
                fence.notBegun();
            }
        }
        if (!place) {
            meter.refused.increment();
            throw new Fenced(this + " is busy", Reason.BUSY, fence.retryAfter());
        }
        lastMove = System.nanoTime();
        meter.calls.increment();
        Call<T> call = new Call<>(code, meter, this::ended);
        running.add(call);
        return call;
    }

    private boolean place() throws InterruptedException {
        if (places.tryAcquire()) {
            return true;
        }
        long since = System.nanoTime();
        while (System.nanoTime() - since < LONGEST_WAIT_NANOS) {
            long patience = PATIENCE_NANOS - (System.nanoTime() - lastMove);
            if (patience <= 0) {
                return false;
            }
            if (places.tryAcquire(patience, TimeUnit.NANOSECONDS)) {
                return true;
            }
        }
        return false;
    }

    /** No thread took the call. */
    void notBegun(Call<?> call) {
        running.remove(call);
        places.release();
        fence.notBegun();
    }

    private void ended(Call<?> call) {
        running.remove(call);
        lastMove = System.nanoTime();
        places.release();
    }

    void wentWell() {
        fence.wentWell();
    }

    /** @return whether it is fenced for that */
    boolean tookTooLong(Limits limits) {
        meter.timeouts.increment();
        lastFailure = "took longer than " + limits.of(part.kind()).toMillis() / 1000.0 + " s";
        return fence.tookTooLong(limits);
    }

    /** @return whether it is fenced for that */
    boolean failed(Throwable failure, Limits limits) {
        meter.failures.increment();
        lastFailure = failure.toString();
        return Limits.failuresFence(part.kind()) && fence.failed(limits);
    }

    /** Whether a call still runs that was told to end. */
    boolean isHanging() {
        for (Call<?> call : running) {
            if (call.isHanging()) {
                return true;
            }
        }
        return false;
    }

    private Fenced fenced() {
        return new Fenced(this + " is fenced: " + lastFailure, Reason.OPEN, fence.retryAfter());
    }

    /** What to tell the operator; null if it works. */
    Localized trouble() {
        if (isHanging()) {
            return Localized.of(
                    part.kind().zh() + "“" + part.name() + "”卡住了，收到停止指令后仍未结束，已隔离",
                    "its " + part.kind().en() + ' ' + part.name() + " hangs, does not end when told to, and is fenced");
        }
        if (fence.isClosed()) {
            return Localized.of(
                    part.kind().zh() + "“" + part.name() + "”反复超时或出错，已隔离：" + lastFailure,
                    "its " + part.kind().en() + ' ' + part.name() + " failed again and again and is fenced: "
                            + lastFailure);
        }
        return null;
    }

    @Override
    public String toString() {
        return part.kind().en() + ' ' + part.name() + " of bundle " + owner;
    }
}
