package org.penglai.crm.jobs.internal.periodic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.jobs.PeriodicWork;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.persistence.testing.MovedClock;
import org.penglai.crm.persistence.testing.TestDatabase;

class PeriodicRoundsTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MovedClock clock = new MovedClock();
    private final Bulkheads bulkheads = Bulkheads.alone(Duration.ofSeconds(30));

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void twoNodesDoEachRoundOnce(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("jobs")) {
            List<String> done = new ArrayList<>();
            PeriodicRounds first = node(database, "first");
            PeriodicRounds second = node(database, "second");
            first.add(work("sweep", now -> done.add("first")), 1);
            second.add(work("sweep", now -> done.add("second")), 1);

            for (int second1 = 0; second1 < 180; second1++) {
                first.tick();
                second.tick();
                clock.move(Duration.ofSeconds(1));
            }
            assertThat(done).hasSize(3);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aRoundWhoseNodeDiedIsDoneByAnotherWhenItsLeaseEnds(TestDatabase.Kind kind) {
        try (TestDatabase database = kind.migrated("jobs")) {
            AtomicInteger done = new AtomicInteger();
            assertThat(leases(database, "dead").claim("sweep", MINUTE)).isTrue();
            PeriodicRounds alive = node(database, "alive");
            alive.add(work("sweep", now -> done.incrementAndGet()), 1);

            clock.move(MINUTE.plusSeconds(1));
            alive.tick();
            assertThat(done).hasValue(0);
            clock.move(PeriodicLeases.LEASE);
            alive.tick();
            assertThat(done).hasValue(1);
        }
    }

    @Test
    void aFailureIsOverWithTheRound() {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("jobs")) {
            AtomicInteger rounds = new AtomicInteger();
            PeriodicRounds node = node(database, "node");
            node.add(
                    work("sweep", now -> {
                        rounds.incrementAndGet();
                        throw new IllegalStateException("once more");
                    }),
                    1);
            node.tick();
            clock.move(MINUTE);
            node.tick();
            assertThat(rounds).hasValue(2);
        }
    }

    @Test
    void aWorkThatGoesIsInterruptedAndFreeForItsNextVersion() throws Exception {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("jobs")) {
            ExecutorService workers = Executors.newSingleThreadExecutor();
            PeriodicRounds node = new PeriodicRounds(leases(database, "node"), clock, workers, bulkheads);
            CountDownLatch running = new CountDownLatch(1);
            AtomicBoolean interrupted = new AtomicBoolean();
            PeriodicWork old = work("sweep", now -> {
                running.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException going) {
                    interrupted.set(true);
                    throw going;
                }
            });
            node.add(old, 1);
            node.tick();
            assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
            node.remove(old);
            workers.shutdown();
            assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            assertThat(interrupted).isTrue();
            clock.move(MINUTE);
            assertThat(leases(database, "other").claim("sweep", MINUTE)).isTrue();
        }
    }

    @Test
    void roundsThatNeverEndAreNamedAndInNobodysWay() throws Exception {
        try (TestDatabase database = TestDatabase.Kind.DERBY.migrated("jobs")) {
            ExecutorService workers = Executors.newCachedThreadPool();
            PeriodicRounds node = new PeriodicRounds(leases(database, "node"), clock, workers, bulkheads);
            CountDownLatch hanging = new CountDownLatch(3);
            for (int i = 0; i < 3; i++) {
                node.add(
                        work("hangs" + i, now -> {
                            hanging.countDown();
                            new CountDownLatch(1).await();
                        }),
                        1);
            }
            node.tick();
            assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
            CountDownLatch done = new CountDownLatch(1);
            node.add(work("sweep", now -> done.countDown()), 2);
            node.tick();
            assertThat(done.getCount()).isOne();

            clock.move(MINUTE.plusSeconds(1));
            node.tick();
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(bulkheads.trouble(Set.of(1L)).orElseThrow().en()).contains("periodic work hangs");
            assertThat(bulkheads.trouble(Set.of(2L))).isEmpty();
            node.stop();
            workers.shutdown();
            assertThat(workers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            assertThat(bulkheads.trouble(Set.of(1L))).isEmpty();
        }
    }

    private PeriodicRounds node(TestDatabase database, String name) {
        return new PeriodicRounds(leases(database, name), clock, Runnable::run, bulkheads);
    }

    private PeriodicLeases leases(TestDatabase database, String node) {
        return new PeriodicLeases(database.database(), database.transactions(), clock, node);
    }

    private static PeriodicWork work(String name, Round round) {
        return new PeriodicWork() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Duration every() {
                return MINUTE;
            }

            @Override
            public void run(Instant now) throws InterruptedException {
                round.run(now);
            }
        };
    }

    private interface Round {
        void run(Instant now) throws InterruptedException;
    }
}
