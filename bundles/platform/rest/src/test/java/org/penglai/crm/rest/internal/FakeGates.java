package org.penglai.crm.rest.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.penglai.crm.persistence.spi.Gates;

/** Counts permits; tests close and open single gates. */
final class FakeGates implements Gates {
    final Set<String> closed = ConcurrentHashMap.newKeySet();
    final AtomicInteger entered = new AtomicInteger();
    final AtomicInteger left = new AtomicInteger();
    final Semaphore waitingActions = new Semaphore(0);
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();

    @Override
    public Permit tryEnter(Collection<String> units) {
        if (units.stream().anyMatch(closed::contains)) {
            return null;
        }
        entered.incrementAndGet();
        return left::incrementAndGet;
    }

    @Override
    public Permit enter(Collection<String> units, Duration atMost) {
        return tryEnter(units);
    }

    @Override
    public void onceOpen(Collection<String> units, Runnable action) {
        if (units.stream().noneMatch(closed::contains)) {
            action.run();
        } else {
            waiting.add(action);
            waitingActions.release();
        }
    }

    void open(String unit) {
        closed.remove(unit);
        List<Runnable> actions = List.copyOf(waiting);
        waiting.removeAll(actions);
        actions.forEach(Runnable::run);
    }

    @Override
    public Hold hold(String unit, String reason, Duration drainAtMost) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Set<String> open() {
        return Set.of();
    }
}
