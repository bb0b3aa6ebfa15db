package org.penglai.crm.security.internal.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.penglai.crm.persistence.testing.MovedClock;

class GuessCounterTest {
    private final MovedClock clock = new MovedClock();
    private final GuessCounter counter = new GuessCounter(clock, 5, 100);

    @Test
    void theFifthFailureInFifteenMinutesMeansAMinuteOfWaiting() {
        fail("li", 4);
        assertThat(counter.waiting("li")).isZero();
        fail("li", 1);
        assertThat(counter.waiting("li")).isEqualTo(Duration.ofMinutes(1));
        assertThat(counter.waiting("wang")).isZero();
        clock.move(Duration.ofSeconds(61));
        assertThat(counter.waiting("li")).isZero();
    }

    @Test
    void eachFurtherFailureDoublesTheWait() {
        fail("li", 5);
        for (int minutes : new int[] {2, 4, 8}) {
            clock.move(counter.waiting("li"));
            fail("li", 1);
            assertThat(counter.waiting("li")).isEqualTo(Duration.ofMinutes(minutes));
        }
    }

    @Test
    void theWaitNeverExceedsAnHour() {
        for (int i = 0; i < 100; i++) {
            clock.move(counter.waiting("li"));
            fail("li", 1);
            assertThat(counter.waiting("li")).isLessThanOrEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void fiveFailuresInMoreThanFifteenMinutesAreNoAttack() {
        for (int i = 0; i < 50; i++) {
            fail("li", 1);
            clock.move(Duration.ofMinutes(4));
            assertThat(counter.waiting("li")).isZero();
        }
    }

    @Test
    void aSuccessClearsTheName() {
        fail("li", 4);
        counter.succeeded("li");
        fail("li", 4);
        assertThat(counter.waiting("li")).isZero();
    }

    @Test
    void memoryIsBoundedAndTheLatestOffendersAreKept() {
        for (int i = 0; i < 1_000; i++) {
            fail("name" + i, 5);
        }
        assertThat(counter.size()).isEqualTo(100);
        assertThat(counter.waiting("name999")).isPositive();
    }

    private void fail(String key, int times) {
        for (int i = 0; i < times; i++) {
            counter.failed(key);
        }
    }
}
