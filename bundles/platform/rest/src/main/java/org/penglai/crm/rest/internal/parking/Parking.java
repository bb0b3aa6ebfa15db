package org.penglai.crm.rest.internal.parking;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import javax.servlet.AsyncContext;
import javax.servlet.http.HttpServletRequest;
import org.penglai.crm.api.Localized;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.spi.Gates;
import org.penglai.crm.records.spi.Types;
import org.penglai.crm.rest.internal.http.ApiRequest;

/**
 * Lets writes pass the gates of all units they may touch before anything else happens, and keeps those that cannot
 * pass waiting without a thread: the request is put aside and dispatched again once the gates open, its type is gone
 * or its time is up.
 */
public final class Parking {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final long SWEEP_MILLISECONDS = 50;

    private final Gates gates;
    private final Types types;
    private final BooleanSupplier booted;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanoClock;
    private final int limit;
    private final long patienceNanos;

    private final ConcurrentSkipListMap<Long, Parked> parked = new ConcurrentSkipListMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private final AtomicInteger count = new AtomicInteger();
    private final Set<Set<String>> awaited = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /**
     * @param booted whether every module has been started, so that an unknown type is really unknown
     * @param timer looks after deadlines
     * @param nanoClock of {@link System#nanoTime()}
     * @param limit how many requests may wait at once
     */
    public Parking(
            Gates gates,
            Types types,
            BooleanSupplier booted,
            ScheduledExecutorService timer,
            LongSupplier nanoClock,
            int limit,
            Duration patience) {
        this.gates = gates;
        this.types = types;
        this.booted = booted;
        this.timer = timer;
        this.nanoClock = nanoClock;
        this.limit = limit;
        this.patienceNanos = patience.toNanos();
    }

    /**
     * Lets the request pass or puts it aside.
     *
     * @return the pass, to be closed when the request is over; null if the request was put aside and will come again
     * @throws Unavailable if it has waited long enough, or too many wait already
     */
    public Pass enter(HttpServletRequest request, ApiRequest call) {
        if (!call.path().isRecords()) {
            return Pass.FREE;
        }
        String type = call.path().resource();
        if (types.find(type).isEmpty()) {
            if (booted.getAsBoolean()) {
                return Pass.FREE;
            }
            park(request, call, new Parked(type, Set.of(), Parked.Reason.BOOTING));
            return null;
        }
        if (!call.isWrite()
                || call.path().isImport()
                || call.path().isQuestion()
                || call.path().isUpload()) {
            return Pass.FREE;
        }
        Set<String> units = Set.copyOf(types.units(type));
        Gates.Permit permit = gates.tryEnter(units);
        if (permit == null) {
            park(request, call, new Parked(type, units, Parked.Reason.GATE));
            return null;
        }
        if (hasCode(type)) {
            return Pass.of(permit);
        }
        // The unit is back, but the capability has not registered the type yet. Seen with the permit in hand: from here
        // on the type cannot go without waiting for us.
        permit.close();
        park(request, call, new Parked(type, units, Parked.Reason.CODE));
        return null;
    }

    /** Whether the code of the type is there, and that of every installed type that its rules and actions write. */
    private boolean hasCode(String type) {
        return types.isWritable(type)
                && types.find(type).stream()
                        .flatMap(known -> known.touches().stream())
                        .filter(touched -> types.find(touched).isPresent())
                        .allMatch(types::isWritable);
    }

    /** How many requests wait right now. */
    public int size() {
        return count.get();
    }

    /** Sends everybody away; nobody is put aside any more. */
    public void close() {
        closed = true;
        parked.keySet().forEach(this::wake);
    }

    private void park(HttpServletRequest request, ApiRequest call, Parked waiting) {
        long now = nanoClock.getAsLong();
        long deadline = call.parkUntil(now, patienceNanos);
        if (closed || deadline - now <= 0) {
            throw unavailable();
        }
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            throw unavailable();
        }
        long key = sequence.incrementAndGet();
        AsyncContext context = request.startAsync();
        context.setTimeout(0);
        context.addListener(new Departure(() -> leave(key)));
        waiting.starts(context, deadline);
        parked.put(key, waiting);
        if (waiting.reason == Parked.Reason.GATE && awaited.add(waiting.units)) {
            gates.onceOpen(waiting.units, () -> opened(waiting.units));
        }
        sweepLater();
        if (closed) {
            wake(key);
        }
    }

    private void opened(Set<String> units) {
        awaited.remove(units);
        for (Map.Entry<Long, Parked> entry : parked.entrySet()) {
            if (entry.getValue().reason == Parked.Reason.GATE
                    && entry.getValue().units.equals(units)) {
                wake(entry.getKey());
            }
        }
    }

    private void sweepLater() {
        if (!closed && sweeping.compareAndSet(false, true)) {
            timer.schedule(this::sweep, SWEEP_MILLISECONDS, TimeUnit.MILLISECONDS);
        }
    }

    private void sweep() {
        sweeping.set(false);
        long now = nanoClock.getAsLong();
        for (Map.Entry<Long, Parked> entry : parked.entrySet()) {
            if (entry.getValue().deadlineNanos - now <= 0 || isOver(entry.getValue())) {
                wake(entry.getKey());
            }
        }
        if (!parked.isEmpty()) {
            sweepLater();
        }
    }

    /** Whether there is nothing left to wait for; gates tell by themselves when they open. */
    private boolean isOver(Parked waiting) {
        boolean known = types.find(waiting.type).isPresent();
        return switch (waiting.reason) {
            case BOOTING -> known || booted.getAsBoolean();
            case CODE -> !known || hasCode(waiting.type);
            case GATE -> !known;
        };
    }

    private void wake(long key) {
        Parked waiting = leave(key);
        if (waiting != null) {
            waiting.dispatch();
        }
    }

    private Parked leave(long key) {
        Parked left = parked.remove(key);
        if (left != null) {
            count.decrementAndGet();
        }
        return left;
    }

    private static Unavailable unavailable() {
        return new Unavailable(
                "moduleUnavailable",
                Localized.of("该模块正在更新或未在运行，请稍后再试。", "The module is being updated or does not run; try again shortly."),
                RETRY_AFTER);
    }
}
