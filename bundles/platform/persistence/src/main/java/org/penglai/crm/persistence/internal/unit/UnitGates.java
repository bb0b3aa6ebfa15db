package org.penglai.crm.persistence.internal.unit;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.penglai.crm.persistence.spi.Gates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gates under one lock: taking several at once is atomic, so nobody ever holds one while waiting for another, and a gate
 * cannot open unseen between a look and a wait. A unit that was never announced by an EntityManagerFactory is closed;
 * schemas without a unit need no gate.
 */
@Component(
        service = {Gates.class, UnitGates.class},
        immediate = true)
public class UnitGates implements Gates {
    private static final Logger LOG = LoggerFactory.getLogger(UnitGates.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Gate> gates = new HashMap<>();
    private final WaitingActions waiting = new WaitingActions();

    @Activate
    public UnitGates() {}

    @Deactivate
    public void stop() {
        waiting.stop();
    }

    @Override
    public Permit tryEnter(Collection<String> units) {
        Set<String> sorted = new TreeSet<>(units);
        lock.lock();
        try {
            return allOpen(sorted) ? enter(sorted) : null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Permit enter(Collection<String> units, Duration atMost) {
        Set<String> sorted = new TreeSet<>(units);
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (!allOpen(sorted)) {
                if (nanos <= 0) {
                    throw UnitFactories.absent(String.join(", ", closed(sorted)));
                }
                nanos = changed.awaitNanos(nanos);
            }
            return enter(sorted);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnitFactories.absent(String.join(", ", sorted));
        } finally {
            lock.unlock();
        }
    }

    private Permit enter(Set<String> units) {
        List<Gate> entered = units.stream().map(gates::get).toList();
        entered.forEach(gate -> gate.permits++);
        AtomicBoolean left = new AtomicBoolean();
        return () -> {
            if (left.compareAndSet(false, true)) {
                leave(entered);
            }
        };
    }

    private void leave(List<Gate> entered) {
        lock.lock();
        try {
            entered.forEach(gate -> gate.permits--);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void onceOpen(Collection<String> units, Runnable action) {
        lock.lock();
        try {
            if (allOpen(units)) {
                waiting.runNow(action);
            } else {
                waiting.add(Set.copyOf(units), action);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Hold hold(String unit, String reason, Duration drainAtMost) {
        LOG.debug("gate of {} is held: {}", unit, reason);
        UnitHold hold = close(unit);
        hold.drained = drained(Set.of(unit), drainAtMost);
        return hold;
    }

    /** Closes the gate without waiting. */
    private UnitHold close(String unit) {
        lock.lock();
        try {
            UnitHold hold = new UnitHold(unit);
            gate(unit).hold(hold);
            return hold;
        } finally {
            lock.unlock();
        }
    }

    /** Holds several gates at once and waits for all of them together. */
    public Hold holdAll(Collection<String> units, String reason, Duration drainAtMost) {
        LOG.debug("gates of {} are held: {}", units, reason);
        List<UnitHold> holds = units.stream().map(this::close).toList();
        boolean drained = drained(Set.copyOf(units), drainAtMost);
        return new Hold() {
            @Override
            public boolean drained() {
                return drained;
            }

            @Override
            public void close() {
                holds.forEach(UnitHold::close);
            }
        };
    }

    /** Waits until no write is inside. */
    private boolean drained(Set<String> units, Duration atMost) {
        lock.lock();
        try {
            long nanos = atMost.toNanos();
            while (units.stream().anyMatch(unit -> gate(unit).permits > 0)) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** The unit's EntityManagerFactory is there. */
    public void arrived(String unit) {
        lock.lock();
        try {
            gate(unit).present = true;
            changed(unit);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The unit's EntityManagerFactory is about to go: closes the gate and waits for the writes inside.
     *
     * @return whether all left in time
     */
    public boolean leaving(String unit, Duration atMost) {
        lock.lock();
        try {
            gate(unit).present = false;
            return drained(Set.of(unit), atMost);
        } finally {
            lock.unlock();
        }
    }

    private void letGo(UnitHold hold) {
        lock.lock();
        try {
            gate(hold.unit).letGo(hold);
            changed(hold.unit);
        } finally {
            lock.unlock();
        }
    }

    private void changed(String unit) {
        if (gate(unit).isOpen()) {
            changed.signalAll();
            waiting.opened(unit);
        }
    }

    @Override
    public Set<String> open() {
        lock.lock();
        try {
            return Set.copyOf(gates.entrySet().stream()
                    .filter(entry -> entry.getValue().isOpen())
                    .map(Map.Entry::getKey)
                    .toList());
        } finally {
            lock.unlock();
        }
    }

    private Gate gate(String unit) {
        return gates.computeIfAbsent(unit, name -> new Gate());
    }

    private boolean allOpen(Collection<String> units) {
        return closed(units).isEmpty();
    }

    private List<String> closed(Collection<String> units) {
        return units.stream()
                .filter(unit -> !gates.containsKey(unit) || !gates.get(unit).isOpen())
                .toList();
    }

    private final class UnitHold implements Hold {
        private final String unit;
        private final AtomicBoolean released = new AtomicBoolean();
        private volatile boolean drained;

        private UnitHold(String unit) {
            this.unit = unit;
        }

        @Override
        public boolean drained() {
            return drained;
        }

        @Override
        public void close() {
            if (released.compareAndSet(false, true)) {
                letGo(this);
            }
        }
    }
}
