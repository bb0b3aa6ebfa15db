package org.penglai.crm.feeds.internal.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penglai.crm.api.events.EventHandler;
import org.penglai.crm.api.events.RecordEvent;
import org.penglai.crm.bulkheads.spi.Bulkheads;
import org.penglai.crm.feeds.internal.FeedWorld;
import org.penglai.crm.persistence.testing.TestDatabase;

class HandlerDeliveryTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void givesAHandlerTheChangesItWantsInOrder(TestDatabase.Kind kind) throws Exception {
        try (FeedWorld world = new FeedWorld(kind)) {
            Recording handler = new Recording();
            delivery(handler, world, LONG)
                    .handle(List.of(
                            FeedWorld.event(1, "customers", 5, "updated"),
                            FeedWorld.event(2, "contacts", 6, "updated"),
                            FeedWorld.event(3, "customers", 5, "deleted"),
                            FeedWorld.event(4, "customers", 7, "updated")));
            assertThat(handler.heard).extracting(RecordEvent::position).containsExactly(1L, 4L);
            assertThat(handler.heard.get(0).changes()).containsEntry("name", List.of("甲", "乙"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void afterEightAttemptsAChangeIsPutAsideAndTheNextOneFollows(TestDatabase.Kind kind) throws Exception {
        try (FeedWorld world = new FeedWorld(kind)) {
            Recording handler = new Recording();
            handler.broken = true;
            HandlerDelivery delivery = delivery(handler, world, LONG);
            for (int attempt = 1; attempt < 8; attempt++) {
                assertThatThrownBy(() -> delivery.handle(FeedWorld.events(1, 1)))
                        .hasMessageContaining("no figures");
            }
            delivery.handle(FeedWorld.events(1, 1));
            handler.broken = false;
            delivery.handle(FeedWorld.events(2, 2));
            assertThat(handler.heard).extracting(RecordEvent::position).containsExactly(2L);
            assertThat(world.letters.list(10))
                    .extracting(letter -> letter.reader() + " " + letter.position() + " " + letter.attempts())
                    .containsExactly("handler test.figures 1 8");
            world.letters.present(delivery);
            assertThat(world.letters.sendAgain(world.letters.list(1).get(0).id()))
                    .isNull();
            assertThat(handler.heard).extracting(RecordEvent::position).containsExactly(2L, 1L);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aHandlerThatNeverEndsIsInterrupted(TestDatabase.Kind kind) {
        try (FeedWorld world = new FeedWorld(kind)) {
            Recording handler = new Recording();
            handler.stuck = new CountDownLatch(1);
            assertThatThrownBy(() ->
                            delivery(handler, world, Duration.ofMillis(100)).handle(FeedWorld.events(1, 1)))
                    .hasMessageContaining("took longer");
        }
    }

    @Test
    void whileItHangsItsChangesWaitAndNoneIsGivenUp() {
        try (FeedWorld world = new FeedWorld(TestDatabase.Kind.DERBY)) {
            CountDownLatch end = new CountDownLatch(1);
            Recording handler = new Recording();
            handler.loop = end;
            HandlerDelivery delivery = delivery(handler, world, Duration.ofMillis(100));
            assertThatThrownBy(() -> delivery.handle(FeedWorld.events(1, 1))).hasMessageContaining("took longer");
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> delivery.handle(FeedWorld.events(1, 1)))
                        .hasMessageContaining("busy");
            }
            assertThat(world.letters.list(10)).isEmpty();
            end.countDown();
        }
    }

    private HandlerDelivery delivery(EventHandler handler, FeedWorld world, Duration limit) {
        return new HandlerDelivery(handler, 1, world.letters, Bulkheads.alone(limit), () -> null);
    }

    private static final class Recording implements EventHandler {
        private final List<RecordEvent> heard = new CopyOnWriteArrayList<>();
        private volatile boolean broken;
        private volatile CountDownLatch stuck;
        private volatile CountDownLatch loop;

        @Override
        public String name() {
            return "test.figures";
        }

        @Override
        public Set<String> types() {
            return Set.of("customers");
        }

        @Override
        public Set<String> operations() {
            return Set.of("updated");
        }

        @Override
        public void handle(RecordEvent event) throws InterruptedException {
            if (stuck != null) {
                stuck.await();
            }
            while (loop != null && loop.getCount() > 0) {
                Thread.onSpinWait();
            }
            if (broken) {
                throw new IllegalStateException("no figures");
            }
            heard.add(event);
        }
    }
}
