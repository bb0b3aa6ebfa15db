package org.penglai.crm.bulkheads.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FenceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Limits LIMITS = new Limits(SECOND, SECOND, SECOND, 3, 10, Duration.ofSeconds(30));

    private final AtomicLong time = new AtomicLong();
    private final Fence fence = new Fence(time::get);

    @Test
    void threeTimeoutsInARowCloseIt() {
        assertThat(fence.tookTooLong(LIMITS)).isFalse();
        assertThat(fence.tookTooLong(LIMITS)).isFalse();
        fence.wentWell();
        assertThat(fence.tookTooLong(LIMITS)).isFalse();
        assertThat(fence.tookTooLong(LIMITS)).isFalse();
        assertThat(fence.admits(false)).isTrue();
        assertThat(fence.tookTooLong(LIMITS)).isTrue();
        assertThat(fence.admits(false)).isFalse();
        assertThat(fence.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void failuresCloseItLater() {
        for (int i = 1; i < 10; i++) {
            assertThat(fence.failed(LIMITS)).isFalse();
        }
        assertThat(fence.failed(LIMITS)).isTrue();
    }

    @Test
    void oneCallTriesWhetherItIsWellAgain() {
        close();
        pass(30);
        assertThat(fence.admits(false)).isTrue();
        assertThat(fence.admits(false)).isFalse();
        fence.wentWell();
        assertThat(fence.admits(false)).isTrue();
        assertThat(fence.isClosed()).isFalse();
    }

    @Test
    void aTrialThatFailsClosesItForTwiceAsLong() {
        close();
        pass(30);
        assertThat(fence.admits(false)).isTrue();
        assertThat(fence.failed(LIMITS)).isTrue();
        pass(59);
        assertThat(fence.admits(false)).isFalse();
        pass(1);
        assertThat(fence.admits(false)).isTrue();
        for (int i = 0; i < 20; i++) {
            fence.tookTooLong(LIMITS);
            pass(300);
            assertThat(fence.admits(false)).isTrue();
        }
    }

    @Test
    void nothingIsTriedWhileACallStillHangs() {
        close();
        pass(30);
        assertThat(fence.admits(true)).isFalse();
        assertThat(fence.admits(false)).isTrue();
    }

    @Test
    void aTrialThatDidNotBeginLeavesItToTheNext() {
        close();
        pass(30);
        assertThat(fence.admits(false)).isTrue();
        fence.notBegun();
        assertThat(fence.admits(false)).isTrue();
    }

    private void close() {
        for (int i = 0; i < 3; i++) {
            fence.tookTooLong(LIMITS);
        }
    }

    private void pass(int seconds) {
        time.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
