package org.penglai.crm.events.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.penglai.crm.api.live.LiveUpdate;

class MemoryLiveUpdatesTest {
    private final MemoryLiveUpdates live = new MemoryLiveUpdates();
    private final BlockingQueue<LiveUpdate> received = new LinkedBlockingQueue<>();

    @AfterEach
    void stop() {
        live.stop();
    }

    @Test
    void everyListenerHearsEveryUpdateInOrder() throws InterruptedException {
        live.subscribe(received::add);
        live.publish(LiveUpdate.toAll("a"));
        live.publish(LiveUpdate.toAll("b"));

        assertThat(next()).isEqualTo(LiveUpdate.toAll("a"));
        assertThat(next()).isEqualTo(LiveUpdate.toAll("b"));
    }

    @Test
    void aFailingListenerDoesNotKeepOthersFromHearing() throws InterruptedException {
        live.subscribe(update -> {
            throw new IllegalStateException("listener with a fault");
        });
        live.subscribe(received::add);
        live.publish(LiveUpdate.toAll("a"));
        assertThat(next().topic()).isEqualTo("a");
        live.publish(LiveUpdate.toAll("b"));
        assertThat(next().topic()).isEqualTo("b");
    }

    @Test
    void aClosedSubscriptionHearsNothingMore() throws Exception {
        AutoCloseable first = live.subscribe(update -> received.add(LiveUpdate.toAll("wrong")));
        first.close();
        live.subscribe(received::add);
        live.publish(LiveUpdate.toAll("a"));
        assertThat(next().topic()).isEqualTo("a");
    }

    @Test
    void theSameListenerMayBeSubscribedTwice() throws Exception {
        java.util.function.Consumer<LiveUpdate> listener = received::add;
        AutoCloseable first = live.subscribe(listener);
        live.subscribe(listener);
        first.close();
        live.publish(LiveUpdate.toAll("a"));
        assertThat(next().topic()).isEqualTo("a");
    }

    @Test
    void publishingDoesNotWaitForASlowListenerAndEqualUpdatesMeltIntoOne() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        live.subscribe(update -> {
            received.add(update);
            busy.countDown();
            try {
                release.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        live.publish(LiveUpdate.toAll("first"));
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 100_000; i++) {
            live.publish(new LiveUpdate(LiveUpdate.JOB, 7, "job"));
        }
        live.publish(LiveUpdate.toAll("last"));
        release.countDown();

        assertThat(List.of(next().topic(), next().topic(), next().topic()))
                .containsExactly("first", LiveUpdate.JOB, "last");
    }

    @Test
    void theOldestUpdatesMakeRoomWhenTooManyWait() {
        PendingUpdates pending = new PendingUpdates(2);
        assertThat(pending.add(LiveUpdate.toAll("a"))).isTrue();
        assertThat(pending.add(LiveUpdate.toAll("b"))).isFalse();
        assertThat(pending.add(LiveUpdate.toAll("c"))).isFalse();
        assertThat(pending.take()).extracting(LiveUpdate::topic).containsExactly("b", "c");
        assertThat(pending.take()).isEmpty();
        assertThat(pending.add(LiveUpdate.toAll("d"))).isTrue();
    }

    private LiveUpdate next() throws InterruptedException {
        LiveUpdate update = received.poll(10, TimeUnit.SECONDS);
        assertThat(update).as("an update within ten seconds").isNotNull();
        return update;
    }
}
