package org.penglai.crm.events.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.events.internal.Journals;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.persistence.testing.TestDatabase;

class ConsumerRunnerTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aConsumerGetsAllInOrderAndGoesOnWhereItStopped(TestDatabase.Kind kind) throws Exception {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            world.journals.commit(Journals.created(1));
            world.journals.commit(Journals.created(2));
            world.sequence();
            Recording first = new Recording("index", 0);
            ConsumerRunner runner = world.runner();
            runner.add(first);
            assertThat(first.next()).isEqualTo(1);
            assertThat(first.next()).isEqualTo(2);
            first.handled(world, 2);
            runner.remove(first);
            world.journals.commit(Journals.created(3));
            world.sequence();
            world.arrivals.reached(world.reader.last());

            Recording again = new Recording("index", 0);
            runner.add(again);
            assertThat(again.next()).isEqualTo(3);
            assertThat(first.received).isEmpty();
            runner.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aBatchThatFailsIsGivenAgainAndNothingIsLeftOut(TestDatabase.Kind kind) throws Exception {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            Recording consumer = new Recording("index", 0);
            consumer.failing = true;
            ConsumerRunner runner = world.runner();
            runner.add(consumer);
            world.journals.commit(Journals.created(1));
            world.sequence();
            world.arrivals.reached(world.reader.last());
            assertThat(consumer.failed.await(20, TimeUnit.SECONDS)).isTrue();
            consumer.failing = false;
            assertThat(consumer.next()).isEqualTo(1);
            runner.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatEachNodeNeedsEachNodeGets(TestDatabase.Kind kind) throws Exception {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            world.journals.commit(Journals.created(1));
            world.sequence();
            List<Recording> nodes = new ArrayList<>();
            List<ConsumerRunner> runners = List.of(world.runner(), world.runner());
            for (ConsumerRunner runner : runners) {
                Recording own = new Recording("pages", 0) {
                    @Override
                    public boolean perNode() {
                        return true;
                    }
                };
                nodes.add(own);
                runner.add(own);
            }
            for (Recording own : nodes) {
                assertThat(own.next()).isEqualTo(1);
            }
            for (ConsumerRunner runner : runners) {
                runner.stop();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aNewConsumerBeginsWithWhatComesUnlessItSaysOtherwise(TestDatabase.Kind kind) throws Exception {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            world.journals.commit(Journals.created(1));
            world.sequence();
            Recording consumer = new Recording("late", -1);
            ConsumerRunner runner = world.runner();
            runner.add(consumer);
            assertThat(consumer.begun.await(20, TimeUnit.SECONDS)).isTrue();
            world.journals.commit(Journals.created(2));
            world.sequence();
            world.arrivals.reached(world.reader.last());
            assertThat(consumer.next()).isEqualTo(2);
            runner.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatIsCommittedBeforeASlowThreadBeginsIsNotMissed(TestDatabase.Kind kind) throws Exception {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            world.journals.commit(Journals.created(1));
            world.sequence();
            world.arrivals.reached(world.reader.last());
            Queue<Runnable> busy = new ArrayDeque<>();
            ConsumerRunner runner = new ConsumerRunner(world.node(), world.reader, world.arrivals, new Later(busy));
            Recording consumer = new Recording("late", -1);
            runner.add(consumer);
            assertThat(consumer.begun.getCount()).as("not before it has").isEqualTo(1);

            world.journals.commit(Journals.created(2));
            world.sequence();
            world.arrivals.reached(world.reader.last());
            busy.remove().run();
            assertThat(consumer.begun.getCount()).isZero();
            assertThat(consumer.received).containsExactly(2L);
            runner.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aConsumerThatAnotherNodeReadsForHasBegun(TestDatabase.Kind kind) throws Exception {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            List<ConsumerRunner> runners = List.of(world.runner(), world.runner());
            for (ConsumerRunner runner : runners) {
                Recording consumer = new Recording("figures", -1);
                runner.add(consumer);
                assertThat(consumer.begun.await(20, TimeUnit.SECONDS)).isTrue();
            }
            for (ConsumerRunner runner : runners) {
                runner.stop();
            }
        }
    }

    /** Threads that are busy with something else until the test says so. */
    private static final class Later extends AbstractExecutorService {
        private final Queue<Runnable> tasks;

        Later(Queue<Runnable> tasks) {
            this.tasks = tasks;
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public void shutdown() {
            tasks.clear();
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return true;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }

    private static class Recording implements OutboxConsumer {
        final BlockingQueue<Long> received = new LinkedBlockingQueue<>();
        final CountDownLatch failed = new CountDownLatch(1);
        final CountDownLatch begun = new CountDownLatch(1);
        volatile boolean failing;
        private final String name;
        private final long from;

        Recording(String name, long from) {
            this.name = name;
            this.from = from;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public long begin(long first, long last) {
            return from < 0 ? last : from;
        }

        @Override
        public void begun() {
            begun.countDown();
        }

        @Override
        public void handle(List<OutboxEvent> batch) {
            if (failing) {
                failed.countDown();
                throw new IllegalStateException("the disk is full");
            }
            batch.forEach(event -> received.add(event.recordId()));
        }

        long next() throws InterruptedException {
            Long id = received.poll(20, TimeUnit.SECONDS);
            assertThat(id).as("an event within twenty seconds").isNotNull();
            return id;
        }

        /** Waits until the position is stored. */
        void handled(OutboxWorld world, long position) {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (world.position(name) < position) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.onSpinWait();
            }
        }
    }
}
