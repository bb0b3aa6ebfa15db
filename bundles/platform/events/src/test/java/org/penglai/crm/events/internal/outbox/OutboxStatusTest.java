package org.penglai.crm.events.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.events.internal.Journals;
import org.penglai.crm.events.spi.OutboxConsumer;
import org.penglai.crm.events.spi.OutboxEvent;
import org.penglai.crm.events.spi.OutboxStatus;
import org.penglai.crm.persistence.testing.TestDatabase;

class OutboxStatusTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void saysHowFarEachConsumerIsBehindAndLetsItSkipWhatItFailsAt(TestDatabase.Kind kind) throws Exception {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            for (int id = 1; id <= 3; id++) {
                world.journals.commit(Journals.created(id));
            }
            TableOutboxStatus status = new TableOutboxStatus(world.leases, world.reader, world.runner());
            assertThat(status.waiting()).isEqualTo(3);
            world.sequence();
            Stubborn stubborn = new Stubborn();
            ConsumerRunner runner = world.runner();
            status = new TableOutboxStatus(world.leases, world.reader, runner);
            runner.add(stubborn);
            assertThat(stubborn.failed.await(20, TimeUnit.SECONDS)).isTrue();
            world.until(() -> failures(world, runner) > 0);

            OutboxStatus.Consumer seen = status.consumers().get(0);
            assertThat(status.waiting()).isZero();
            assertThat(status.first()).isEqualTo(1);
            assertThat(status.last()).isEqualTo(3);
            assertThat(seen.name()).isEqualTo("stubborn");
            assertThat(seen.here()).isTrue();
            assertThat(seen.lag()).isEqualTo(3);
            assertThat(seen.lastError()).contains("never");
            assertThat(seen.nextTryAt()).isNotNull();

            assertThat(status.forget("stubborn")).isFalse();
            assertThat(status.skip("unknown")).isFalse();
            assertThat(status.skip("sequencer")).isFalse();
            assertThat(status.skip("stubborn")).isTrue();
            world.until(() -> world.position("stubborn") == 3);
            runner.remove(stubborn);
            assertThat(status.forget("stubborn")).isTrue();
            assertThat(status.consumers()).isEmpty();
            runner.stop();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void oldEventsGoOnceEverybodyHasReadThem(TestDatabase.Kind kind) throws Exception {
        try (OutboxWorld world = new OutboxWorld(kind)) {
            for (int id = 1; id <= 5; id++) {
                world.journals.commit(Journals.created(id));
            }
            world.sequence();
            Instant now = Instant.now();
            EventCleaning cleaning = new EventCleaning(world.leases, world.reader, 30, 90);
            new SharedProgress(world.leases, "slow", () -> 2).next();

            cleaning.run(now.plus(Duration.ofDays(29)));
            assertThat(world.reader.first()).isEqualTo(1);
            cleaning.run(now.plus(Duration.ofDays(31)));
            assertThat(world.reader.first()).isEqualTo(3);
            cleaning.run(now.plus(Duration.ofDays(91)));
            assertThat(world.events()).extracting(OutboxEvent::position).containsExactly(5L);
            assertThat(world.reader.last()).isEqualTo(5);
        }
    }

    private static int failures(OutboxWorld world, ConsumerRunner runner) {
        return new TableOutboxStatus(world.leases, world.reader, runner)
                .consumers()
                .get(0)
                .failures();
    }

    /** Never takes the first event. */
    private static final class Stubborn implements OutboxConsumer {
        private final CountDownLatch failed = new CountDownLatch(1);

        @Override
        public String name() {
            return "stubborn";
        }

        @Override
        public long begin(long first, long last) {
            return 0;
        }

        @Override
        public void handle(List<OutboxEvent> batch) {
            if (batch.get(0).position() == 1) {
                failed.countDown();
                throw new IllegalStateException("never");
            }
        }
    }
}
