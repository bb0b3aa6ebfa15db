package org.penglai.crm.persistence.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penglai.crm.api.error.Unavailable;
import org.penglai.crm.persistence.internal.unit.UnitGates;
import org.penglai.crm.persistence.spi.Gates;

/** Writes take permits; a unit that is being swapped lets nobody in and waits for those inside. */
@Timeout(60)
class GatesTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration AT_ONCE = Duration.ZERO;

    private final UnitGates gates = new UnitGates();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        gates.stop();
    }

    @Test
    void aUnitThatWasNeverAnnouncedIsClosed() {
        assertThat(gates.tryEnter(Set.of("customers"))).isNull();
        assertThat(gates.open()).isEmpty();
    }

    @Test
    void noUnitsNeedNoGate() {
        gates.tryEnter(Set.of()).close();
    }

    @Test
    void entersAllOrNone() {
        gates.arrived("a");
        assertThat(gates.tryEnter(Set.of("a", "b"))).isNull();
        assertThat(gates.leaving("a", AT_ONCE)).as("nobody is in a").isTrue();
    }

    @Test
    void leavingWaitsForThePermits() throws Exception {
        gates.arrived("a");
        Gates.Permit permit = gates.tryEnter(Set.of("a"));
        Future<Boolean> drained = threads.submit(() -> gates.leaving("a", LONG));
        while (!gates.open().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(gates.tryEnter(Set.of("a"))).isNull();
        assertThat(drained.isDone()).isFalse();
        permit.close();
        permit.close();
        assertThat(drained.get()).isTrue();
    }

    @Test
    void leavingGivesUpAfterItsTime() {
        gates.arrived("a");
        try (Gates.Permit permit = gates.tryEnter(Set.of("a"))) {
            assertThat(permit).isNotNull();
            assertThat(gates.leaving("a", Duration.ofMillis(20))).isFalse();
        }
    }

    @Test
    void aHoldKeepsTheGateClosedUntilAllHoldsAreGone() {
        gates.arrived("a");
        Gates.Hold update = gates.hold("a", "update", LONG);
        Gates.Hold backup = gates.hold("a", "backup", LONG);
        assertThat(update.drained()).isTrue();
        update.close();
        update.close();
        assertThat(gates.open()).isEmpty();
        backup.close();
        assertThat(gates.open()).containsExactly("a");
    }

    @Test
    void aHoldSaysWhetherWritesAreStillInside() {
        gates.arrived("a");
        try (Gates.Permit permit = gates.tryEnter(Set.of("a"));
                Gates.Hold hold = gates.hold("a", "update", AT_ONCE)) {
            assertThat(permit).isNotNull();
            assertThat(hold.drained()).isFalse();
        }
    }

    @Test
    void aHoldOnAnAbsentUnitOutlivesItsArrival() {
        Gates.Hold hold = gates.hold("a", "update", AT_ONCE);
        gates.arrived("a");
        assertThat(gates.open()).isEmpty();
        hold.close();
        assertThat(gates.open()).containsExactly("a");
    }

    @Test
    void enteringWaitsForTheGate() throws Exception {
        Future<Gates.Permit> permit = threads.submit(() -> gates.enter(Set.of("a"), LONG));
        gates.arrived("a");
        permit.get().close();
    }

    @Test
    void enteringGivesUpAfterItsTime() {
        assertThatThrownBy(() -> gates.enter(Set.of("a"), Duration.ofMillis(10)))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void anActionRunsOnceWhenAGateOpens() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        AtomicInteger times = new AtomicInteger();
        gates.onceOpen(Set.of("a", "b"), () -> {
            times.incrementAndGet();
            ran.countDown();
        });
        assertThat(times).hasValue(0);
        gates.arrived("a");
        ran.await();
        gates.arrived("b");
        CountDownLatch later = new CountDownLatch(2);
        gates.onceOpen(Set.of("b"), later::countDown);
        gates.onceOpen(Set.of("b"), later::countDown);
        later.await();
        assertThat(times).hasValue(1);
    }

    @Test
    void aFailingActionDoesNotStopTheOthers() throws Exception {
        CountDownLatch ran = new CountDownLatch(8);
        for (int i = 0; i < 8; i++) {
            gates.onceOpen(Set.of("a"), () -> {
                ran.countDown();
                throw new IllegalStateException("is logged");
            });
        }
        gates.arrived("a");
        ran.await();
    }

    /** Parked writers ask again whenever they are called; none may sleep for ever, none may be inside a closed unit. */
    @Test
    void noWriterIsForgottenWhileUnitsComeAndGo() throws Exception {
        List<String> units = List.of("a", "b", "c");
        int writers = 2_000;
        CountDownLatch done = new CountDownLatch(writers);
        AtomicInteger[] inside = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
        AtomicInteger violations = new AtomicInteger();
        Future<?> swapping = threads.submit(() -> swap(units, inside, violations, done));
        Random random = new Random(7);
        for (int i = 0; i < writers; i++) {
            List<String> wanted = new ArrayList<>(units);
            wanted.remove(random.nextInt(3));
            threads.submit(() -> write(units, wanted, inside, done));
        }
        assertThat(done.await(50, TimeUnit.SECONDS)).isTrue();
        swapping.get();
        assertThat(violations).hasValue(0);
    }

    private void swap(List<String> units, AtomicInteger[] inside, AtomicInteger violations, CountDownLatch done) {
        Random random = new Random(11);
        units.forEach(gates::arrived);
        while (done.getCount() > 0) {
            int unit = random.nextInt(3);
            if (!gates.leaving(units.get(unit), LONG) || inside[unit].get() != 0) {
                violations.incrementAndGet();
            }
            gates.arrived(units.get(unit));
        }
    }

    private void write(List<String> units, List<String> wanted, AtomicInteger[] inside, CountDownLatch done) {
        Gates.Permit permit = gates.tryEnter(wanted);
        if (permit == null) {
            gates.onceOpen(wanted, () -> write(units, wanted, inside, done));
            return;
        }
        wanted.forEach(unit -> inside[units.indexOf(unit)].incrementAndGet());
        wanted.forEach(unit -> inside[units.indexOf(unit)].decrementAndGet());
        permit.close();
        done.countDown();
    }
}
